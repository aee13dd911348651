import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Who is signed in. */
export type Person = { name: string; picture?: string; href?: string };

/** `user:default/ada` becomes the address of that entity's page. */
export function entityHref(entityRef: string): string | undefined {
  const match = /^([^:/]+):([^:/]+)\/([^:/]+)$/.exec(entityRef);
  return match
    ? `/catalog/${match[2]}/${match[1]}/${match[3]}`.toLowerCase()
    : undefined;
}

/** The first letters of the first and last word of a name. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ''];
  return letters.map(word => word?.charAt(0).toUpperCase() ?? '').join('');
}

/** The signed-in person; undefined until known. */
export function usePerson(): Person | undefined {
  const identityApi = useApi(identityApiRef);
  const [person, setPerson] = useState<Person>();
  useEffect(() => {
    let isCurrent = true;
    Promise.all([
      identityApi.getBackstageIdentity(),
      identityApi.getProfileInfo(),
    ]).then(
      ([{ userEntityRef }, { displayName, picture }]) => {
        if (isCurrent) {
          setPerson({
            name: displayName ?? userEntityRef.replace(/^.*\//, ''),
            picture,
            href: entityHref(userEntityRef),
          });
        }
      },
      // Without identity the place shows settings only.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [identityApi]);
  return person;
}
