import fc from 'fast-check';
import { columnLayout, gridTracks, minTableWidth } from './columnLayout';
import { middleCut } from './middleCut';
import {
  compareValues,
  facetOptions,
  matchesFilters,
  matchesQuery,
  rowTexts,
  tableItems,
} from './tableRows';
import {
  emptyTableState,
  keepSameParts,
  nextSort,
  readTableState,
  TableState,
  toggleFilterValue,
  writeTableState,
} from './tableState';
import type { DataTableColumn, DataTableFilter } from './types';

type Service = {
  name: string;
  team?: string;
  tags: string[];
  burn: number | null;
};

const services: Service[] = [
  { name: 'gateway', team: 'edge', tags: ['go', 'http'], burn: 1.5 },
  { name: 'order-service', team: 'ordering', tags: ['go'], burn: 14.4 },
  { name: 'llm-gateway', team: 'ml', tags: ['python', 'http'], burn: null },
  { name: 'orphan', tags: [], burn: 0 },
];
const columns: DataTableColumn<Service>[] = [
  { id: 'name', header: 'Name', value: row => row.name },
  { id: 'team', header: 'Team', value: row => row.team },
  { id: 'burn', header: 'Burn', value: row => row.burn },
];
const filters: DataTableFilter<Service>[] = [
  { id: 'team', label: 'Team', value: row => row.team },
  { id: 'tag', label: 'Tag', value: row => row.tags },
];
const names = (rows: readonly Service[]) => rows.map(row => row.name);

describe('address', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9 ,&=-]{0,8}$/);
  const id = fc
    .stringMatching(/^[a-z][a-z0-9]{1,8}$/)
    .filter(text => !['q', 'sort', 'columns'].includes(text));
  const state = fc.record<TableState>(
    {
      query: fc.oneof(fc.constant(''), word),
      filters: fc.dictionary(
        id,
        fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
      ),
      sort: fc.record({ id, descending: fc.boolean() }),
      columns: fc.uniqueArray(id, { minLength: 1 }),
    },
    { requiredKeys: ['query', 'filters'] },
  );

  it('gives back any state, and leaves the parameters of others alone', () => {
    fc.assert(
      fc.property(state, asked => {
        const before = new URLSearchParams('tab=open&others.q=x');
        const after = writeTableState(before, 'slo', asked);
        const reread = readTableState(
          new URLSearchParams(after.toString()),
          'slo',
        );
        // A dictionary may lack Object's prototype; only its content counts.
        expect(JSON.parse(JSON.stringify(reread))).toEqual(
          JSON.parse(JSON.stringify(asked)),
        );
        expect(after.get('tab')).toBe('open');
        expect(after.get('others.q')).toBe('x');
      }),
    );
  });

  it('is empty for the empty state', () => {
    const stale = new URLSearchParams('slo.q=old&slo.team=edge');
    expect(writeTableState(stale, 'slo', emptyTableState).toString()).toBe('');
  });

  it('keeps what a change of something else has not changed', () => {
    const read = (address: string) =>
      readTableState(new URLSearchParams(address), 'slo');
    const last = read('slo.q=a&slo.team=ml&slo.sort=-burn&slo.columns=team');
    const next = keepSameParts(
      last,
      read('slo.q=ab&slo.team=ml&slo.sort=burn&slo.columns=team&tab=1'),
    );
    expect(next.query).toBe('ab');
    expect(next.filters).toBe(last.filters);
    expect(next.columns).toBe(last.columns);
    expect(next.sort).toEqual({ id: 'burn', descending: false });
    fc.assert(
      fc.property(state, state, (one, other) => {
        const kept = keepSameParts(one, other);
        expect(JSON.parse(JSON.stringify(kept))).toEqual(
          JSON.parse(JSON.stringify(other)),
        );
      }),
    );
  });

  it('reads like a sentence', () => {
    const params = writeTableState(new URLSearchParams(), 'slo', {
      query: 'order',
      sort: { id: 'burn', descending: true },
      filters: { team: ['edge', 'ml'] },
    });
    expect(params.toString()).toBe(
      'slo.q=order&slo.sort=-burn&slo.team=edge&slo.team=ml',
    );
  });
});

describe('order', () => {
  it('turns from ascending to descending to none', () => {
    const first = nextSort(undefined, 'name');
    const second = nextSort(first, 'name');
    expect(first).toEqual({ id: 'name', descending: false });
    expect(second).toEqual({ id: 'name', descending: true });
    expect(nextSort(second, 'name')).toBeUndefined();
    expect(nextSort(second, 'burn')).toEqual({ id: 'burn', descending: false });
  });

  it('puts v2 before v10 and compares numbers by size', () => {
    expect(compareValues('v2', 'v10')).toBeLessThan(0);
    expect(compareValues(9, 10)).toBeLessThan(0);
    expect(compareValues(0.5, -1)).toBeGreaterThan(0);
  });
});

