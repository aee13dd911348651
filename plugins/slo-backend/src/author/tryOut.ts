import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { isUpstreamError, UpstreamError } from '@goreliable/upstream';
import {
  AlertPair,
  backtest,
  coverageOf,
  currentPolicyId,
  ErrorHistory,
  MissingInput,
  objectiveCandidates,
  policyCandidates,
  Slo,
  SloBacktest,
  SloPreview,
  SloSpec,
  SourceWarning,
  suggestReview,
  withoutBlankStart,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { IncidentReader } from '../review/IncidentReader';
import { ScopedSource } from '../series/SeriesReader';
import { RawSli, readRawSli } from './readRawSli';

const secondsPerDay = 86_400;
const judgedDays = 30;
/** A page waits for it; a store that takes longer has too much to read. */
const longestMs = 20_000;

/** What an SLO would have been. */
export type TriedSli = Pick<
  SloPreview,
  | 'ratios'
  | 'series'
  | 'eventsPerSecond'
  | 'bucketBounds'
  | 'backtest'
  | 'missing'
  | 'warnings'
  | 'sources'
>;

interface Trial {
  spec: SloSpec;
  /** The same as it would be known. */
  slo: Slo;
  scoped: ScopedSource;
  status: SourceStatus;
  alertPairs: readonly AlertPair[];
  incidents: Pick<IncidentReader, 'read'>;
  /** Unix seconds. */
  now: number;
  caller: { credentials: BackstageCredentials; signal: AbortSignal };
}

/** The source is well, and does not like the question. */
const isRefusal = ({ kind, upstreamStatus = 0 }: UpstreamError) =>
  kind === 'refused-status' && upstreamStatus < 500;

/**
 * Reads what an SLO would have measured, and tries its objective and its alerts
 * on that. A source that does not answer is no error: it says so.
 *
 * @throws the signal's reason when aborted
 */
export async function tryOut(trial: Trial): Promise<TriedSli> {
  const { spec, scoped, status, now, caller } = trial;
  const nothing = (reason: string, source: SourceStatus): TriedSli => ({
    ratios: [],
    bucketBounds: {},
    missing: [{ input: 'history', reason }],
    warnings: [],
    sources: [source],
  });
  if (status.state === 'unreachable') {
    return nothing(
      `${status.name} does not answer at present, so it cannot be tried.`,
      status,
    );
  }
  const patience = AbortSignal.timeout(longestMs);
  const signal = AbortSignal.any([caller.signal, patience]);
  let raw: RawSli;
  try {
    raw = await readRawSli(scoped, spec.sli, now, signal);
  } catch (error) {
    caller.signal.throwIfAborted();
    if (patience.aborted) {
      return nothing(
        `${status.name} takes longer than ${
          longestMs / 1000
        } s to read it, so it cannot be tried.`,
        status,
      );
    }
    if (!isUpstreamError(error)) {
      throw error;
    }
    return nothing(
      `It cannot be tried: ${error.message}.`,
      isRefusal(error)
        ? status
        : { ...status, state: 'unreachable', error: error.message },
    );
  }
  return await judged(trial, raw);
}

async function judged(trial: Trial, raw: RawSli): Promise<TriedSli> {
  const { slo, status, now, caller } = trial;
  const from = now - judgedDays * secondsPerDay;
  const found = await trial.incidents.read(slo, { from, to: now }, caller);
  const history = withoutBlankStart(raw.history);
  const judgedFrom = Math.max(from, history.from);
  const warnings: SourceWarning[] = raw.warnings.map(message => ({
    source: slo.source,
    message,
  }));
  const missing: MissingInput[] = [
    ...raw.notes.map(note => ({
      input: 'history' as const,
      reason: `${note}.`,
    })),
    ...found.missing,
  ];
  return {
    ratios: raw.ratios,
    series: seriesOf(history, judgedFrom),
    ...(raw.eventsPerSecond !== undefined && {
      eventsPerSecond: raw.eventsPerSecond,
    }),
    bucketBounds: raw.bucketBounds,
    backtest: backtestOf(trial, history, judgedFrom, found.incidents),
    missing,
    warnings,
    sources: [status],
  };
}

function seriesOf(
  { from, sliceSeconds, errorRatios }: ErrorHistory,
  since: number,
): SloPreview['series'] {
  const slices = Array.from(errorRatios, (ratio, index) => ({
    at: from + index * sliceSeconds,
    ratio: Number.isFinite(ratio) ? ratio : null,
  })).filter(({ at }) => at >= since);
  const errorRatio = slices.map(({ ratio }) => ratio);
  return {
    stepSeconds: sliceSeconds,
    timestamps: slices.map(({ at }) => at),
    errorRatio,
    coverage: coverageOf(errorRatio),
  };
}

function backtestOf(
  { slo, alertPairs, status }: Trial,
  history: ErrorHistory,
  judgedFrom: number,
  incidents: Parameters<typeof backtest>[0]['incidents'],
): SloBacktest {
  const policies = policyCandidates(slo.periodDays, alertPairs).filter(
    // Slices of an hour cannot tell the quicker ones from the usual ones.
    ({ id }) => id === currentPolicyId || id === 'calm' || id === 'long',
  );
  const tested = backtest({
    history,
    judgedFrom,
    objectives: objectiveCandidates(slo.objective),
    policies,
    incidents,
  });
  return {
    id: slo.id,
    ...(slo.objective !== undefined && { objective: slo.objective }),
    backtest: tested,
    policies: policies.map(({ id, pairs }) => ({ id, pairs: [...pairs] })),
    suggestion: suggestReview(tested, slo.objective),
    missing: [],
    warnings: [],
    sources: [status],
  };
}
