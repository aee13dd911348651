import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import App from './App';
import { preloadPage } from './pages/preloadPage';
import '@backstage/ui/css/styles.css';

// The bundler's name for where the app lies: with a slash at its end.
const publicPath = __webpack_public_path__;
preloadPage(window.location.pathname.slice(publicPath.length - 1));

ReactDOM.createRoot(document.getElementById('root')!).render(App.createRoot());
