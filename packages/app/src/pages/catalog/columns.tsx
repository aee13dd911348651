import type { DataTableColumn, DataTableFilter } from '@goreliable/ui';
import { EntityLink, nameOf } from '../shared/EntityLink';
import { Tags } from '../shared/Tags';
import type { CatalogRow } from './catalogRow';
import { StarButton } from './StarButton';
import { allKinds } from './kinds';

type Column = DataTableColumn<CatalogRow>;

const titleColumn: Column = {
  id: 'name',
  header: 'Name',
  width: 168,
  grow: 2,
  alwaysShown: true,
  value: row => row.title,
};

const idColumn: Column = {
  id: 'id',
  header: 'Reference',
  width: 200,
  hiddenByDefault: true,
  truncate: 'middle',
  value: row => row.entityRef,
};

const kindColumn: Column = {
  id: 'kind',
  header: 'Kind',
  width: 100,
  grow: 0,
  value: row => row.kind,
};

const typeColumn: Column = {
  id: 'type',
  header: 'Type',
  width: 92,
  grow: 0,
  value: row => row.type,
};

const ownerColumn: Column = {
  id: 'owner',
  header: 'Owner',
  width: 136,
  grow: 0,
  value: row => row.owner && nameOf(row.owner),
  cell: row => row.owner && <EntityLink entityRef={row.owner} />,
};

const partOfColumn: Column = {
  id: 'system',
  header: 'System',
  width: 112,
  grow: 0,
  value: row => row.partOf && nameOf(row.partOf),
  cell: row => row.partOf && <EntityLink entityRef={row.partOf} />,
};

const lifecycleColumn: Column = {
  id: 'lifecycle',
  header: 'Lifecycle',
  width: 112,
  grow: 0,
  value: row => row.lifecycle,
};

const descriptionColumn: Column = {
  id: 'description',
  header: 'Description',
  width: 165,
  grow: 4,
  sortable: false,
  value: row => row.description,
};

const tagsColumn: Column = {
  id: 'tags',
  header: 'Tags',
  width: 180,
  grow: 0,
  sortable: false,
  value: row => row.tags.join(', '),
  cell: row => <Tags tags={row.tags} most={2} />,
};

const starColumn: Column = {
  id: 'star',
  header: 'Star',
  width: 52,
  grow: 0,
  sortable: false,
  isExported: false,
  alwaysShown: true,
  value: () => undefined,
  cell: row => <StarButton entityRef={row.entityRef} title={row.title} />,
};

/** Whether any row has something to say in a column. */
function isUsed(column: Column, rows: readonly CatalogRow[]): boolean {
  return rows.some(row => {
    const value = column.value(row);
    return value !== undefined && value !== '';
  });
}

/**
 * The columns for rows of a kind. What none of them has (people have no
 * lifecycle) takes no room; while nothing is known yet, what components have.
 */
export function catalogColumns(
  kind: string,
  rows: readonly CatalogRow[],
): Column[] {
  const partOf =
    kind === 'system' ? { ...partOfColumn, header: 'Domain' } : partOfColumn;
  const optional = [
    ...(kind === allKinds ? [kindColumn] : []),
    typeColumn,
    ownerColumn,
    partOf,
    lifecycleColumn,
    descriptionColumn,
    tagsColumn,
  ].filter(column => rows.length === 0 || isUsed(column, rows));
  return [titleColumn, ...optional, idColumn, starColumn];
}

const kindFilter: DataTableFilter<CatalogRow> = {
  id: 'kind',
  label: 'Kind',
  value: row => row.kind,
};

const commonFilters: readonly DataTableFilter<CatalogRow>[] = [
  { id: 'type', label: 'Type', value: row => row.type },
  { id: 'owner', label: 'Owner', value: row => row.owner, labelOf: nameOf },
  { id: 'system', label: 'System', value: row => row.partOf, labelOf: nameOf },
  { id: 'lifecycle', label: 'Lifecycle', value: row => row.lifecycle },
  { id: 'tag', label: 'Tag', value: row => row.tags },
];

/**
 * The facets for rows of a kind: those that tell rows apart, and those that
 * the address has a choice of.
 */
export function catalogFacets(
  kind: string,
  rows: readonly CatalogRow[],
  isChosen: (id: string) => boolean,
): DataTableFilter<CatalogRow>[] {
  const facets =
    kind === allKinds ? [kindFilter, ...commonFilters] : commonFilters;
  return facets.filter(
    facet => isChosen(facet.id) || rows.some(row => facet.value(row)?.length),
  );
}
