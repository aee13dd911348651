import { checkPromql } from '../rules/promql/checkPromql';
import { alertTemplateProblem } from './alertTemplate';
import { alertOf, LabelSet, SloSpec, SpecProblem } from './types';
import { fillWindow, windowTemplateProblem } from './windowTemplate';

const name = /^[A-Za-z0-9][-A-Za-z0-9_.]*[A-Za-z0-9]$/;

/** Sloth's plugin for SLOs whose queries are not PromQL but MetricsQL. */
const victoriaMetrics = 'sloth.dev/contrib/validate_victoria_metrics/v1';
const validation = 'sloth.dev/core/validate/v1';

/** The language that an SLO's queries are written in. */
export function queryLanguageOf(
  spec: Pick<SloSpec, 'plugins'>,
): 'promql' | 'metricsql' {
  const ids = spec.plugins?.chain.map(({ id }) => id) ?? [];
  return spec.plugins?.overridesDefaults &&
    ids.includes(victoriaMetrics) &&
    !ids.includes(validation)
    ? 'metricsql'
    : 'promql';
}

const labelProblem = (label: string) =>
  label === '' || label === '__name__'
    ? `'${label}' cannot be a label: rename it`
    : undefined;

const valueProblem = (value: string) =>
  value === '' ? 'is empty: give it a value or remove it' : undefined;

/**
 * Whether rules can be made of a spec: what Sloth asks for, and what Sloth
 * does not look at but Prometheus refuses.
 *
 * @param fieldOf - what a field is called in the spec's format
 */
export function checkSpec(
  spec: SloSpec,
  fieldOf: (field: CheckedField) => string = field => field,
): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const { document, path } = spec.origin;
  const report =
    (severity: SpecProblem['severity']) => (at: string, message: string) => {
      problems.push({
        severity,
        document,
        path: path ? `${path}.${at}` : at,
        message,
      });
    };
  const error = report('error');
  const warn = report('warning');

  if (!name.test(spec.service)) {
    const at = spec.origin.format === 'sloth' ? 'service' : 'spec.service';
    problems.push({
      severity: 'error',
      document,
      path: at,
      message: nameProblem(spec.service),
    });
  }
  if (!name.test(spec.name)) {
    error(fieldOf('name'), nameProblem(spec.name));
  }
  if (!(spec.objectivePercent > 0 && spec.objectivePercent <= 100)) {
    error(
      fieldOf('objective'),
      `must be above 0 % and at most 100 %, and is ${spec.objectivePercent} %`,
    );
  } else if (spec.objectivePercent === 100) {
    warn(
      fieldOf('objective'),
      'of 100 % leaves no error budget: burn rates are infinite from the first error on',
    );
  }
  checkLabels(spec.labels, fieldOf('labels'), error);
  for (const label of ['sloth_id', 'sloth_service', 'sloth_slo']) {
    if (label in spec.labels) {
      warn(
        `${fieldOf('labels')}.${label}`,
        'takes the place of the label by which the rules find each other: remove it',
      );
    }
  }
  checkSli(spec, fieldOf, error, warn);
  checkAlerts(spec, fieldOf, error);
  return problems;
}

/** The fields that are looked at, whatever they are called. */
export type CheckedField =
  | 'name'
  | 'objective'
  | 'labels'
  | 'errorQuery'
  | 'totalQuery'
  | 'errorRatioQuery'
  | 'alerting'
  | 'pageAlert'
  | 'ticketAlert';

function nameProblem(text: string): string {
  return `${
    text ? `'${text}' cannot be a name` : 'is missing'
  }: use letters, digits, '.', '_' and '-', at least two, with a letter or digit at both ends`;
}

type Report = (at: string, message: string) => void;

function checkLabels(labels: LabelSet, at: string, error: Report) {
  for (const [label, value] of Object.entries(labels)) {
    const problem = labelProblem(label) ?? valueProblem(value);
    if (problem) {
      error(`${at}.${label}`, problem);
    }
  }
}

function checkSli(
  spec: SloSpec,
  fieldOf: (field: CheckedField) => string,
  error: Report,
  warn: Report,
) {
  const { sli } = spec;
  const queries =
    sli.kind === 'events'
      ? ([
          ['errorQuery', sli.errorQuery],
          ['totalQuery', sli.totalQuery],
        ] as const)
      : ([['errorRatioQuery', sli.errorRatioQuery]] as const);
  if (sli.kind === 'events' && sli.errorQuery === sli.totalQuery) {
    error(
      fieldOf('errorQuery'),
      'is the same as the query of all events: let it count the bad ones only',
    );
  }
  const language = queryLanguageOf(spec);
  for (const [field, query] of queries) {
    const problem =
      windowTemplateProblem(query) ??
      (language === 'promql' ? promqlProblem(query) : undefined);
    if (problem) {
      error(fieldOf(field), problem);
    }
  }
  if (language === 'metricsql') {
    warn(
      fieldOf(queries[0][0]),
      'is MetricsQL, which is not checked here and which Prometheus may refuse',
    );
  }
}

function promqlProblem(query: string): string | undefined {
  const filled = fillWindow(query, '1m');
  const checked = checkPromql(filled);
  if (checked.kind === 'invalid') {
    return `is not PromQL: ${checked.message}`;
  }
  if (checked.type !== 'vector' && checked.type !== 'scalar') {
    return `gives ${
      checked.type === 'matrix' ? 'a range of samples' : 'a text'
    } instead of a value: put a function such as rate() around it`;
  }
  // Sloth puts a bracket right behind the query.
  return checkPromql(`(${filled})`).kind === 'invalid'
    ? 'ends in a comment that would swallow what stands behind it: remove it, or end it with a line break'
    : undefined;
}

function checkAlerts(
  spec: SloSpec,
  fieldOf: (field: CheckedField) => string,
  error: Report,
) {
  for (const severity of ['page', 'ticket'] as const) {
    const alert = alertOf(spec, severity);
    if (!alert) {
      continue;
    }
    const at = fieldOf('alerting');
    if (alert.name === '') {
      error(
        `${at}.name`,
        `is missing: name the alert, or disable the ${severity} alert`,
      );
    }
    const own = `${at}.${fieldOf(
      severity === 'page' ? 'pageAlert' : 'ticketAlert',
    )}`;
    for (const part of ['labels', 'annotations'] as const) {
      for (const [key, value] of Object.entries(alert[part])) {
        const isOwn = Object.hasOwn(spec.alerting[severity][part], key);
        const problem =
          (part === 'labels' ? labelProblem(key) : undefined) ??
          (key === '' ? 'has no name: give it one' : undefined) ??
          valueProblem(value) ??
          alertTemplateProblem(value);
        if (problem) {
          error(`${isOwn ? own : at}.${part}.${key}`, problem);
        }
      }
    }
  }
}
