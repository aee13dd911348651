import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';

const entityRefPattern = /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/;

/** The name of an entity as a link to it; a text that is no reference as it is. */
export function EntityName(props: { entityRef: string }) {
  const entityRoute = useRouteRef(entityRouteRef);
  if (!entityRefPattern.test(props.entityRef)) {
    return <>{props.entityRef}</>;
  }
  const { kind, namespace, name } = parseEntityRef(props.entityRef);
  const href = entityRoute?.({
    kind,
    namespace: encodeURIComponent(namespace),
    name: encodeURIComponent(name),
  });
  return href ? (
    <Link className="gr-link" to={href} title={props.entityRef}>
      {name}
    </Link>
  ) : (
    <span title={props.entityRef}>{name}</span>
  );
}
