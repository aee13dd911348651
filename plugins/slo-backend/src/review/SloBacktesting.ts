import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AlertPair,
  Backtest,
  backtest,
  ErrorHistory,
  isSameObjective,
  MissingInput,
  objectiveCandidates,
  OwnPair,
  ownPolicy,
  PolicyCandidate,
  policyCandidates,
  ReviewSuggestion,
  SloBacktest,
  SloDetail,
  suggestReview,
  withoutBlankStart,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { Clock } from '../ports';
import { HistoryReader } from './HistoryReader';
import { IncidentReader } from './IncidentReader';

const secondsPerDay = 86_400;
/** Windows of alerts are filled from at least so long before what is judged. */
const leastWarmUpSeconds = 3 * secondsPerDay;

/** What to try. */
export interface BacktestOptions {
  /** Beside the present objective and its neighbours; ratios. */
  objectives: readonly number[];
  /** Ids of policies; all of them if there are none. */
  policyIds: readonly string[];
  /** The caller's own alert windows, beside those. */
  ownPolicies?: readonly (readonly OwnPair[])[];
  days: number;
}

/** A backtest with what it was made of. */
export interface PreparedBacktest {
  tested: Backtest;
  history: ErrorHistory;
  policies: PolicyCandidate[];
  suggestion: ReviewSuggestion;
  missing: MissingInput[];
  warnings: SloBacktest['warnings'];
  source: SourceStatus;
}

/** Tries objectives and alert policies on the recorded past of an SLO. */
export class SloBacktesting {
  constructor(
    private readonly deps: {
      history: HistoryReader;
      incidents: IncidentReader;
      now: Clock;
    },
  ) {}

  /** @throws the signal's reason when aborted */
  async run(
    { slo, alertPairs, sources }: SloDetail,
    options: BacktestOptions,
    caller: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<PreparedBacktest> {
    const to = this.deps.now() / 1000;
    const from = to - options.days * secondsPerDay;
    const policies = policiesFor(slo.periodDays, alertPairs, options);
    const [recorded, found] = await Promise.all([
      this.deps.history.read(
        slo,
        sources[0],
        { from: from - warmUpFor(policies), to },
        caller.signal,
      ),
      this.deps.incidents.read(slo, { from, to }, caller),
    ]);
    const history = withoutBlankStart(recorded.history);
    const tested = backtest({
      history,
      judgedFrom: Math.max(from, history.from),
      objectives: objectiveCandidates(slo.objective, options.objectives),
      policies,
      incidents: found.incidents,
    });
    const isUnknown =
      tested.coverage === 0 && recorded.source.state === 'unreachable';
    return {
      tested,
      history,
      policies,
      suggestion: isUnknown
        ? { kind: 'none', missing: [] }
        : suggestReview(tested, slo.objective),
      missing: [
        ...(isUnknown ? [unknownHistory(slo.source)] : recorded.missing),
        ...found.missing,
      ],
      warnings: recorded.warnings,
      source: recorded.source,
    };
  }
}

function policiesFor(
  periodDays: number,
  current: readonly AlertPair[],
  { policyIds, ownPolicies = [] }: BacktestOptions,
): PolicyCandidate[] {
  const known = policyCandidates(periodDays, current).filter(
    // The present one is what the others are compared with.
    ({ id }, index) =>
      index === 0 || policyIds.length === 0 || policyIds.includes(id),
  );
  return [...known, ...ownPolicies.map(pairs => ownPolicy(pairs, periodDays))];
}

/** The longest window is full when the first slice is judged. */
function warmUpFor(policies: readonly PolicyCandidate[]): number {
  const windows = policies.flatMap(({ pairs }) =>
    pairs.map(({ longSeconds }) => longSeconds),
  );
  return Math.max(leastWarmUpSeconds, ...windows);
}

function unknownHistory(source: string): MissingInput {
  return {
    input: 'history',
    reason: `${source} does not answer at present, so what was recorded is not known.`,
  };
}

/** The answer for clients. */
export function toSloBacktest(
  { slo }: SloDetail,
  prepared: PreparedBacktest,
): SloBacktest {
  const { tested, policies, suggestion, missing, warnings, source } = prepared;
  return {
    id: slo.id,
    ...(slo.objective !== undefined && { objective: slo.objective }),
    backtest: tested,
    policies: policies.map(({ id, pairs }) => ({ id, pairs: [...pairs] })),
    suggestion,
    missing,
    warnings,
    sources: [source],
  };
}

/** How the SLO as it is would have done; `undefined` without an objective. */
export function presentResult(
  { tested, policies }: PreparedBacktest,
  objective: number | undefined,
) {
  return tested.results.find(
    result =>
      result.policyId === policies[0].id &&
      isSameObjective(result.objective, objective ?? NaN),
  );
}
