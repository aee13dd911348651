import { TimeSeriesChartProps } from '@goreliable/ui';
import { waitFor } from '@testing-library/react';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { burningId } from '../../__fixtures__/recorded';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { SloDetailPage } from './SloDetailPage';

const drawn = new Map<string, TimeSeriesChartProps>();

// What is drawn on a canvas can be seen in what the chart is given.
jest.mock('@goreliable/ui', () => ({
  ...jest.requireActual('@goreliable/ui'),
  TimeSeriesChart: (props: TimeSeriesChartProps) => {
    drawn.set(props.title, props);
    return null;
  },
}));

const fixtures = new FixtureSloApi();
const marks = [
  { at: 1, label: 'Deployed 3f2a91', kind: 'deploy' },
  { at: 2, label: 'Orders fail', kind: 'incident' },
];

jest.mock('../../hooks/useEventMarks', () => ({
  useEventMarks: () => marks,
}));

beforeEach(() => drawn.clear());

function setUp(at?: string) {
  renderSlo(<SloDetailPage id={burningId} />, {
    api: {
      slo: id => fixtures.slo(id),
      series: (id, range) => fixtures.series(id, range),
      traffic: (id, range) => fixtures.traffic(id, range),
    },
    at,
  });
  return waitFor(() => expect(drawn.size).toBe(3));
}

const all = () => [...drawn.values()];

describe('the charts of an SLO', () => {
  it('have one cursor and the same marks', async () => {
    await setUp();
    expect([...drawn.keys()].sort()).toEqual([
      'Budget left',
      'Error ratio',
      'Rate of requests',
    ]);
    expect(new Set(all().map(({ syncKey }) => syncKey)).size).toBe(1);
    expect(all().map(chart => chart.marks)).toEqual([marks, marks, marks]);
  });

  it('leave gaps blank, and say how much is recorded', async () => {
    await setUp();
    for (const { series, timestamps, description } of all()) {
      const [{ values }] = series;
      expect(values).toHaveLength(timestamps.length);
      const known = values.filter(value => value !== null).length;
      expect(known).toBeLessThan(values.length);
      const percent = Number(((100 * known) / values.length).toFixed(1));
      expect(description).toContain(`${percent}\u00a0% of the range`);
    }
  });

  it('show the same range, also where nothing is recorded at its ends', async () => {
    await setUp('/?from=1777888000&to=1777891600');
    expect(all().map(({ range }) => range)).toEqual(
      Array(3).fill({ kind: 'fixed', from: 1777888000, to: 1777891600 }),
    );
  });
});
