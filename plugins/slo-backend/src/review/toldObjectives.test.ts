import { RecordedSlo } from '../discovery/recordedSlos';
import { LoadedRule } from '../ports';
import { toldObjectives, withToldObjectives } from './toldObjectives';

const alert = (
  slo: string,
  objective: number,
  labels: Record<string, string> = {},
): LoadedRule => {
  const above = (window: string) =>
    `http_requests:burnrate${window}{slo="${slo}"} > (14 * (1 - ${objective}))`;
  return {
    kind: 'alerting',
    name: 'ErrorBudgetBurn',
    promql: `${above('5m')} and ${above('1h')}`,
    labels: { slo, ...labels },
    annotations: {},
  };
};

const slo = (name: string, more: object = {}) => ({
  id: name,
  key: {
    source: 'lab',
    service: name,
    name,
    tool: 'pyrra' as const,
    ...more,
  },
});

const none = { matchers: {} };

describe('objectives that only alerts tell', () => {
  it('are those of their SLOs, if all of its alerts agree', () => {
    expect(
      toldObjectives(
        [
          alert('a', 0.99),
          alert('a', 0.99),
          alert('b', 0.999),
          alert('torn', 0.99),
          alert('torn', 0.9),
          { ...alert('recorded', 0.99), kind: 'recording' },
        ],
        ['a', 'b', 'torn', 'recorded', 'silent'].map(name => slo(name)),
        none,
      ),
    ).toEqual({ a: 0.99, b: 0.999 });
  });

  it('are of the service and the cluster that the rules name', () => {
    const rules = [
      alert('a', 0.99, { service: 'shop', cluster: 'eu' }),
      alert('a', 0.9, { service: 'shop', cluster: 'us' }),
    ];
    const of = (more: object) => toldObjectives(rules, [slo('a', more)], none);
    expect(of({ service: 'shop', partition: { cluster: 'eu' } })).toEqual({
      a: 0.99,
    });
    expect(of({ service: 'shop', partition: { cluster: 'us' } })).toEqual({
      a: 0.9,
    });
    expect(of({ service: 'shop' })).toEqual({});
    expect(of({})).toEqual({});
  });

  it('are none of SLOs that Sloth records', () => {
    expect(
      toldObjectives([alert('a', 0.99)], [slo('a', { tool: undefined })], none),
    ).toEqual({});
  });

  it('count where none is recorded', () => {
    const recorded = (name: string, more: object = {}) =>
      ({ ...slo(name), periodDays: 28, windows: [], ...more } as RecordedSlo);
    expect(
      withToldObjectives(
        [
          recorded('a'),
          recorded('b', { objective: 0.5 }),
          recorded('c'),
          recorded('d', { key: slo('d', { tool: undefined }).key }),
        ],
        { a: 0.99, b: 0.99, d: 0.99 },
      ).map(({ objective }) => objective),
    ).toEqual([0.99, 0.5, undefined, undefined]);
  });
});