describe('filters', () => {
  it('finds every word, in any column and case', () => {
    const textOf = rowTexts(columns);
    const found = (query: string) =>
      names(services.filter(row => matchesQuery(row, textOf, query)));
    expect(found('GATEWAY')).toEqual(['gateway', 'llm-gateway']);
    expect(found('gateway ml')).toEqual(['llm-gateway']);
    expect(found('  ')).toHaveLength(4);
    // Words do not run across columns.
    expect(found('gatewayedge')).toEqual([]);
  });

  it('puts a row into text once, however often it is asked for', () => {
    const value = jest.fn((row: Service) => row.name);
    const textOf = rowTexts([{ id: 'name', header: 'Name', value }]);
    for (const query of ['g', 'ga', 'gat']) {
      services.forEach(row => matchesQuery(row, textOf, query));
    }
    expect(value).toHaveBeenCalledTimes(services.length);
  });

  it('takes any value of one facet and all facets together', () => {
    const left = (chosen: Record<string, string[]>) =>
      names(services.filter(row => matchesFilters(row, filters, chosen)));
    expect(left({ team: ['edge', 'ml'] })).toEqual(['gateway', 'llm-gateway']);
    expect(left({ team: ['edge', 'ml'], tag: ['python'] })).toEqual([
      'llm-gateway',
    ]);
    expect(left({})).toHaveLength(4);
  });

  it('counts what choosing a value would show', () => {
    const [team, tag] = filters;
    expect(facetOptions(services, tag, filters, { team: ['edge'] })).toEqual([
      { value: 'go', label: 'go', count: 1 },
      { value: 'http', label: 'http', count: 1 },
    ]);
    expect(
      facetOptions(services, team, filters, { team: ['gone'] }).map(
        ({ value, count }) => [value, count],
      ),
    ).toEqual([
      ['edge', 1],
      ['ml', 1],
      ['ordering', 1],
      ['gone', 0],
    ]);
  });

  it('toggles values and forgets a filter without choice', () => {
    const one = toggleFilterValue(emptyTableState, 'team', 'edge');
    const two = toggleFilterValue(one, 'team', 'ml');
    expect(two.filters).toEqual({ team: ['edge', 'ml'] });
    const back = toggleFilterValue(
      toggleFilterValue(two, 'team', 'edge'),
      'team',
      'ml',
    );
    expect(back).toEqual(emptyTableState);
  });
});

describe('groups', () => {
  const byTeam = { value: (row: Service) => row.team ?? 'nobody' };

  it('puts rows under headings, and closed groups keep only theirs', () => {
    const items = tableItems(
      services,
      row => row.name,
      byTeam,
      new Set(['ml']),
    );
    expect(items.map(item => [item.kind, item.id])).toEqual([
      ['group', 'edge'],
      ['row', 'gateway'],
      ['group', 'ordering'],
      ['row', 'order-service'],
      ['group', 'ml'],
      ['group', 'nobody'],
      ['row', 'orphan'],
    ]);
  });

  it('has rows only without grouping', () => {
    const items = tableItems(services, row => row.name, undefined, new Set());
    expect(items.every(item => item.kind === 'row')).toBe(true);
    expect(items).toHaveLength(4);
  });
});

describe('layout', () => {
  it('sets numbers to the end and gives the first column most room', () => {
    const layouts = columns.map((column, index) =>
      columnLayout(column, services, index === 0),
    );
    expect(layouts.map(({ align }) => align)).toEqual([
      'start',
      'start',
      'end',
    ]);
    expect(gridTracks(layouts)).toBe(
      'minmax(max(180px, var(--gr-first-column, 0px)), 2fr) minmax(120px, 1fr) minmax(96px, 1fr)',
    );
    expect(minTableWidth(layouts)).toBe(
      'calc(0px + max(180px, var(--gr-first-column, 0px)) + 120px + 96px)',
    );
    const fixed = { align: 'end', width: 80, grow: 0 } as const;
    expect(gridTracks([fixed, fixed])).toBe(
      'max(80px, var(--gr-first-column, 0px)) 80px',
    );
  });

  it('knows a column of numbers by its unit or words before there are rows', () => {
    const burn = { id: 'burn', header: 'Burn', value: () => 1 };
    const align = (column: DataTableColumn<Service>) =>
      columnLayout(column, [], false).align;
    expect(align({ ...burn, unit: '×' })).toBe('end');
    expect(align({ ...burn, format: String })).toBe('end');
    expect(align(burn)).toBe('start');
  });

  it('cuts in the middle without losing a character', () => {
    expect(middleCut('short')).toEqual({ head: 'short', tail: '' });
    expect(middleCut('registry/order-service:3f2a91c')).toEqual({
      head: 'registry/order-service',
      tail: ':3f2a91c',
    });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const { head, tail } = middleCut(text);
        expect(head + tail).toBe(text);
      }),
    );
  });
});
