import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';

/** The name within an entity reference. */
export function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** An entity as a link to it; plain where the portal has no catalog pages. */
export function EntityName(props: { entityRef: string; label?: string }) {
  const entityRoute = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(props.entityRef);
  const label = props.label ?? name;
  const href = entityRoute?.({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace: encodeURIComponent(namespace),
    name: encodeURIComponent(name),
  });
  return href ? (
    <Link className="gr-link" to={href} title={props.entityRef}>
      {label}
    </Link>
  ) : (
    <span title={props.entityRef}>{label}</span>
  );
}
