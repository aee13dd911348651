import {
  canonicalPromql,
  generateRules,
  parseSpecs,
  RuleOptions,
  rulesToYaml,
} from '@goreliable/plugin-slo-common';
import { parseAllDocuments } from 'yaml';

/** A text of rules as what it says: groups in order, and the objects around them. */
export interface RuleDocuments {
  groups: object[];
  /** `metadata` of `PrometheusRule` objects. */
  metadata: object[];
}

/** Reads rules of whatever formatting; expressions are made canonical. */
export function readRules(yaml: string): RuleDocuments {
  const documents: any[] = parseAllDocuments(yaml)
    .map(document => document.toJS())
    .filter(Boolean);
  return {
    groups: documents
      .flatMap(document => document.groups ?? document.spec.groups)
      .map(group => ({ ...group, rules: group.rules.map(withCanonical) })),
    metadata: documents.flatMap(({ metadata }) => metadata ?? []),
  };
}

function withCanonical(rule: { expr: string }) {
  return { ...rule, expr: canonicalPromql(rule.expr) ?? rule.expr.trim() };
}

/** Our rules for a text of specs; all problems that are errors, if there are any. */
export function ourRules(
  text: string,
  options: RuleOptions & { periodDays?: number } = {},
): { yaml: string; errors: string[] } {
  const { specs, problems: ofSpecs } = parseSpecs(text, options);
  const { slos, problems } = generateRules(specs, options);
  return {
    yaml: rulesToYaml(slos),
    errors: [...ofSpecs, ...problems]
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path} ${message}`),
  };
}
