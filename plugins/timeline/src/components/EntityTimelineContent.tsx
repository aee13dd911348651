import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { createPortalQueryClient, PortalQueryProvider } from '@goreliable/ui';
import { EntityTimeline } from './EntityTimeline';

/** Outlives the tab: coming back to it shows the last answer at once. */
const queryClient = createPortalQueryClient();

/** The timeline as a tab of an entity's page. */
export function EntityTimelineContent() {
  const { entity } = useEntity();
  return (
    <PortalQueryProvider client={queryClient}>
      <EntityTimeline
        entityRef={stringifyEntityRef(entity)}
        name={entity.metadata.title ?? entity.metadata.name}
      />
    </PortalQueryProvider>
  );
}
