export { CellLink, type CellLinkProps } from './CellLink';
export { DataTable } from './DataTable';
export { Disclosure, type DisclosureProps } from './Disclosure';
export { FacetChip } from './FacetChip';
export { QueryField } from './QueryField';
export type {
  CellValue,
  DataTableColumn,
  DataTableFilter,
  DataTableGrouping,
  DataTableProps,
  DataTableSort,
} from './types';
