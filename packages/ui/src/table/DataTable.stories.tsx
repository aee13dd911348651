import type { Meta, StoryObj } from '@storybook/react-vite';
import { EmptyState } from '../feedback/EmptyState';
import { formatPercent } from '../format/numbers';
import { Sparkline } from '../sparkline/Sparkline';
import { StateChip } from '../states/StateChip';
import type { ChipState } from '../states/stateLooks';
import { sampleValues } from '../testing/sampleSeries';
import { DataTable } from './DataTable';
import type { DataTableColumn, DataTableProps } from './types';

type Objective = {
  id: string;
  service: string;
  team: string;
  state: ChipState;
  objective: number;
  burn: number | null;
  image: string;
};

const teams = ['edge-team', 'ordering-team', 'ml-team', 'engagement-team'];
const states: ChipState[] = [
  'ok',
  'ok',
  'warning',
  'ok',
  'critical',
  'no-data',
];

function objectives(count: number): Objective[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `objective-${index}`,
    service: `${
      ['gateway', 'order-service', 'llm-gateway'][index % 3]
    }-${index}`,
    team: teams[index % teams.length],
    state: states[index % states.length],
    objective: [0.999, 0.99, 0.9995][index % 3],
    burn: index % 6 === 5 ? null : (index * 7) % 20,
    image: `registry.example/goreliable/order-service:sha-${(index * 7919)
      .toString(16)
      .padStart(7, '0')}`,
  }));
}

const columns: DataTableColumn<Objective>[] = [
  {
    id: 'service',
    header: 'Service',
    value: row => row.service,
    alwaysShown: true,
  },
  {
    id: 'state',
    header: 'State',
    value: row => row.state,
    cell: row => <StateChip state={row.state} size="small" />,
  },
  { id: 'team', header: 'Team', value: row => row.team },
  {
    id: 'objective',
    header: 'Objective',
    value: row => row.objective,
    format: value => formatPercent(value),
  },
  { id: 'burn', header: 'Burn rate', unit: '×', value: row => row.burn },
  {
    id: 'image',
    header: 'Image',
    value: row => row.image,
    truncate: 'middle',
    width: 180,
  },
  {
    id: 'trend',
    header: 'Trend',
    value: () => undefined,
    sortable: false,
    isExported: false,
    cell: row => (
      <Sparkline
        label={`Burn of ${row.service}`}
        values={sampleValues(30, row.burn ?? 0)}
      />
    ),
    hiddenByDefault: true,
  },
];

function Objectives(props: Partial<DataTableProps<Objective>>) {
  return (
    <DataTable
      caption="Objectives"
      columns={columns}
      rows={objectives(24)}
      getRowId={row => row.id}
      getRowHref={row => `/slo/${row.id}`}
      filters={[
        { id: 'team', label: 'Team', value: row => row.team },
        { id: 'state', label: 'State', value: row => row.state },
      ]}
      urlKey="slo"
      {...props}
    />
  );
}

const meta = { component: Objectives } satisfies Meta<typeof Objectives>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Plain: Story = {};
export const Sorted: Story = { parameters: { address: '/?slo.sort=-burn' } };
export const Filtered: Story = {
  parameters: {
    address: '/?slo.team=edge-team&slo.team=ml-team&slo.q=gateway',
  },
};
export const FilteredEmpty: Story = {
  parameters: { address: '/?slo.q=nothing-like-this' },
};
export const Grouped: Story = { args: { groupBy: { value: row => row.team } } };
export const AllColumns: Story = {
  parameters: {
    address: '/?slo.columns=state,team,objective,burn,image,trend',
  },
};
export const ThousandRows: Story = {
  args: { rows: objectives(1_000) },
  parameters: {
    address: '/?slo.columns=state,team,objective,burn,image,trend',
  },
};
export const TenThousandRows: Story = { args: { rows: objectives(10_000) } };
export const Empty: Story = {
  args: {
    rows: [],
    emptyState: (
      <EmptyState
        title="No objectives yet"
        description="They come from slo/slo.yaml in each repository."
      />
    ),
  },
};
export const Loading: Story = { args: { rows: [], isLoading: true } };
export const Narrow: Story = {
  decorators: [
    Story => (
      <div style={{ width: 342 }}>
        <Story />
      </div>
    ),
  ],
};
