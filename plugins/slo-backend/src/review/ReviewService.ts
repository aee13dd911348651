import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  AlertWindowCatalog,
  coverageOf,
  defaultAlertWindows,
  LintAnswer,
  lintSlo,
  lintSpec,
  MissingInput,
  newSloReviewSchema,
  parseSpecs,
  planSeriesRange,
  seriesTimestamps,
  slicesWithErrors,
  SliPlugin,
  SloBacktest,
  sloChangedChannel,
  SloDetail,
  SloReview,
  SloReviewAnswer,
  SloTraffic,
  tooManySlos,
} from '@goreliable/plugin-slo-common';
import { JudgementSettings } from '../collector/nextRecords';
import { SloAuthorizer } from '../permissions/SloAuthorizer';
import { VisibilityService } from '../permissions/Visibility';
import { Clock } from '../ports';
import { mostPointsAsked } from '../series/SeriesReader';
import { SloService } from '../SloService';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { IndicatorFacts } from './askIndicator';
import { IndicatorReader } from './IndicatorReader';
import { ReviewStore } from './ReviewStore';
import {
  BacktestOptions,
  PreparedBacktest,
  presentResult,
  SloBacktesting,
  toSloBacktest,
} from './SloBacktesting';
import { TrafficReader } from './TrafficReader';

const secondsPerDay = 86_400;
const mostReviews = 50;
const reviewedDays = 30;

interface Caller {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** What it takes to judge whether an objective is meaningful, and to record the verdict. */
export class ReviewService {
  constructor(
    private readonly deps: {
      slos: Pick<SloService, 'get'>;
      backtesting: SloBacktesting;
      indicators: IndicatorReader;
      traffic: TrafficReader;
      reviews: ReviewStore;
      authorizer: SloAuthorizer;
      visibility: Pick<VisibilityService, 'of'>;
      snapshots: Pick<SnapshotReader, 'refresh'>;
      signals: SignalsService;
      settings: JudgementSettings;
      sliPlugins: readonly SliPlugin[];
      now: Clock;
    },
  ) {}

  /** @throws NotFoundError if there is no such SLO, or none that the caller may see */
  async backtest(
    id: string,
    options: BacktestOptions,
    caller: Caller,
  ): Promise<SloBacktest> {
    const detail = await this.deps.slos.get(id, caller);
    return toSloBacktest(
      detail,
      await this.deps.backtesting.run(detail, options, caller),
    );
  }

  /** @throws NotFoundError like {@link backtest} */
  async review(id: string, caller: Caller): Promise<SloReviewAnswer> {
    const { slos, backtesting, indicators, reviews, authorizer } = this.deps;
    const detail = await slos.get(id, caller);
    const options = { objectives: [], policyIds: [], days: reviewedDays };
    const [prepared, indicator, recorded, mayReview] = await Promise.all([
      backtesting.run(detail, options, caller),
      indicators.read(detail.slo, detail.sources[0], caller.signal),
      reviews.reviews(id, mostReviews),
      authorizer.may(caller.credentials, detail.slo),
    ]);
    const { eventsPerSecond } = indicator;
    return {
      id,
      findings: findingsOf(detail, prepared, indicator),
      suggestion: prepared.suggestion,
      ...(eventsPerSecond !== undefined && { eventsPerSecond }),
      reviews: recorded,
      mayReview,
      missing: oneOfEach([...indicator.missing, ...prepared.missing]),
      warnings: prepared.warnings,
      sources: [prepared.source],
    };
  }

  /**
   * How many events the SLO saw.
   *
   * @param asked - Unix seconds
   * @throws NotFoundError like {@link backtest}
   */
  async traffic(
    id: string,
    asked: { from: number; to: number },
    caller: Caller,
  ): Promise<SloTraffic> {
    const { slo, sources } = await this.deps.slos.get(id, caller);
    const range = planSeriesRange(asked.from, asked.to, mostPointsAsked);
    const { signal } = caller;
    const { values, ...told } = await this.deps.traffic.read(
      slo,
      sources[0],
      range,
      { signal },
    );
    const timestamps = seriesTimestamps(range);
    const all = timestamps.map((_, index) => values[index] ?? null);
    return {
      id,
      stepSeconds: range.stepSeconds,
      timestamps,
      values: all,
      coverage: coverageOf(all),
      ...told,
      sources,
    };
  }

