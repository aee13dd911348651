import { isReachable } from '../alertPairs';
import { burnRate, errorBudget } from '../budget';
import { alertRuns, firingSlices } from './alertRuns';
import {
  explains,
  incidentFacts,
  incidentResult,
  isHit,
  isKnown,
} from './incidents';
import {
  AlertRun,
  Backtest,
  BacktestResult,
  ErrorHistory,
  IncidentFacts,
  PastIncident,
  PolicyCandidate,
} from './types';
import { WindowRatios } from './windowRatios';

/** What a backtest tries, on what. */
export interface BacktestQuestion {
  history: ErrorHistory;
  /**
   * Unix seconds from which on things count; what is before only fills the
   * windows. By default everything counts, with windows that begin unfilled.
   */
  judgedFrom?: number;
  /** Ratios from 0 to below 1. */
  objectives: readonly number[];
  policies: readonly PolicyCandidate[];
  incidents: readonly PastIncident[];
}

interface Past {
  history: ErrorHistory;
  windows: WindowRatios;
  /** First slice that counts. */
  start: number;
  incidents: readonly IncidentFacts[];
}

/**
 * Tries objectives and alert policies on the recorded past: what they would
 * have paged, and whether that would have been right.
 *
 * Error ratios over longer windows are averaged from the slices: by traffic
 * where it is known, as Sloth's window rules do, else evenly. What the budget
 * lost is averaged evenly in any case, as Sloth's period rule does. Slices
 * without a record are in no average and fire nothing.
 */
export function backtest(question: BacktestQuestion): Backtest {
  const { history, objectives, policies } = question;
  const { from, sliceSeconds, errorRatios, events } = history;
  const count = errorRatios.length;
  const judgedFrom = question.judgedFrom ?? from;
  const start = Math.min(
    count,
    Math.max(0, Math.ceil((judgedFrom - from) / sliceSeconds)),
  );
  const windows = new WindowRatios(history, events !== undefined);
  const to = from + Math.max(0, count - 1) * sliceSeconds;
  const incidents = incidentFacts(
    history,
    windows,
    question.incidents.filter(
      incident =>
        incident.to >= from + start * sliceSeconds && incident.from <= to,
    ),
  );
  const past: Past = { history, windows, start, incidents };
  const slices = sliceFacts(past);
  return {
    from: from + start * sliceSeconds,
    to,
    sliceSeconds,
    coverage: count > start ? slices.recorded / (count - start) : 0,
    weighting: events === undefined ? 'slices' : 'traffic',
    incidents,
    results: objectives.flatMap(objective =>
      policies.map(policy => judge(past, slices, objective, policy)),
    ),
  };
}

interface SliceFacts {
  recorded: number;
  /** Every slice counts the same; `undefined` if none is recorded. */
  averageRatio?: number;
}

function sliceFacts({ history, start }: Past): SliceFacts {
  let recorded = 0;
  let sum = 0;
  for (let index = start; index < history.errorRatios.length; index++) {
    const ratio = history.errorRatios[index];
    if (Number.isFinite(ratio)) {
      recorded += 1;
      sum += ratio;
    }
  }
  return recorded === 0
    ? { recorded }
    : { recorded, averageRatio: sum / recorded };
}

function judge(
  past: Past,
  { averageRatio }: SliceFacts,
  objective: number,
  { id, pairs }: PolicyCandidate,
): BacktestResult {
  const { history, windows, start, incidents } = past;
  const sliceMinutes = history.sliceSeconds / 60;
  const count = history.errorRatios.length;
  const [paging, ticketing] = (['page', 'ticket'] as const).map(severity =>
    firingSlices(
      windows,
      pairs.filter(pair => pair.severity === severity),
      objective,
      count,
    ),
  );
  const pages = alertRuns(paging, history, start);
  const tickets = alertRuns(ticketing, history, start);
  const results = incidents.map(incident =>
    incidentResult(incident, pages, tickets),
  );
  const detections = results.flatMap(({ outcome, detectionSeconds }) =>
    outcome === 'paged' ? [detectionSeconds!] : [],
  );
  const hits = results.filter((result, index) =>
    isHit(result, incidents[index]),
  ).length;
  const budgetSpent =
    averageRatio === undefined ? undefined : burnRate(averageRatio, objective);
  return {
    objective,
    policyId: id,
    pages,
    tickets,
    pageMinutes: sumFrom(paging, start) * sliceMinutes,
    breachMinutes: breachSlices(past, objective) * sliceMinutes,
    ...(budgetSpent !== undefined && { budgetSpent }),
    unreachablePairs: pairs
      .filter(pair => !isReachable(pair, objective))
      .map(pair => pair.id),
    incidents: results,
    hits,
    misses: results.filter(isKnown).length - hits,
    pagesWithoutIncident: withoutIncident(pages, incidents),
    ...(detections.length > 0 && {
      medianDetectionSeconds: median(detections),
    }),
  };
}

function breachSlices({ history, start }: Past, objective: number): number {
  const budget = errorBudget(objective);
  let slices = 0;
  for (let index = start; index < history.errorRatios.length; index++) {
    slices += history.errorRatios[index] > budget ? 1 : 0;
  }
  return slices;
}

function withoutIncident(
  pages: readonly AlertRun[],
  incidents: readonly IncidentFacts[],
): number {
  return pages.filter(
    page => !incidents.some(incident => explains(incident, page)),
  ).length;
}

function sumFrom(values: Uint8Array, start: number): number {
  let sum = 0;
  for (let index = start; index < values.length; index++) {
    sum += values[index];
  }
  return sum;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
