/**
 * Gitea in what is committed: the lab's default address. The portal of a lab on other ports
 * is told what it is there.
 */
export const committedGiteaUrl = 'http://localhost:7020';
