import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  NewSloReview,
  PreviewRequest,
  ProposalPlace,
  ProposalPlaceQuery,
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
} from '@goreliable/plugin-slo-common';

/** A range in Unix seconds. */
export type SeriesRequestRange = { from: number; to: number };

type RequestOptions = { signal?: AbortSignal };

/** What the browser asks of the SLO backend. Every method rejects with a `ResponseError`. */
export interface SloApi {
  /** @param options.entityRef - only the SLOs that belong to this entity */
  overview(
    options?: RequestOptions & { entityRef?: string },
  ): Promise<SloOverview>;
  slo(id: string, options?: RequestOptions): Promise<SloDetail>;
  series(
    id: string,
    range: SeriesRequestRange,
    options?: RequestOptions,
  ): Promise<SloSeries>;
  /** When the present burn began, or the last one. */
  onset(id: string, options?: RequestOptions): Promise<SloOnset>;
  /** How many events it saw. */
  traffic(
    id: string,
    range: SeriesRequestRange,
    options?: RequestOptions,
  ): Promise<SloTraffic>;
  /**
   * What other objectives and alert windows would have done.
   *
   * @param options.windows - alert windows beside the known ones, as
   *   `formatOwnPolicy` writes them
   */
  backtest(
    id: string,
    options?: RequestOptions & { windows?: readonly string[] },
  ): Promise<SloBacktest>;
  /** Whether it is meaningful, and what its reviews have come to. */
  review(id: string, options?: RequestOptions): Promise<SloReviewAnswer>;
  recordReview(id: string, review: NewSloReview): Promise<SloReview>;
  /** What a proposed SLO is worth. Rejects with 403 for those who may not propose it. */
  preview(
    request: PreviewRequest,
    options?: RequestOptions,
  ): Promise<SloPreview>;
  /** What one is at present, to be changed. */
  spec(id: string, options?: RequestOptions): Promise<SloSpecSource>;
  /** What its spec would make, and what is loaded. */
  rules(id: string, options?: RequestOptions): Promise<SloRulesAnswer>;
  /** Which file it would be proposed to. Rejects with 403 for those who may not propose it. */
  proposalPlace(
    query: ProposalPlaceQuery,
    options?: RequestOptions,
  ): Promise<ProposalPlace>;
}

/** Reads SLOs. */
export const sloApiRef = createApiRef<SloApi>({ id: 'plugin.slo.api' });
