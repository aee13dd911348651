import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  fillWindow,
  newDraft,
  SliSpec,
  specOfDraft,
} from '@goreliable/plugin-slo-common';
import { expectEqual } from '../__testUtils__/expectEqual';
import { RealPrometheus } from '../__testUtils__/realPrometheus';
import { createSources } from '../adapters/createSources';
import { readSloConfig } from '../config';
import { rawHistory, scrapeSeconds } from './__testUtils__/rawHistory';
import { RawSli, readRawSli } from './readRawSli';

// From nothing, the lab compiles its Prometheus first.
jest.setTimeout(1_200_000);

const hour = 3_600;
const day = 24 * hour;
/** Not at the turn of an hour: that is where the slices end. */
const now = Math.floor(Date.now() / 1000 / hour) * hour - 3 * hour + 17 * 60;
const lastTurn = now - 17 * 60;

function sliOf(template: 'availability' | 'latency'): SliSpec {
  const drafted = specOfDraft(newDraft(template, 'shop'));
  if (drafted.kind !== 'spec') {
    throw new Error(JSON.stringify(drafted.problems));
  }
  return drafted.spec.sli;
}

const slis: Record<string, SliSpec> = {
  availability: sliOf('availability'),
  latency: sliOf('latency'),
  // Without a service in it: the source's own matchers have to keep others out.
  'a ratio of all that is there': {
    kind: 'events',
    errorQuery: 'sum(rate(http_requests_total{outcome="error"}[{{.window}}]))',
    totalQuery: 'sum(rate(http_requests_total[{{.window}}]))',
  },
  'a raw ratio': {
    kind: 'raw',
    errorRatioQuery:
      'avg_over_time(probes_failed_share{job="shop"}[{{.window}}])',
  },
};

describe('what an SLI would have been, read from a real Prometheus', () => {
  let prometheus: RealPrometheus;
  let sources: ReturnType<typeof createSources>;

  beforeAll(async () => {
    prometheus = await RealPrometheus.start({
      metrics: () => '',
      history: rawHistory(now - 34 * day, now),
    });
    await prometheus.waitFor(
      `count(http_requests_total{job="shop"} @ ${now}) == 4`,
    );
    const config = new ConfigReader({
      slo: {
        prometheus: [
          {
            name: 'lab',
            url: prometheus.url,
            retries: 0,
            matchers: { job: 'shop' },
          },
        ],
      },
    });
    sources = createSources(
      readSloConfig(config).sources,
      mockServices.logger.mock(),
    );
  });

  afterAll(async () => {
    await sources?.close();
    await prometheus?.stop();
  });

  const read = (sli: SliSpec): Promise<RawSli> =>
    readRawSli(
      sources.sources.get('lab')!,
      sli,
      now,
      AbortSignal.timeout(60_000),
    );

  const direct = (query: string, time: number) =>
    prometheus.number(query, time);

  /** The queries over a window, of this service alone. */
  function partsOf(sli: SliSpec, window: string): [string, string?] {
    const own = (query: string) =>
      fillWindow(query, window)
        .replace('http_requests_total[', 'http_requests_total{job="shop"}[')
        .replace('{outcome="error"}', '{job="shop",outcome="error"}');
    return sli.kind === 'raw'
      ? [own(sli.errorRatioQuery)]
      : [own(sli.errorQuery), own(sli.totalQuery)];
  }

  function ratioOf(sli: SliSpec, window: string): string {
    const [errors, total] = partsOf(sli, window);
    return total === undefined ? errors : `(${errors}) / (${total})`;
  }

  /** Over the slices that end in a time: the subquery is evaluated at the same moments. */
  function averageOf(sli: SliSpec, days: number): string {
    const over = `[${days}d:1h]`;
    const [errors, total] = partsOf(sli, '1h');
    return total === undefined
      ? `avg_over_time((${errors})${over})`
      : `sum_over_time((${errors})${over}) / sum_over_time((${total})${over})`;
  }

  describe.each(Object.entries(slis))('%s', (_, sli) => {
    let raw: RawSli;
    beforeAll(async () => {
      raw = await read(sli);
    });

    it('is the ratio of each hour', async () => {
      const { from, sliceSeconds, errorRatios } = raw.history;
      expect([sliceSeconds, (lastTurn - from) / day]).toEqual([hour, 33]);
      const [series] = await prometheus.ask('query_range', {
        query: ratioOf(sli, '1h'),
        start: from,
        end: lastTurn,
        step: hour,
      });
      const byTime = new Map<number, number>(
        series.values.map(([at, value]: [number, string]) => [
          at,
          Number(value),
        ]),
      );
      expect(byTime.size).toBeGreaterThan(750);
      expect(errorRatios).toHaveLength(33 * 24 + 1);
      Array.from(errorRatios).forEach((ratio, index) =>
        expectEqual(
          Number.isNaN(ratio) ? undefined : ratio,
          byTime.get(from + index * hour),
        ),
      );
    });

    it('is the ratio of now, of a day, a week and a month', async () => {
      const wanted = [
        [300, await direct(ratioOf(sli, '5m'), now)],
        [day, await direct(averageOf(sli, 1), lastTurn)],
        [7 * day, await direct(averageOf(sli, 7), lastTurn)],
        [30 * day, await direct(averageOf(sli, 30), lastTurn)],
      ] as const;
      expect(raw.ratios.map(({ seconds }) => seconds)).toEqual(
        wanted.map(([seconds]) => seconds),
      );
      wanted.forEach(([, value], index) => {
        expect(value).toBeGreaterThan(0);
        expectEqual(raw.ratios[index].errorRatio, value);
      });
    });

    it('is what the whole month has come to, but for what falls between two hours', async () => {
      const whole = await direct(ratioOf(sli, '30d'), lastTurn);
      const tiled = raw.ratios[3].errorRatio!;
      // Each hour lacks what has come between its first sample and the one before.
      expect(Math.abs(tiled / whole - 1)).toBeLessThan(scrapeSeconds / hour);
    });
  });

  it('counts the events of the last day', async () => {
    const { eventsPerSecond } = await read(slis.availability);
    expect(eventsPerSecond).toBeGreaterThan(0);
    const [, total] = partsOf(slis.availability, '1h');
    expectEqual(
      eventsPerSecond,
      await direct(`avg_over_time((${total})[1d:1h])`, lastTurn),
    );
  });

  it('knows the bounds of the histogram', async () => {
    const { bucketBounds } = await read(slis.latency);
    expect(bucketBounds).toEqual({
      http_request_duration_seconds_bucket: [0.5],
    });
  });

  it('leaves out what is not recorded, and what was not asked', async () => {
    const { history } = await read(slis.availability);
    const missing = Array.from(history.errorRatios).filter(Number.isNaN);
    // Three hours without a scrape, and six without a request; their first and last are shared.
    expect(missing.length).toBeGreaterThanOrEqual(2 + 5);
    expect(missing.length).toBeLessThanOrEqual(3 + 6);
  });
});
