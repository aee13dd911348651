import { LoadedRule } from '../ports';
import { LoadedRulesReader } from './LoadedRulesReader';

const recording = (service: string, name: string): LoadedRule => ({
  kind: 'recording',
  name: 'slo:sli_error:ratio_rate5m',
  promql: `rate(${service}_failed_total[5m])`,
  labels: { sloth_service: service, sloth_slo: name },
  annotations: {},
  group: `sloth-slo-sli-recordings-${service}-${name}`,
});

const alerting = (
  service: string,
  name: string,
  group = `sloth-slo-alerts-${service}-${name}`,
): LoadedRule => ({
  kind: 'alerting',
  name: `Alert of ${group}`,
  promql: `max(slo:sli_error:ratio_rate5m{sloth_service="${service}", sloth_slo="${name}"}) > 0.1`,
  labels: { sloth_severity: 'page' },
  annotations: {},
  group,
});

it('gives nobody the rules of others, of a store that narrows nothing down', async () => {
  const all = [
    recording('shop', 'availability'),
    alerting('shop', 'availability'),
    alerting('shop', 'availability', 'by hand'),
    recording('payments', 'secret'),
    alerting('payments', 'secret'),
  ];
  const reader = new LoadedRulesReader(
    new Map([
      [
        'lab',
        {
          source: { loadedRules: async () => all },
          scope: { keyLabels: [], matchers: {} },
        },
      ],
    ]),
    Date.now,
  );
  const { groups } = await reader.read({
    source: 'lab',
    service: 'shop',
    name: 'availability',
  });
  expect(groups.map(({ name, rules }) => [name, rules.length])).toEqual([
    ['sloth-slo-sli-recordings-shop-availability', 1],
    ['sloth-slo-alerts-shop-availability', 1],
    ['by hand', 1],
  ]);
});
