/**
 * Golden paths: actions of the scaffolder, the backend of their forms, and the
 * renderer that tests and the lab share with the portal.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { scaffolderModuleGoldenPath } from './module';
import { goldenPathPlugin } from './plugin';

export { scaffolderModuleGoldenPath } from './module';
export { goldenPathPlugin } from './plugin';
export {
  defaultSettings,
  readTemplate,
  renderGoldenPath,
  type RenderOptions,
} from './render/renderGoldenPath';

/** The actions and the backend of the forms, which need each other. */
export default createBackendFeatureLoader({
  loader: () => [scaffolderModuleGoldenPath, goldenPathPlugin],
});
