import { LabelSet, SloSpec } from '../specs/types';

/** A rule that records what an expression gives. */
export interface RecordingRule {
  kind: 'recording';
  record: string;
  expr: string;
  labels: LabelSet;
}

/** A rule that alerts while an expression gives anything. */
export interface AlertingRule {
  kind: 'alerting';
  alert: string;
  expr: string;
  /** How long it must hold before it fires, a Prometheus duration. */
  for?: string;
  labels: LabelSet;
  annotations: LabelSet;
}

/** One of the two kinds of rules that Prometheus has. */
export type Rule = RecordingRule | AlertingRule;

/** Rules that are evaluated one after the other. */
export interface RuleGroup<R extends Rule = Rule> {
  name: string;
  /** A Prometheus duration; the server's own where none is given. */
  interval?: string;
  rules: R[];
}

/** The rules of one SLO, by what they are for. */
export interface SloRules {
  spec: SloSpec;
  /** Error ratios by window. */
  sli: RuleGroup<RecordingRule>;
  /** Objective, budget and what follows from them. */
  meta: RuleGroup<RecordingRule>;
  alerts: RuleGroup<AlertingRule>;
}

/** The groups of an SLO that have rules, in Sloth's order. */
export function groupsOf({ sli, meta, alerts }: SloRules): RuleGroup[] {
  const groups: RuleGroup[] = [sli, meta, alerts];
  return groups.filter(({ rules }) => rules.length > 0);
}
