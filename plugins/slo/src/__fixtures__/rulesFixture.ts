import {
  compareRules,
  generateRules,
  groupsOf,
  lintSpec,
  LoadedRules,
  loadedRulesToYaml,
  parseSpecs,
  defaultAlertWindows,
  rulesInWords,
  rulesToYaml,
  Slo,
  SloRulesAnswer,
  verdictOfCounts,
} from '@goreliable/plugin-slo-common';

const specOf = (slo: Slo, objectivePercent: number) => `version: prometheus/v1
service: ${slo.service}
slos:
  - name: ${slo.name}
    objective: ${objectivePercent}
    sli:
      events:
        error_query: sum(rate(http_requests_total{job="${slo.service}",outcome="error"}[{{.window}}]))
        total_query: sum(rate(http_requests_total{job="${slo.service}"}[{{.window}}])) > 0
    alerting: { name: BurnsTooFast }
`;

const made = (text: string) => generateRules(parseSpecs(text).specs).slos[0];

/** What a source would have loaded of a spec. */
function load(text: string): LoadedRules {
  return {
    groups: groupsOf(made(text)).map(({ name, rules }) => ({
      name,
      rules: rules.map(rule =>
        rule.kind === 'recording'
          ? {
              type: 'recording',
              name: rule.record,
              query: rule.expr,
              labels: { ...rule.labels },
            }
          : {
              type: 'alerting',
              name: rule.alert,
              query: rule.expr,
              duration: 0,
              labels: { ...rule.labels },
              annotations: { ...rule.annotations },
            },
      ),
    })),
  };
}

/** Compared as the backend does; the rules that are loaded are of an older, laxer spec if they have drifted. */
export function rulesFixture(
  slo: Slo,
  { hasDrifted }: { hasDrifted: boolean },
): SloRulesAnswer {
  const text = specOf(slo, 99.9);
  const loaded = load(hasDrifted ? specOf(slo, 99.5) : text);
  const { drift, counts } = compareRules(made(text), loaded);
  const verdict = verdictOfCounts(counts);
  return {
    id: slo.id,
    verdict,
    summary: rulesInWords(verdict, { source: slo.source, counts }),
    spec: {
      location: `http://git/shop/${slo.service}/src/branch/main/slo/slo.yaml`,
      text,
      readAt: new Date(Date.now() - 120_000).toISOString(),
    },
    generated: rulesToYaml([made(text)]),
    loaded: loadedRulesToYaml(loaded),
    drift,
    equal: counts.equal,
    problems: [],
    findings: lintSpec(parseSpecs(text).specs[0], {
      alertWindows: defaultAlertWindows,
    }),
    sources: [],
  };
}
