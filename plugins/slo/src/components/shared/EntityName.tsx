import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';

/** The name within an entity reference. */
export function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** Puts an entity reference into the address of its page; none where the portal has no catalog pages. */
export type EntityHref = (entityRef: string) => string | undefined;

/** {@link EntityHref}, for many at once: where a page is, all routes are searched for. */
export function useEntityHref(): EntityHref {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    entityRef => {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      return entityRoute?.({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: encodeURIComponent(namespace),
        name: encodeURIComponent(name),
      });
    },
    [entityRoute],
  );
}

/** An entity as a link to it; plain where the portal has no catalog pages. */
export function EntityName(props: { entityRef: string; label?: string }) {
  const { entityRef, label = nameOf(entityRef) } = props;
  const href = useEntityHref()(entityRef);
  return href ? (
    <Link className="gr-link" to={href} title={entityRef}>
      {label}
    </Link>
  ) : (
    <span title={entityRef}>{label}</span>
  );
}
