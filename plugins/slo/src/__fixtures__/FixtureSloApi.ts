import { NotFoundError } from '@backstage/errors';
import {
  belongsTo,
  Onset,
  onsetInWords,
  NewSloReview,
  PreviewRequest,
  ProposalPlace,
  ProposalPlaceQuery,
  Slo,
  SloBacktest,
  SloDetail,
  SloOnset,
  SloOverview,
  SloPreview,
  SloReview,
  SloReviewAnswer,
  SloRulesAnswer,
  SloSeries,
  SloSpecSource,
  SloTraffic,
  toOnsetResult,
} from '@goreliable/plugin-slo-common';
import { SeriesRequestRange, SloApi } from '../api/SloApi';
import { placeFixture, previewFixture, specFixture } from './previewFixture';
import { overviewFixture, seriesFixture } from './recorded';
import {
  backtestFixture,
  recordedReview,
  reviewFixture,
} from './reviewFixture';
import { rulesFixture } from './rulesFixture';

const daySeconds = 86_400;

/** Answers from the recordings as the backend would. */
export class FixtureSloApi implements SloApi {
  private readonly reviews: SloReview[] = [];

  constructor(
    /** Changes the recorded overview, to show what was not recorded. */
    private readonly change: (overview: SloOverview) => SloOverview = same =>
      same,
  ) {}

  async overview(options: { entityRef?: string } = {}): Promise<SloOverview> {
    const overview = this.change(overviewFixture(Date.now()));
    const { entityRef } = options;
    return {
      ...overview,
      slos: overview.slos.filter(
        slo => entityRef === undefined || belongsTo(slo, entityRef),
      ),
    };
  }

  async slo(id: string): Promise<SloDetail> {
    const overview = await this.overview();
    const slo = overview.slos.find(candidate => candidate.id === id);
    if (!slo) {
      throw new NotFoundError(`There is no SLO '${id}' that you may see`);
    }
    return {
      slo,
      alertPairs: overview.alertPolicies[0]?.pairs ?? [],
      trend: overview.trend,
      episodes: episodesOf(slo),
      sources: overview.sources,
      warnings: overview.warnings,
    };
  }

  async series(id: string, range: SeriesRequestRange): Promise<SloSeries> {
    const isLong = range.to - range.from > 2 * daySeconds;
    const { sources } = await this.overview();
    return {
      ...seriesFixture(isLong ? 'month' : 'day', Date.now()),
      id,
      sources,
    };
  }

  /** Shortly before the episode that goes on. */
  async onset(id: string): Promise<SloOnset> {
    const { slo, sources } = await this.slo(id);
    const ago = (minutes: number) => Date.now() / 1000 - minutes * 60;
    const onset: Onset =
      slo.reason.code === 'burning'
        ? {
            kind: 'found',
            shape: 'sudden',
            ...{ at: ago(14), earliest: ago(14.5), latest: ago(13.75) },
            levels: { before: 0.2, since: 45 },
          }
        : { kind: 'not-burning' };
    return {
      id,
      onset: toOnsetResult(onset),
      summary: onsetInWords(onset),
      window: '5m',
      warnings: [],
      sources,
    };
  }

  /** A day of orders: quiet at night, with the gaps that the records have. */
  async traffic(id: string, range: SeriesRequestRange): Promise<SloTraffic> {
    const { timestamps, stepSeconds, errorRatio, coverage, sources } =
      await this.series(id, range);
    const rateAt = (at: number) =>
      12 + 8 * Math.sin((2 * Math.PI * at) / daySeconds);
    return {
      id,
      stepSeconds,
      timestamps,
      values: errorRatio.values.map((ratio, index) =>
        ratio === null ? null : rateAt(timestamps[index]),
      ),
      window: '5m',
      coverage,
      eventsPerSecond: 12,
      missing: [],
      warnings: [],
      sources,
    };
  }

  async backtest(
    id: string,
    options: { windows?: readonly string[] } = {},
  ): Promise<SloBacktest> {
    return backtestFixture(await this.slo(id), options.windows);
  }

  async review(id: string): Promise<SloReviewAnswer> {
    const own = this.reviews.filter(({ sloId }) => sloId === id);
    return reviewFixture(await this.slo(id), own);
  }

  /** Drifted where it burns, so that both can be seen. */
  async rules(id: string): Promise<SloRulesAnswer> {
    const { slo } = await this.slo(id);
    return rulesFixture(slo, { hasDrifted: slo.state === 'critical' });
  }

  async recordReview(id: string, review: NewSloReview): Promise<SloReview> {
    const recorded = recordedReview(id, review);
    this.reviews.unshift(recorded);
    return recorded;
  }

  async preview(request: PreviewRequest): Promise<SloPreview> {
    const { slos } = await this.overview();
    return previewFixture(request, await this.slo(slos[0].id));
  }

  async proposalPlace(query: ProposalPlaceQuery): Promise<ProposalPlace> {
    return placeFixture(query.service);
  }

  async spec(id: string): Promise<SloSpecSource> {
    return specFixture(await this.slo(id));
  }
}

function episodesOf(slo: Slo): SloDetail['episodes'] {
  if (slo.state !== 'critical') {
    return [];
  }
  const ago = (hours: number) =>
    new Date(Date.now() - hours * 3_600_000).toISOString();
  return [
    { id: `${slo.id}@2`, startedAt: ago(0.2), peakBurnRate: 45.2 },
    {
      id: `${slo.id}@1`,
      startedAt: ago(24 * 24),
      endedAt: ago(24 * 24 - 0.8),
      peakBurnRate: 161,
    },
  ];
}
