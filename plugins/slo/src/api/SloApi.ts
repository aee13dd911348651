import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  SloDetail,
  SloOverview,
  SloSeries,
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
}

/** Reads SLOs. */
export const sloApiRef = createApiRef<SloApi>({ id: 'plugin.slo.api' });
