import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { timelineApiRef } from './api/TimelineApi';
import { TimelineClient } from './api/TimelineClient';

const timelineApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: timelineApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new TimelineClient(deps),
    }),
});

const entityTimeline = EntityContentBlueprint.make({
  params: {
    path: 'timeline',
    title: 'Timeline',
    // Nothing that these are or own is deployed, scaled or alerted on.
    filter: { $not: { kind: { $in: ['user', 'location', 'template'] } } },
    loader: async () => {
      const { EntityTimelineContent } = await import(
        './components/EntityTimelineContent'
      );
      return <EntityTimelineContent />;
    },
  },
});

/** Its last events, where what can have any is looked at first. */
const entityTimelineCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: { kind: { $in: ['component', 'system', 'resource'] } },
    loader: async () => {
      const { EntityTimelineCard } = await import(
        './components/EntityTimelineCard'
      );
      return <EntityTimelineCard />;
    },
  },
});

/** The timeline of every entity as a tab of its page. */
export const timelinePlugin = createFrontendPlugin({
  pluginId: 'timeline',
  title: 'Timeline',
  extensions: [timelineApi, entityTimeline, entityTimelineCard],
});
