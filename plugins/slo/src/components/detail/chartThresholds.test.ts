import { alertPairsFor } from '@goreliable/plugin-slo-common';
import { chartThresholds } from './chartThresholds';

const pairs = alertPairsFor(30);

describe('chartThresholds', () => {
  it.each([
    {
      objective: 0.999,
      window: '5m',
      labels: ['page 14.4 ×'],
      values: [0.0144],
    },
    {
      objective: 0.999,
      window: '6h',
      labels: ['page 6 ×', 'ticket 1 ×'],
      values: [0.006, 0.001],
    },
    // No alert can look at an error ratio of more than one.
    { objective: 0.9, window: '1h', labels: ['sustainable'], values: [0.1] },
    {
      objective: 0.99,
      window: undefined,
      labels: ['sustainable'],
      values: [0.01],
    },
    { objective: 1, window: undefined, labels: [], values: [] },
  ])('of $objective at $window are $labels', row => {
    const thresholds = chartThresholds(row.objective, row.window, pairs);
    expect(thresholds.map(({ label }) => label)).toEqual(row.labels);
    thresholds.forEach(({ value }, index) =>
      expect(value).toBeCloseTo(row.values[index], 9),
    );
  });
});
