import type { Entity } from '@backstage/catalog-model';

const idAnnotation = 'backstage.io/kubernetes-id';
const selectorAnnotation = 'backstage.io/kubernetes-label-selector';

/** The labels by which workloads of an entity are known in a cluster. */
export function workloadSelector({ metadata }: Entity): string {
  const { annotations = {} } = metadata;
  return (
    annotations[selectorAnnotation] ??
    `${idAnnotation}=${annotations[idAnnotation] ?? metadata.name}`
  );
}
