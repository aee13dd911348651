import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { PortalQueryProvider } from '@goreliable/ui';
import { timelineQueryClient } from '../queryClient';
import { EntityTimeline } from './EntityTimeline';

/** The timeline as a tab of an entity's page. */
export function EntityTimelineContent() {
  const { entity } = useEntity();
  return (
    <PortalQueryProvider client={timelineQueryClient}>
      <EntityTimeline
        entityRef={stringifyEntityRef(entity)}
        name={entity.metadata.title ?? entity.metadata.name}
      />
    </PortalQueryProvider>
  );
}
