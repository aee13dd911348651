import { promDurationSeconds } from '../promDuration';
import { errorRatioOfGood, noAlerting } from './openSloAlpha';
import {
  OpenSli,
  OpenSlo,
  readDataSourceDocument,
  readSliDocument,
  readSloDocument,
} from './openSloSchema';
import { ReadDocument } from './slothSpecs';
import { LabelSet, SliSpec, SloSpec, SpecProblem } from './types';
import { YamlDocument } from './yamlDocuments';

/** What the SLOs of a text may refer to. */
export interface OpenSloContext {
  slis: ReadonlyMap<string, { sli: OpenSli; document: number }>;
  /** Types of data sources by their names. */
  dataSources: ReadonlyMap<string, string>;
}

const kindOf = (document: YamlDocument) =>
  (document.value as { kind?: unknown }).kind;

/** Collects what `openslo/v1` SLOs may refer to, wherever in the text it stands. */
export function readOpenSloContext(documents: readonly YamlDocument[]): {
  context: OpenSloContext;
  problems: SpecProblem[];
} {
  const problems: SpecProblem[] = [];
  const slis = new Map<string, { sli: OpenSli; document: number }>();
  const dataSources = new Map<string, string>();
  for (const document of documents) {
    if (kindOf(document) === 'SLI') {
      const read = readSliDocument(document.value, document.number);
      problems.push(...read.problems);
      if (read.value) {
        const { metadata, spec } = read.value;
        slis.set(metadata.name, { sli: spec, document: document.number });
      }
    } else if (kindOf(document) === 'DataSource') {
      const read = readDataSourceDocument(document.value, document.number);
      problems.push(...read.problems);
      if (read.value) {
        dataSources.set(read.value.metadata.name, read.value.spec.type);
      }
    }
  }
  return { context: { slis, dataSources }, problems };
}

/**
 * Reads an `openslo/v1` SLO. What Sloth does with `v1alpha` holds here too: each
 * objective becomes an SLO of its own, with its number behind its name, without
 * alerts, and queries say by `{{.window}}` where the range stands.
 */
export function readOpenSloDocument(
  document: YamlDocument,
  context: OpenSloContext,
  defaultPeriodDays: number,
): ReadDocument {
  const { number } = document;
  const { value, problems } = readSloDocument(document.value, number);
  if (!value) {
    return { specs: [], problems };
  }
  const report =
    (severity: SpecProblem['severity']) => (path: string, message: string) => {
      problems.push({ severity, document: number, path, message });
    };
  const error = report('error');
  const { spec, metadata } = value;
  const sli = indicatorOf(value, context, error);
  const periodDays = periodOf(value, error) ?? defaultPeriodDays;
  if (!['', 'Occurrences'].includes(spec.budgetingMethod)) {
    error(
      'spec.budgetingMethod',
      `${spec.budgetingMethod} judges slices of time, and Sloth's rules count events: use Occurrences`,
    );
  }
  if (spec.alertPolicies?.length) {
    report('warning')(
      'spec.alertPolicies',
      'are not made into rules: OpenSLO becomes recording rules only, as with Sloth',
    );
  }
  const objectives = spec.objectives ?? [];
  if (objectives.length === 0) {
    error('spec.objectives', 'has no objective: write at least one');
  }
  const labels = labelsOf(value, report('warning'));
  const specs = objectives.flatMap((objective, index): SloSpec[] => {
    const path = `spec.objectives[${index}]`;
    const percent = percentOf(objective);
    if (percent === undefined) {
      error(
        `${path}.target`,
        'is missing: write the share of good events, e.g. 0.999, or targetPercent',
      );
    }
    if (objective.indicator || objective.indicatorRef) {
      error(
        `${path}.indicator`,
        'makes this a composite SLO, which no rules can be made of: give each its own SLO',
      );
    }
    if (!sli || percent === undefined) {
      return [];
    }
    return [
      {
        service: spec.service,
        name: `${metadata.name}-${index}`,
        ...(spec.description && { description: spec.description }),
        objective: percent / 100,
        objectivePercent: percent,
        periodDays,
        sli,
        labels,
        alerting: noAlerting,
        origin: {
          format: 'openslo',
          specVersion: 'openslo/v1',
          document: number,
          path,
        },
      },
    ];
  });
  return { specs, problems };
}

type Objective = NonNullable<OpenSlo['spec']['objectives']>[number];
type Report = (path: string, message: string) => void;

function percentOf({ target, targetPercent }: Objective): number | undefined {
  if (targetPercent !== undefined && targetPercent !== null) {
    return Number(targetPercent);
  }
  return target === undefined || target === null
    ? undefined
    : Number(target) * 100;
}

