import {
  coreExtensionData,
  createFrontendModule,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';

/** The stock panel, where there is a cluster that it could show. */
const kubernetesContent = kubernetesPlugin
  .getExtension('entity-content:kubernetes/kubernetes')
  .override({
    *factory(originalFactory, { node }) {
      const original = originalFactory();
      yield* original;
      yield coreExtensionData.reactElement(
        ExtensionBoundary.lazy(node, async () => {
          const { KubernetesPanel } = await import('./KubernetesPanel');
          return (
            <KubernetesPanel>
              {original.get(coreExtensionData.reactElement)}
            </KubernetesPanel>
          );
        }),
      );
    },
  });

/** What of an entity runs in which cluster. */
export const kubernetesPageModule = createFrontendModule({
  pluginId: 'kubernetes',
  extensions: [kubernetesContent],
});
