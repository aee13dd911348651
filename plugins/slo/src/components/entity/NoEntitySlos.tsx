import { Entity } from '@backstage/catalog-model';
import { sloServiceAnnotation } from '@goreliable/plugin-slo-common';
import { EmptyState } from '@goreliable/ui';

/** Says how an entity comes to SLOs, or why it has none. */
export function NoEntitySlos(props: { entity: Entity }) {
  const { kind, metadata } = props.entity;
  if (kind.toLocaleLowerCase('en-US') !== 'component') {
    return (
      <EmptyState
        title="No SLOs here"
        description={`Nothing that belongs to ${
          metadata.title ?? metadata.name
        } has an SLO yet.`}
      />
    );
  }
  const service = metadata.annotations?.[sloServiceAnnotation] ?? metadata.name;
  return (
    <EmptyState
      title="No SLOs yet"
      description={
        <>
          <p>
            SLOs of the service <code>{service}</code> show up here as soon as
            the rules of Sloth or Pyrra record them in Prometheus.
          </p>
          <p>
            Are they recorded under another name? Put it into the annotation{' '}
            <code>{sloServiceAnnotation}</code>.
          </p>
        </>
      }
    />
  );
}
