import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import HomeIcon from '@mui/icons-material/HomeOutlined';
import { homeApiRef } from './api/HomeApi';
import { HomeClient } from './api/HomeClient';
import { HomePage } from './components/HomePage';
import { rootRouteRef } from './routes';

const homeApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: homeApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new HomeClient(deps),
    }),
});

/** Not lazy: it is the page that most visits begin with. */
const homePage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Home',
    icon: <HomeIcon />,
    routeRef: rootRouteRef,
    loader: async () => <HomePage />,
  },
});

export const homePlugin = createFrontendPlugin({
  pluginId: 'home',
  title: 'Home',
  routes: { root: rootRouteRef },
  extensions: [homeApi, homePage],
});
