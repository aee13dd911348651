import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogRow } from '../catalog/catalogRow';
import { EntityLink, nameOf } from '../shared/EntityLink';
import './entity.css';

function kindWords(entityRef: string, row: CatalogRow | undefined): string {
  const { kind } = parseEntityRef(entityRef);
  return [
    row?.type ?? row?.kind ?? kind,
    row?.lifecycle,
    row?.owner && nameOf(row.owner),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** An entity as a line of a card: what it is called, what it is, what it is for. */
export function Related(props: {
  entityRef: string;
  row: CatalogRow | undefined;
  /** The catalog has answered, and does not know it. */
  isMissing: boolean;
}) {
  const { entityRef, row, isMissing } = props;
  return (
    <li className="gr-related">
      <span className="gr-related-name">
        {isMissing ? (
          <span title={entityRef}>{nameOf(entityRef)}</span>
        ) : (
          <EntityLink entityRef={entityRef} label={row?.title} />
        )}
      </span>
      <span className="gr-related-kind">
        {isMissing
          ? 'Not in the catalog, or not for you to read'
          : kindWords(entityRef, row)}
      </span>
      {row?.description && (
        <span className="gr-related-text" title={row.description}>
          {row.description}
        </span>
      )}
    </li>
  );
}
