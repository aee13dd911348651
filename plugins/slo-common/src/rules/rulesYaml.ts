import { stringify } from 'yaml';
import { formatPromDuration } from '../promDuration';
import { KubernetesMeta } from '../specs/types';
import { LoadedRule, LoadedRules } from './drift/loadedRules';
import { groupsOf, Rule, RuleGroup, SloRules } from './types';

/** Groups as Prometheus' rule files have them. */
export function toRuleFile(groups: readonly RuleGroup[]) {
  return {
    groups: groups.map(({ name, interval, rules }) => ({
      name,
      ...(interval && { interval }),
      rules: rules.map(toRule),
    })),
  };
}

function toRule(rule: Rule) {
  return rule.kind === 'recording'
    ? {
        record: rule.record,
        expr: rule.expr,
        ...withSome('labels', rule.labels),
      }
    : {
        alert: rule.alert,
        expr: rule.expr,
        ...(rule.for && { for: rule.for }),
        ...withSome('labels', rule.labels),
        ...withSome('annotations', rule.annotations),
      };
}

function withSome(key: string, values: Readonly<Record<string, string>>) {
  const entries = Object.entries(values);
  return entries.length > 0
    ? {
        [key]: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
      }
    : {};
}

/** The object that the Prometheus operator makes a rule file of. */
function toKubernetesObject(meta: KubernetesMeta, slos: readonly SloRules[]) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      ...withSome('annotations', meta.annotations),
      labels: {
        ...meta.labels,
        'app.kubernetes.io/component': 'SLO',
        'app.kubernetes.io/managed-by': 'sloth',
      },
      name: meta.name,
      ...(meta.namespace && { namespace: meta.namespace }),
    },
    spec: toRuleFile(slos.flatMap(groupsOf)),
  };
}

/** What a source has loaded, as a rule file would say it. */
export function loadedRulesToYaml({ groups }: LoadedRules): string {
  const asRule = (rule: LoadedRule): Rule =>
    rule.type === 'recording'
      ? {
          kind: 'recording',
          record: rule.name,
          expr: rule.query,
          labels: rule.labels,
        }
      : {
          kind: 'alerting',
          alert: rule.name,
          expr: rule.query,
          ...(rule.duration >= 1 && {
            for: formatPromDuration(Math.round(rule.duration)),
          }),
          labels: rule.labels,
          annotations: rule.annotations,
        };
  return stringify(
    toRuleFile(
      groups.map(({ name, rules }) => ({ name, rules: rules.map(asRule) })),
    ),
    { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false },
  );
}

const notice =
  '# Made from a specification of SLOs: change that, and make these rules anew.\n';

/**
 * The rules as YAML. Specs for Kubernetes become `PrometheusRule` objects, one
 * for each object; all others one rule file, of one document, because Prometheus
 * reads no more than the first.
 */
export function rulesToYaml(slos: readonly SloRules[]): string {
  const plain = slos.filter(({ spec }) => !spec.origin.kubernetes);
  const objects = new Map<number, SloRules[]>();
  for (const slo of slos) {
    const { kubernetes, document } = slo.spec.origin;
    if (kubernetes) {
      objects.set(document, [...(objects.get(document) ?? []), slo]);
    }
  }
  const documents = [
    ...(plain.length > 0 ? [toRuleFile(plain.flatMap(groupsOf))] : []),
    ...[...objects.values()].map(ofObject =>
      toKubernetesObject(ofObject[0].spec.origin.kubernetes!, ofObject),
    ),
  ];
  return documents
    .map(
      document =>
        `${notice}${stringify(document, {
          lineWidth: 0,
          version: '1.1',
          aliasDuplicateObjects: false,
        })}`,
    )
    .join('---\n');
}
