import {
  coreExtensionData,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';

/**
 * The factory of an extension's override that shows something else in its
 * place. Address, title, icon, configuration and what other plugins attach to
 * it stay those of the original.
 */
export function showInstead(loader: () => Promise<ReactElement>) {
  return function* factory(
    originalFactory: () => Iterable<any>,
    { node }: { node: any },
  ) {
    yield* originalFactory();
    yield coreExtensionData.reactElement(ExtensionBoundary.lazy(node, loader));
  };
}
