import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';

const entityRefPattern = /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/;

/** Where pages of entities are; undefined where there are none. */
export type EntityRoute = ReturnType<typeof useEntityRoute>;

/** A list asks once for all its names: each time, all routes of the app are matched. */
export function useEntityRoute() {
  return useRouteRef(entityRouteRef);
}

/** The name of an entity as a link to it; a text that is no reference as it is. */
export function EntityName(props: { entityRef: string }) {
  return <RoutedEntityName {...props} entityRoute={useEntityRoute()} />;
}

/** The same in a list, which has asked for the route. */
export function RoutedEntityName(props: {
  entityRef: string;
  entityRoute: EntityRoute;
}) {
  if (!entityRefPattern.test(props.entityRef)) {
    return <>{props.entityRef}</>;
  }
  const { kind, namespace, name } = parseEntityRef(props.entityRef);
  const href = props.entityRoute?.({
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
