import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  errorDisplay,
  notFoundErrorPage,
  pageLayout,
  progress,
} from './components';
import { darkTheme, lightTheme } from './themes';
import './theme.css';

/** The portal's look: both themes and the parts that frame every page. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    lightTheme,
    darkTheme,
    pageLayout,
    progress,
    notFoundErrorPage,
    errorDisplay,
  ],
});
