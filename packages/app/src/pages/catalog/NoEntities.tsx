import { EmptyState } from '@goreliable/ui';
import { Link } from 'react-router-dom';
import type { CatalogView } from './catalogView';
import { allKinds, labelOfKind } from './kinds';

/** Why the list is empty, and the one thing to do about it. */
export function NoEntities(props: {
  view: CatalogView;
  /** Address of the same kind for everybody. */
  everybodyHref: string;
  createHref?: string;
}) {
  const { view, everybodyHref, createHref } = props;
  const things = labelOfKind(view.kind).replace(/^(?!API)./, first =>
    first.toLowerCase(),
  );
  const showAll = (
    <Link className="gr-button" to={everybodyHref}>
      Show all {things}
    </Link>
  );
  if (view.scope === 'mine') {
    return (
      <EmptyState
        title={`Your teams own no ${things}`}
        description="Owners are written in each entity's catalog-info.yaml, as spec.owner."
        action={showAll}
      />
    );
  }
  if (view.scope === 'starred') {
    return (
      <EmptyState
        title={`You have starred no ${things}`}
        description="The star at the end of a row keeps what you look at often in this list."
        action={showAll}
      />
    );
  }
  return (
    <EmptyState
      title={`The catalog has no ${things}`}
      description={
        view.kind === allKinds
          ? 'It is filled from the locations in its configuration, or has nothing that you may read.'
          : 'They appear here as soon as a catalog-info.yaml that the portal reads describes one.'
      }
      action={
        createHref && (
          <Link className="gr-button" to={createHref}>
            Create service
          </Link>
        )
      }
    />
  );
}
