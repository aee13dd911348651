import fc from 'fast-check';
import { parseSpecs } from '../../specs';
import { generateRules } from '../generateRules';
import { groupsOf, SloRules } from '../types';
import { LoadedRule, LoadedRules, loadedRulesSchema } from './loadedRules';
import { ruleDrift } from './ruleDrift';

const text = `version: prometheus/v1
service: shop
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(errors_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting:
      name: ShopAvailability
  - name: latency
    objective: 99
    sli: { raw: { error_ratio_query: "avg_over_time(slow[{{.window}}])" } }
    alerting:
      name: ShopLatency`;

const { slos } = generateRules(parseSpecs(text).specs);
const [availability] = slos;

/** As Prometheus tells of them: in its own formatting, with more fields. */
function load(rules: readonly SloRules[]): LoadedRules {
  return loadedRulesSchema.parse({
    groups: rules.flatMap(groupsOf).map(group => ({
      name: group.name,
      file: '/etc/prometheus/rules.yaml',
      interval: 30,
      rules: group.rules.map(rule => ({
        type: rule.kind,
        name: rule.kind === 'recording' ? rule.record : rule.alert,
        query: ` ${rule.expr.replace(/\s+/g, '  ')}`,
        labels: rule.labels,
        health: 'ok',
        ...(rule.kind === 'alerting' && {
          annotations: rule.annotations,
          duration: 0,
        }),
      })),
    })),
  });
}

type Change = (rule: LoadedRule) => LoadedRule[];

function changed(at: number, change: Change): LoadedRules {
  let index = -1;
  const { groups } = load([availability]);
  return {
    groups: groups.map(group => ({
      ...group,
      rules: group.rules.flatMap(rule => {
        index += 1;
        return index === at ? change(rule) : [rule];
      }),
    })),
  };
}

const ruleCount = groupsOf(availability).flatMap(({ rules }) => rules).length;
const anyRule = fc.nat(ruleCount - 1);

describe('ruleDrift', () => {
  it('finds none where the rules of the spec are loaded', () => {
    for (const slo of slos) {
      expect(ruleDrift(slo, load(slos))).toEqual([]);
    }
  });

  it('does not mind order, group names and which tool made the rules', () => {
    const { groups } = load(slos);
    const shuffled = {
      groups: [
        {
          name: 'all',
          rules: groups
            .flatMap(({ rules }) => rules)
            .map(rule => ({
              ...rule,
              labels: rule.labels.sloth_version
                ? { ...rule.labels, sloth_version: 'v0.11.0' }
                : rule.labels,
            }))
            .reverse(),
        },
      ],
    };
    expect(ruleDrift(availability, shuffled)).toEqual([]);
    expect(
      ruleDrift(availability, shuffled, { ignoredLabels: [] }),
    ).toMatchObject([{ kind: 'different', field: 'labels' }]);
  });

  it('finds each rule that is missing', () => {
    fc.assert(
      fc.property(anyRule, at => {
        const drift = ruleDrift(
          availability,
          changed(at, () => []),
        );
        expect(drift).toHaveLength(1);
        expect(drift[0].kind).toBe('missing');
      }),
    );
    expect(ruleDrift(availability, { groups: [] })).toHaveLength(ruleCount);
  });

  it('finds each expression that differs, with both texts', () => {
    fc.assert(
      fc.property(anyRule, at => {
        const drift = ruleDrift(
          availability,
          changed(at, rule => [{ ...rule, query: `${rule.query} + 1` }]),
        );
        expect(drift).toMatchObject([
          {
            kind: 'different',
            field: 'expression',
            loaded: expect.stringMatching(/\+ 1$/),
          },
        ]);
      }),
    );
  });

  it('finds each label that differs', () => {
    fc.assert(
      fc.property(anyRule, at => {
        const drift = ruleDrift(
          availability,
          changed(at, rule => [
            { ...rule, labels: { ...rule.labels, env: 'prod' } },
          ]),
        );
        expect(drift).toMatchObject([
          {
            kind: 'different',
            field: 'labels',
            loaded: expect.stringContaining('env="prod"'),
          },
        ]);
      }),
    );
  });

  it('finds what is loaded twice', () => {
    fc.assert(
      fc.property(anyRule, at => {
        const drift = ruleDrift(
          availability,
          changed(at, rule => [{ ...rule, query: '1' }, rule]),
        );
        expect(drift).toMatchObject([{ kind: 'extra', loaded: '1' }]);
      }),
    );
  });

  it('finds what nothing in the spec asks for', () => {
    const loaded = load([availability]);
    loaded.groups.push({
      name: 'by-hand',
      rules: [
        {
          type: 'alerting',
          name: 'BudgetSpent',
          query:
            'slo:period_error_budget_remaining:ratio{sloth_id="shop-availability"} <= 0',
          duration: 300,
          labels: {},
          annotations: {},
        },
      ],
    });
    expect(ruleDrift(availability, loaded)).toMatchObject([
      { kind: 'extra', group: 'by-hand', rule: 'BudgetSpent' },
    ]);
  });

  it('finds alerts that wait, say something else or come at another pace', () => {
    const loaded = load([availability]);
    const alerts = loaded.groups[2];
    const [page] = alerts.rules;
    alerts.rules[0] = {
      ...page,
      duration: 60,
      annotations: { title: 'Hm' },
    } as LoadedRule;
    expect(
      ruleDrift(availability, loaded).map(drift =>
        drift.kind === 'different' ? drift.field : drift.kind,
      ),
    ).toEqual(['annotations', 'for']);
    const paced = {
      ...availability,
      sli: { ...availability.sli, interval: '1m' },
    };
    expect(ruleDrift(paced, load([availability]))).toHaveLength(
      availability.sli.rules.length,
    );
  });
});