  /**
   * Records what a review has come to.
   *
   * @param body - as it was sent
   * @throws InputError for what is no review, NotAllowedError if the caller
   *   may not, NotFoundError like {@link backtest}
   */
  async record(id: string, body: unknown, caller: Caller): Promise<SloReview> {
    const { slos, authorizer, reviews, now } = this.deps;
    const { slo } = await slos.get(id, caller);
    if (!(await authorizer.may(caller.credentials, slo))) {
      throw new NotAllowedError(
        `You may not review '${id}': that is for the owners of what it belongs to`,
      );
    }
    const decidedAt = new Date(now()).toISOString();
    const { decision, note, nextReviewOn } = parseReview(body, decidedAt);
    const review: SloReview = {
      id: randomUUID(),
      sloId: id,
      decidedAt,
      decidedBy: nameOf(caller.credentials),
      decision,
      note,
      ...(decision !== 'retire' && { nextReviewOn }),
      ...(slo.objective !== undefined && { objective: slo.objective }),
    };
    await reviews.add(review);
    await this.tellEverybody();
    return review;
  }

  /**
   * The findings for specs that are not recorded anywhere yet.
   *
   * @throws NotAllowedError if the caller may see no SLOs at all; what the specs say
   *   is the caller's own
   */
  async lint(text: string, { credentials }: Caller): Promise<LintAnswer> {
    await this.deps.visibility.of(credentials);
    const { specs, problems } = parseSpecs(text, this.deps);
    const refused = tooManySlos(specs.length);
    if (refused.length > 0) {
      return { problems: [...problems, ...refused], slos: [] };
    }
    const alertWindows = this.alertWindows();
    return {
      problems: [...problems],
      slos: specs.map(spec => ({
        service: spec.service,
        name: spec.name,
        document: spec.origin.document,
        path: spec.origin.path,
        findings: lintSpec(spec, { alertWindows }),
      })),
    };
  }

  private alertWindows(): AlertWindowCatalog {
    return new Map([
      ...defaultAlertWindows,
      ...[...this.deps.settings.alertWindows].map(
        ([days, windows]) => [days * secondsPerDay, windows] as const,
      ),
    ]);
  }

  /** A review that is stored is stored, whoever listens. */
  private async tellEverybody() {
    const { snapshots, signals } = this.deps;
    await Promise.allSettled([
      snapshots.refresh(),
      signals.publish({
        recipients: { type: 'broadcast' },
        channel: sloChangedChannel,
        message: { changed: 'states' },
      }),
    ]);
  }
}

function findingsOf(
  { slo, alertPairs }: SloDetail,
  prepared: PreparedBacktest,
  indicator: IndicatorFacts,
) {
  const { tested, history } = prepared;
  const present = presentResult(prepared, slo.objective);
  const { sli, alerts, eventsPerSecond, bucketBounds } = indicator;
  // Of one that is younger than a slice, or has no traffic, nothing is missing.
  const isHistoryKnown =
    !prepared.missing.some(({ input }) => input === 'history') &&
    (tested.coverage > 0 || slo.windows.length === 0);
  return lintSlo({
    objective: slo.objective,
    periodDays: slo.periodDays,
    pairs: alertPairs,
    sli,
    alerts,
    eventsPerSecond,
    bucketBounds,
    ...(isHistoryKnown && {
      history: {
        days: (tested.to - tested.from) / secondsPerDay,
        coverage: tested.coverage,
        slicesWithErrors: slicesWithErrors(history, tested.from),
        trend: slo.trend,
        budgetSpent: present?.budgetSpent,
      },
    }),
  });
}

/** What the rules lack, the traffic lacks for the same reason. */
function oneOfEach(missing: readonly MissingInput[]): MissingInput[] {
  return missing.filter(
    ({ reason }, index) =>
      missing.findIndex(other => other.reason === reason) === index,
  );
}

/** @throws InputError that says what to do */
function parseReview(body: unknown, now: string) {
  const parsed = newSloReviewSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.');
    throw new InputError(
      field
        ? `The field '${field}' of the review ${issue.message}`
        : `The review cannot be understood: ${issue.message}`,
    );
  }
  const { nextReviewOn } = parsed.data;
  if (nextReviewOn !== undefined && nextReviewOn < now.slice(0, 10)) {
    throw new InputError(
      `The field 'nextReviewOn' of the review must not be in the past`,
    );
  }
  return parsed.data;
}

function nameOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'unknown';
}
