/** Sent, without content, when what the landing page shows may have changed. */
export const homeChangedChannel = 'home:changed';
