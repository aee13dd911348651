import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';

/** The name within an entity reference. */
export function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** Gives the address of an entity's page; nothing where the portal has none. */
export function useEntityHref(): (entityRef: string) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return entityRef => {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return entityRoute?.({
      kind: kind.toLocaleLowerCase('en-US'),
      namespace: encodeURIComponent(namespace),
      name: encodeURIComponent(name),
    });
  };
}

/** An entity as a link to its page, by its name unless there is a better label. */
export function EntityLink(props: { entityRef: string; label?: string }) {
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
