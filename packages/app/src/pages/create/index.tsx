import {
  coreExtensionData,
  createFrontendModule,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';

/**
 * The factory of a sub-page's override whose first page is ours; what lies
 * behind it stays the stock one, which this leaves in place under the same
 * address.
 */
function listInstead(title: string, loader: () => Promise<ReactElement>) {
  return function* factory(
    originalFactory: () => Iterable<any> & { get(ref: any): any },
    { node }: { node: any },
  ) {
    const original = originalFactory();
    yield* original;
    yield coreExtensionData.title(title);
    yield coreExtensionData.reactElement(
      <Routes>
        <Route index element={ExtensionBoundary.lazy(node, loader)} />
        <Route
          path="*"
          element={original.get(coreExtensionData.reactElement)}
        />
      </Routes>,
    );
  };
}

/** Behind the list of templates: the form of each. */
const goldenPaths = scaffolderPlugin
  .getExtension('sub-page:scaffolder/templates')
  .override({
    factory: listInstead('Golden paths', async () => {
      const { GoldenPaths } = await import('./GoldenPaths');
      return <GoldenPaths />;
    }),
  });

/** Behind the list of tasks: the log of each. */
const tasks = scaffolderPlugin
  .getExtension('sub-page:scaffolder/tasks')
  .override({
    factory: listInstead('Tasks', async () => {
      const { TaskList } = await import('./tasks/TaskList');
      return <TaskList />;
    }),
  });

export const createPageModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [goldenPaths, tasks],
});
