import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useSloOverview } from '../../hooks/useSloOverview';

/** The SLOs of the entity whose page this is. */
export function useEntitySlos() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return { entity, entityRef, ...useSloOverview(entityRef) };
}
