import {
  coreExtensionData,
  createFrontendModule,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { Route, Routes } from 'react-router-dom';

/**
 * The list of templates is ours; what lies behind one (its form) stays the
 * stock one, which this leaves in place under the same address.
 */
const goldenPaths = scaffolderPlugin
  .getExtension('sub-page:scaffolder/templates')
  .override({
    *factory(originalFactory, { node }) {
      const original = originalFactory();
      yield* original;
      const list = ExtensionBoundary.lazy(node, async () => {
        const { GoldenPaths } = await import('./GoldenPaths');
        return <GoldenPaths />;
      });
      yield coreExtensionData.title('Golden paths');
      yield coreExtensionData.reactElement(
        <Routes>
          <Route index element={list} />
          <Route
            path="*"
            element={original.get(coreExtensionData.reactElement)}
          />
        </Routes>,
      );
    },
  });

export const createPageModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [goldenPaths],
});
