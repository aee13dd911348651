import { SliSpec } from '../specs';
import { readIndicator } from './readIndicator';

const events = (errorQuery: string, totalQuery: string): SliSpec => ({
  kind: 'events',
  errorQuery,
  totalQuery,
});
const slowerThan = (metric: string, le: string) =>
  events(
    `sum(rate(${metric}_count{job="a"}[{{.window}}])) - sum(rate(${metric}_bucket{job="a",${le}}[{{.window}}]))`,
    `sum(rate(${metric}_count{job="a"}[{{.window}}])) > 0`,
  );

describe('the indicator of an SLI', () => {
  it.each([
    ['le="0.3"', 0.3],
    ['le=~"0.25([.]0)?"', 0.25],
    ['le=~"1([.]0)?"', 1],
    ['le=~"1(\\\\.0)?"', 1],
    ['le=~"1|1.0"', 1],
    ['le=~"(?:5|5\\\\.0)"', 5],
    ['le="1e+01"', 10],
  ])('by the bucket %s is latency within %d s', (le, thresholdSeconds) => {
    expect(
      readIndicator(slowerThan('http_request_duration_seconds', le)),
    ).toEqual({ kind: 'latency', thresholdSeconds, noun: 'requests' });
  });

  it.each([
    ['http_request_duration_milliseconds', 0.3, 'latency', 'requests'],
    ['llm_time_to_first_token_seconds', 300, 'first-token', 'first tokens'],
    ['vllm:time_to_first_token_seconds', 300, 'first-token', 'first tokens'],
    ['worker_message_age_seconds', 300, 'freshness', 'messages'],
    ['grpc_server_handling_seconds', 300, 'latency', 'calls'],
    ['db_query_duration_seconds', 300, 'latency', 'queries'],
    ['something_seconds', 300, 'latency', 'events'],
  ])('of %s says what it is of', (metric, thresholdSeconds, kind, noun) => {
    expect(readIndicator(slowerThan(metric, 'le="300"'))).toEqual({
      kind,
      thresholdSeconds,
      noun,
    });
  });

  it.each([
    [
      'a ratio of good ones',
      '1 - (sum(rate(http_request_duration_seconds_bucket{le="0.5"}[{{.window}}])) / sum(rate(http_request_duration_seconds_count[{{.window}}])))',
    ],
    [
      'a native histogram',
      '1 - histogram_fraction(0, 0.5, sum(rate(http_request_duration_seconds[{{.window}}])))',
    ],
  ])('is read off %s', (_, errorRatioQuery) => {
    expect(readIndicator({ kind: 'raw', errorRatioQuery })).toEqual({
      kind: 'latency',
      thresholdSeconds: 0.5,
      noun: 'requests',
    });
  });

  it('takes requests that fail before the first token out of their counter', () => {
    expect(
      readIndicator(
        events(
          'sum(rate(llm_requests_total{stream="true"}[{{.window}}])) - sum(rate(llm_time_to_first_token_seconds_bucket{le="0.8"}[{{.window}}]))',
          'sum(rate(llm_requests_total{stream="true"}[{{.window}}]))',
        ),
      ),
    ).toEqual({
      kind: 'first-token',
      thresholdSeconds: 0.8,
      noun: 'first tokens',
    });
  });

  it.each([
    ['http_requests_total', 'requests'],
    ['worker_messages_total', 'messages'],
    ['batch_runs_total', 'jobs'],
    ['x_total', 'events'],
  ])('that counts %s counts %s', (metric, noun) => {
    expect(
      readIndicator(
        events(
          `sum(rate(${metric}{outcome="error"}[{{.window}}]))`,
          `sum(rate(${metric}[{{.window}}]))`,
        ),
      ),
    ).toEqual({ kind: 'events', noun });
  });

  it.each([
    [
      'two thresholds',
      'sum(rate(a_seconds_count[5m])) - sum(rate(a_seconds_bucket{le="0.3"}[5m])) - sum(rate(b_seconds_bucket{le="1"}[5m]))',
    ],
    [
      'a threshold that is no time',
      'sum(rate(a_bytes_count[5m])) - sum(rate(a_bytes_bucket{le="1024"}[5m]))',
    ],
    [
      'all buckets',
      'sum(rate(a_seconds_count[5m])) - sum(rate(a_seconds_bucket{le="+Inf"}[5m]))',
    ],
    ['bad buckets', 'sum(rate(a_seconds_bucket{le="0.3"}[5m]))'],
    [
      'a pattern of bounds',
      'sum(rate(a_seconds_count[5m])) - sum(rate(a_seconds_bucket{le=~"0.*"}[5m]))',
    ],
  ])('does not take %s for latency', (_, errorQuery) => {
    expect(
      readIndicator(events(errorQuery, 'sum(rate(a_seconds_count[5m]))')),
    ).toEqual({ kind: 'events', noun: 'events' });
  });

  it.each(['avg_over_time(ratio[{{.window}}])', 'sum('])(
    'of %s is not known',
    errorRatioQuery => {
      expect(readIndicator({ kind: 'raw', errorRatioQuery })).toBeUndefined();
    },
  );
});
