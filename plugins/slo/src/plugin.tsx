import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import SpeedIcon from '@mui/icons-material/SpeedOutlined';
import { sloApiRef } from './api/SloApi';
import { SloClient } from './api/SloClient';
import {
  rootRouteRef,
  sloAuthorRouteRef,
  sloReviewRouteRef,
  sloRouteRef,
} from './routes';

const sloApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: sloApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new SloClient(deps),
    }),
});

/** The code of its pages: for an app that begins with one of them, and wants it at once. */
export const loadSloPages = () => import('./components/SloPages');

const sloPage = PageBlueprint.make({
  params: {
    path: '/slo',
    title: 'SLOs',
    icon: <SpeedIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    // Each of its pages has a header with a state of its own.
    noHeader: true,
    loader: async () => {
      const { SloPages } = await loadSloPages();
      return <SloPages />;
    },
  },
});

/** What SLOs belong to, directly or through its parts. */
const withSlos = { kind: { $in: ['component', 'system', 'group'] } };

const entitySlosCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: withSlos,
    loader: async () => {
      const { EntitySlosCard } = await import(
        './components/entity/EntitySlosCard'
      );
      return <EntitySlosCard />;
    },
  },
});

const entitySlosContent = EntityContentBlueprint.make({
  params: {
    path: 'slos',
    title: 'SLOs',
    group: 'operation',
    filter: withSlos,
    loader: async () => {
      const { EntitySlosContent } = await import(
        './components/entity/EntitySlosContent'
      );
      return <EntitySlosContent />;
    },
  },
});

/** Service level objectives: the fleet, each one, and those of an entity. */
export const sloPlugin = createFrontendPlugin({
  pluginId: 'slo',
  title: 'SLOs',
  routes: {
    root: rootRouteRef,
    slo: sloRouteRef,
    review: sloReviewRouteRef,
    author: sloAuthorRouteRef,
  },
  extensions: [sloApi, sloPage, entitySlosCard, entitySlosContent],
});
