import { AlertPair } from '../alertPairs';

/** The recorded past of an SLI, cut into slices of equal length. */
export interface ErrorHistory {
  /** Unix seconds at which the first slice ends; each is known by its end. */
  from: number;
  /** Length of a slice, and of the recorded window that its ratio is of. */
  sliceSeconds: number;
  /** Error ratio of each slice; `NaN` where there was no traffic or no record. */
  errorRatios: ArrayLike<number>;
  /** Events of each slice; absent if the traffic of the past is not known. */
  events?: ArrayLike<number>;
}

/** A set of alert pairs to be tried. */
export interface PolicyCandidate {
  id: string;
  /** For the SLO's period. */
  pairs: readonly AlertPair[];
}

/** Something that people have called an incident. */
export interface PastIncident {
  id: string;
  title: string;
  severity: 'info' | 'warning' | 'critical';
  /** Unix seconds. */
  from: number;
  /** Unix seconds; of one that goes on, the end of the history. */
  to: number;
}

/** A time during which an alert would have fired without a longer break. */
export interface AlertRun {
  /** Unix seconds of the first and the last slice in which it fired. */
  from: number;
  to: number;
}

/**
 * What a candidate would have made of an incident.
 * - `paged`, `ticketed`: somebody would have been told
 * - `missed`: the error ratio told, but nobody would have been
 * - `unseen`: the SLI itself shows nothing unusual; no objective would help
 * - `not-recorded`: there is too little of a record to tell
 */
export type IncidentOutcome =
  | 'paged'
  | 'ticketed'
  | 'missed'
  | 'unseen'
  | 'not-recorded';

/** One incident as one candidate would have taken it. */
export interface IncidentResult {
  id: string;
  outcome: IncidentOutcome;
  /**
   * Seconds from its beginning to the alert; 0 if the alert was earlier.
   * Only of what was paged or ticketed.
   */
  detectionSeconds?: number;
}

/** One objective with one set of alert pairs, over the whole history. */
export interface BacktestResult {
  objective: number;
  policyId: string;
  pages: AlertRun[];
  tickets: AlertRun[];
  /** Minutes in which a page would have been firing. */
  pageMinutes: number;
  /** Minutes whose error ratio was above what the objective allows. */
  breachMinutes: number;
  /**
   * Share of a period's budget that the history spent, every slice counting
   * the same, as in Sloth's period rule: the average error ratio by the
   * budget. `undefined` if nothing is recorded.
   */
  budgetSpent?: number;
  /** Pairs that cannot fire at this objective. */
  unreachablePairs: string[];
  /** As the incidents that were handed in. */
  incidents: IncidentResult[];
  /** Incidents that people would have been told of, critical ones by a page. */
  hits: number;
  /** Incidents that the SLI shows, and that are no hits. */
  misses: number;
  /** Pages that no incident explains. */
  pagesWithoutIncident: number;
  /** Of the incidents that would have paged; absent if there are none. */
  medianDetectionSeconds?: number;
}

/** What an incident looks like in the SLI, whatever the objective. */
export interface IncidentFacts extends PastIncident {
  /** Share of its slices that have a record. */
  coverage: number;
  /** Average over its recorded slices; absent without any. */
  errorRatio?: number;
  /** Whether the SLI was worse than in nearly all other times of this length. */
  isVisible: boolean;
}

/** What a history says about objectives and alert policies. */
export interface Backtest {
  /** Unix seconds of what was judged. */
  from: number;
  to: number;
  sliceSeconds: number;
  /** Share of the slices that have a record. */
  coverage: number;
  /**
   * `traffic`: windows average by events, as Sloth's window rules do; `slices`:
   * the traffic of the past is not known, so every slice counts the same.
   */
  weighting: 'traffic' | 'slices';
  incidents: IncidentFacts[];
  /** Objectives in the order handed in; for each, the policies in theirs. */
  results: BacktestResult[];
}