/** In days; `undefined` where none is given, or none that can be used. */
function periodOf({ spec }: OpenSlo, error: Report): number | undefined {
  const windows = spec.timeWindow ?? [];
  if (windows.length > 1) {
    error('spec.timeWindow', 'must be one time window only');
  }
  const [window] = windows;
  if (!window) {
    return undefined;
  }
  if (window.calendar || window.isRolling === false) {
    error(
      'spec.timeWindow[0]',
      'follows the calendar, and rules look back over a rolling period: set isRolling to true',
    );
  }
  // In OpenSLO's shorthand M is a month, which has no certain length.
  const seconds = promDurationSeconds(window.duration);
  if (seconds === undefined) {
    error(
      'spec.timeWindow[0].duration',
      `'${window.duration}' is no length of time with one certain value: write days or weeks, e.g. 30d`,
    );
    return undefined;
  }
  return seconds / 86_400;
}

function indicatorOf(
  { spec }: OpenSlo,
  context: OpenSloContext,
  error: Report,
): SliSpec | undefined {
  if (spec.indicator) {
    return toSli(spec.indicator.spec, 'spec.indicator.spec', context, error);
  }
  if (!spec.indicatorRef) {
    error(
      'spec.indicator',
      'is missing: write it, or name one in indicatorRef',
    );
    return undefined;
  }
  const found = context.slis.get(spec.indicatorRef);
  if (!found) {
    error(
      'spec.indicatorRef',
      `there is no SLI '${spec.indicatorRef}' in this text: put it into the same text, behind ---`,
    );
    return undefined;
  }
  return toSli(found.sli, 'spec.indicatorRef', context, error);
}

type Metric = NonNullable<OpenSli['ratioMetric']>['good'];

function toSli(
  sli: OpenSli,
  path: string,
  context: OpenSloContext,
  error: Report,
): SliSpec | undefined {
  const ratio = sli.ratioMetric;
  if (!ratio) {
    error(
      path,
      sli.thresholdMetric
        ? 'is a thresholdMetric, which counts no events: write the ratio of those within the threshold as ratioMetric'
        : 'has no ratioMetric: write one',
    );
    return undefined;
  }
  const query = (which: 'good' | 'bad' | 'total' | 'raw') =>
    queryOf(ratio[which], `${path}.ratioMetric.${which}`, context, error);
  if (ratio.raw) {
    const raw = query('raw');
    if (!ratio.rawType) {
      error(`${path}.ratioMetric.rawType`, 'must be success or failure');
    }
    return raw === undefined
      ? undefined
      : {
          kind: 'raw',
          errorRatioQuery: ratio.rawType === 'success' ? `1 - (${raw})` : raw,
        };
  }
  if (!ratio.total || !(ratio.good || ratio.bad)) {
    error(
      `${path}.ratioMetric`,
      `needs 'total' and one of 'good' and 'bad', or 'raw'`,
    );
    return undefined;
  }
  const total = query('total');
  const counted = query(ratio.bad ? 'bad' : 'good');
  if (total === undefined || counted === undefined) {
    return undefined;
  }
  return ratio.bad
    ? { kind: 'events', errorQuery: counted, totalQuery: total }
    : { kind: 'raw', errorRatioQuery: errorRatioOfGood(counted, total) };
}

function queryOf(
  metric: Metric,
  path: string,
  { dataSources }: OpenSloContext,
  error: Report,
): string | undefined {
  const source = metric?.metricSource;
  const type = source?.type || dataSources.get(source?.metricSourceRef ?? '');
  if (type !== undefined && type.toLocaleLowerCase('en') !== 'prometheus') {
    error(
      `${path}.metricSource.type`,
      `is ${type}, and rules can only be made for Prometheus`,
    );
    return undefined;
  }
  if (type === undefined && !source?.metricSourceRef) {
    error(`${path}.metricSource.type`, 'is missing: write Prometheus');
  }
  const query = source?.spec?.query ?? source?.spec?.promql;
  if (typeof query !== 'string') {
    error(
      `${path}.metricSource.spec.query`,
      'is missing: write the PromQL query, with {{.window}} where the range stands',
    );
    return undefined;
  }
  return query;
}

/** OpenSLO allows more in labels than Prometheus has a use for. */
function labelsOf({ metadata }: OpenSlo, warn: Report): LabelSet {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata.labels ?? {})) {
    if (typeof value === 'string' && /^[A-Za-z_]\w*$/.test(name)) {
      labels[name] = value;
    } else {
      warn(
        `metadata.labels.${name}`,
        'is left out of the rules: only texts with plain names can be labels there',
      );
    }
  }
  return labels;
}
