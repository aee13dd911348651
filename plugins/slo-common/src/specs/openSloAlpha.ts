import { z } from 'zod';
import { anything, labelsField, lenientText, numberField } from './fields';
import { pathOf, readerOf } from './readWith';
import { ReadDocument } from './slothSpecs';
import { SliSpec, SloSpec, SpecProblem } from './types';
import { YamlDocument } from './yamlDocuments';

const readDocument = readerOf(object => {
  const metric = object({
    source: lenientText,
    queryType: lenientText,
    query: lenientText,
    metadata: labelsField(lenientText),
  }).nullish();
  return object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: object({ name: lenientText, displayName: lenientText }).nullish(),
    spec: object({
      service: lenientText,
      description: lenientText,
      budgetingMethod: lenientText,
      indicator: anything,
      timeWindows: z
        .array(
          object({
            count: numberField,
            unit: lenientText,
            isRolling: z.boolean().nullish(),
            calendar: anything,
          }),
        )
        .nullish(),
      objectives: z
        .array(
          object({
            displayName: lenientText,
            op: lenientText,
            value: numberField,
            target: z.union([z.number(), z.bigint()]).nullish(),
            timeSliceTarget: numberField,
            ratioMetrics: object({
              good: metric,
              total: metric,
              counter: z.boolean().nullish(),
              incremental: z.boolean().nullish(),
            }).nullish(),
          }),
        )
        .nullish(),
    }).nullish(),
  });
});

type Declaration = NonNullable<ReturnType<typeof readDocument>['value']>;
type Objective = NonNullable<
  NonNullable<Declaration['spec']>['objectives']
>[number];

/** Alerts that are not made; OpenSLO declares them elsewhere. */
export const noAlerting: SloSpec['alerting'] = {
  name: '',
  labels: {},
  annotations: {},
  page: { isDisabled: true, labels: {}, annotations: {} },
  ticket: { isDisabled: true, labels: {}, annotations: {} },
};

/** The error ratio of good and all events, as Sloth writes it. */
export function errorRatioOfGood(good: string, total: string): string {
  return `
  1 - (
    (
      ${good}
    )
    /
    (
      ${total}
    )
  )
`;
}

/**
 * Reads an `openslo/v1alpha` SLO as Sloth does: each objective becomes an SLO
 * of its own, with its number behind its name, without alerts.
 */
export function readOpenSloAlphaDocument(
  document: YamlDocument,
  defaultPeriodDays: number,
): ReadDocument {
  const { number } = document;
  const { value, problems } = readDocument(document.value, number);
  const spec = value?.spec;
  const error = (path: string, message: string) => {
    problems.push({ severity: 'error', document: number, path, message });
  };
  if (!value) {
    return { specs: [], problems };
  }
  const objectives = spec?.objectives ?? [];
  if (objectives.length === 0) {
    error('spec.objectives', 'has no objective: write at least one');
  }
  const windows = spec?.timeWindows ?? [];
  if (windows.length > 1) {
    error('spec.timeWindows', 'must be one time window only');
  } else if (windows[0] && windows[0].unit.toLocaleLowerCase('en') !== 'day') {
    error('spec.timeWindows[0].unit', `must be Day`);
  }
  const name = value.metadata?.name ?? '';
  const specs = objectives.flatMap((objective, index) => {
    const path = pathOf(['spec', 'objectives', index]);
    const sli = toSli(objective, path, number);
    if (Array.isArray(sli)) {
      problems.push(...sli);
      return [];
    }
    const percent = Number(objective.target) * 100;
    return [
      {
        service: spec?.service ?? '',
        name: `${name}-${index}`,
        ...(spec?.description && { description: spec.description }),
        objective: percent / 100,
        objectivePercent: percent,
        periodDays: windows[0]?.count ?? defaultPeriodDays,
        sli,
        labels: {},
        alerting: noAlerting,
        origin: {
          format: 'openslo' as const,
          specVersion: 'openslo/v1alpha',
          document: number,
          path,
        },
      },
    ];
  });
  return { specs, problems };
}

function toSli(
  { ratioMetrics, target }: Objective,
  path: string,
  document: number,
): SliSpec | SpecProblem[] {
  const problems: SpecProblem[] = [];
  const error = (at: string, message: string) => {
    problems.push({
      severity: 'error',
      document,
      path: `${path}.${at}`,
      message,
    });
  };
  if (target === undefined || target === null) {
    error('target', 'is missing: write the share of good events, e.g. 0.999');
  }
  if (!ratioMetrics?.good || !ratioMetrics.total) {
    error(
      'ratioMetrics',
      `is missing: rules can only be made of the ratio of 'good' and 'total'`,
    );
    return problems;
  }
  const { good, total } = ratioMetrics;
  for (const [which, metric] of [
    ['good', good],
    ['total', total],
  ] as const) {
    // As Sloth has it: once the good events are its own, any total will do.
    const isOurs = metric.source === 'prometheus' || good.source === 'sloth';
    if (!isOurs) {
      error(`ratioMetrics.${which}.source`, 'must be prometheus');
    }
    if (metric.queryType !== 'promql') {
      error(`ratioMetrics.${which}.queryType`, 'must be promql');
    }
  }
  return problems.length > 0
    ? problems
    : {
        kind: 'raw',
        errorRatioQuery: errorRatioOfGood(good.query, total.query),
      };
}
