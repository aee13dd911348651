import { ReactNode, useMemo } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  compareUrgency,
  Slo,
  SloOverview,
  SloState,
} from '@goreliable/plugin-slo-common';
import { DataTable, DataTableFilter, DataTableGrouping } from '@goreliable/ui';
import { sloRouteRef } from '../../routes';
import { nameOf, useEntityHref } from '../shared/EntityName';
import { sloColumns } from './columns';

const stateLabels: Record<SloState, string> = {
  critical: 'Critical',
  warning: 'Warning',
  'no-data': 'No data',
  stale: 'Stale',
  'no-traffic': 'No traffic',
  ok: 'OK',
};

const stateFilter: DataTableFilter<Slo> = {
  id: 'state',
  label: 'State',
  value: slo => slo.state,
  labelOf: value => stateLabels[value as SloState] ?? value,
};
const systemFilter: DataTableFilter<Slo> = {
  id: 'system',
  label: 'System',
  value: slo => slo.system,
  labelOf: nameOf,
};
const teamFilter: DataTableFilter<Slo> = {
  id: 'team',
  label: 'Team',
  value: slo => slo.owners,
  labelOf: nameOf,
};
const sourceFilter: DataTableFilter<Slo> = {
  id: 'source',
  label: 'Source',
  value: slo => slo.source,
};

/** Props of {@link SloTable}. */
export type SloTableProps = {
  overview: SloOverview;
  /** Columns and filters that say the same in every row here. */
  without?: readonly ('service' | 'owner' | 'system')[];
  groupBy?: DataTableGrouping<Slo>;
  actions?: ReactNode;
  emptyState?: ReactNode;
};

/** SLOs as a table, the most urgent first until somebody sorts otherwise. */
export function SloTable(props: SloTableProps) {
  const { overview, without = [], groupBy, actions, emptyState } = props;
  const sloRoute = useRouteRef(sloRouteRef);
  const rows = useMemo(
    () => [...overview.slos].sort(compareUrgency),
    [overview],
  );
  const entityHref = useEntityHref();
  const columns = useMemo(
    () =>
      sloColumns({
        slos: overview.slos,
        policies: overview.alertPolicies,
        entityHref,
        without,
      }),
    // Callers write the list in place: its words count, not its identity.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [overview, entityHref, without.join()],
  );
  const filters = [
    stateFilter,
    ...(without.includes('system') ? [] : [systemFilter]),
    ...(without.includes('owner') ? [] : [teamFilter]),
    ...(overview.sources.length > 1 ? [sourceFilter] : []),
  ];
  return (
    <DataTable
      caption="Objectives"
      urlKey="slo"
      rows={rows}
      columns={columns}
      filters={filters}
      getRowId={slo => slo.id}
      getRowHref={slo => sloRoute?.({ id: slo.id })}
      groupBy={groupBy}
      actions={actions}
      emptyState={emptyState}
    />
  );
}
