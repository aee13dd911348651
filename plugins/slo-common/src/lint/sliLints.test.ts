import { SliSpec } from '../specs';
import { lintSli } from './sliLints';

const rate = (selector: string) => `sum(rate(${selector}[{{.window}}]))`;
const events = (errorQuery: string, totalQuery: string): SliSpec => ({
  kind: 'events',
  errorQuery,
  totalQuery,
});
const codesOf = (sli: SliSpec, bounds = {}) =>
  lintSli(sli, bounds).map(({ code }) => code);

const total = rate('http_requests_total{job="a"}');
const good = events(
  rate('http_requests_total{job="a",code=~"5..|499|0"}'),
  total,
);

describe('an indicator', () => {
  it.each<[string, SliSpec]>([
    ['counts what failed', good],
    [
      'takes the good from the total',
      events(
        `${total} - ${rate('http_requests_total{job="a",outcome="success"}')}`,
        total,
      ),
    ],
    [
      'counts by its bucket',
      events(
        `${rate('request_seconds_count{job="a"}')} - ${rate(
          'request_seconds_bucket{job="a",le=~"1(\\\\.0)?"}',
        )}`,
        rate('request_seconds_count{job="a"}'),
      ),
    ],
    [
      'counts an outcome',
      events(
        rate('x_total{outcome="error"}'),
        rate('x_total{outcome!="rejected"}'),
      ),
    ],
    [
      'minds that there may be no traffic',
      events(rate('x_total{outcome="error"}'), `${rate('x_total')} > 0`),
    ],
    [
      'counts classes of codes',
      events(rate('x_total{code="5xx"}'), rate('x_total')),
    ],
    [
      'is a ratio of its own',
      { kind: 'raw', errorRatioQuery: `1 - ${rate('up_total')}` },
    ],
    [
      'may be without a first error',
      events(
        `${rate('x_total{outcome="error"}')} or vector(0)`,
        rate('x_total'),
      ),
    ],
  ])('is fine when it %s', (_, sli) => {
    expect(lintSli(sli)).toEqual([]);
  });

  it.each<[string, SliSpec]>([
    ['promql-syntax', events('sum(rate(x_total[{{.window}}])', total)],
    ['promql-syntax', { kind: 'raw', errorRatioQuery: 'sum(' }],
    [
      'no-window',
      events('sum(rate(x_total{outcome="error"}[5m]))', rate('x_total')),
    ],
    [
      'fixed-window',
      events(
        `${rate('x_total{outcome="error"}')} + sum(rate(y_total[5m]))`,
        rate('x_total'),
      ),
    ],
    [
      'rate-of-sum',
      events('sum(rate(sum(x_total)[{{.window}}:]))', rate('x_total')),
    ],
    [
      'rate-of-recorded',
      events(rate('job:errors:sum'), rate('job:requests:sum')),
    ],
    ['not-a-counter', events(rate('failed_now'), rate('x_total'))],
    [
      'quantile-as-sli',
      {
        kind: 'raw',
        errorRatioQuery:
          'histogram_quantile(0.9, sum by (le) (rate(h_bucket[{{.window}}])))',
      },
    ],
    [
      'several-series',
      events('rate(x_total{outcome="error"}[{{.window}}])', rate('x_total')),
    ],
    [
      'several-series',
      events(
        `sum by (pod) (rate(x_total{outcome="error"}[{{.window}}]))`,
        rate('x_total'),
      ),
    ],
    [
      'matches-nothing',
      events(
        rate('x_total{outcome="error",outcome="timeout"}'),
        rate('x_total'),
      ),
    ],
    [
      'matches-nothing',
      events(rate('x_total{code="200",code=~"5.."}'), rate('x_total')),
    ],
    [
      'bucket-written-both-ways',
      events(rate('h_bucket{le="1"}'), rate('h_count')),
    ],
    [
      'bucket-written-both-ways',
      events(rate('h_bucket{le="2.0"}'), rate('h_count')),
    ],
    ['bucket-no-number', events(rate('h_bucket{le="1s"}'), rate('h_count'))],
    ['errors-are-total', events(total, ` ${total}`)],
    [
      'counted-twice',
      events(
        `${rate('x_total{code=~"5.."}')} + ${rate('x_total{code="503"}')}`,
        rate('x_total'),
      ),
    ],
    [
      'errors-outside-total',
      events(
        rate('x_total{outcome="error"}'),
        rate('x_total{outcome="success"}'),
      ),
    ],
    [
      'errors-outside-total',
      events(rate('x_total{code="500"}'), rate('x_total{code!~"5.."}')),
    ],
    [
      'some-errors-outside-total',
      events(
        rate('x_total{outcome=~"error|rejected"}'),
        rate('x_total{outcome!="rejected"}'),
      ),
    ],
    [
      'server-errors-not-counted',
      events(rate('x_total{code="500"}'), rate('x_total')),
    ],
    [
      'server-errors-not-counted',
      events(rate('x_total{status=~"50[0-3]"}'), rate('x_total')),
    ],
    [
      'server-errors-not-counted',
      events(rate('x_total{grpc_code=~"Internal|Unknown"}'), rate('x_total')),
    ],
    [
      'timeouts-not-counted',
      events(rate('x_total{code=~"5.."}'), rate('x_total')),
    ],
    [
      'timeouts-left-out',
      events(rate('x_total{code=~"5.."}'), rate('x_total{code=~"[2-5].."}')),
    ],
    [
      'timeouts-left-out',
      events(
        rate('x_total{outcome="error"}'),
        rate('x_total{outcome!="timeout"}'),
      ),
    ],
    [
      'timeouts-left-out',
      events(
        rate('x_total{outcome="error"}'),
        rate('x_total{outcome!~"client_canceled|rejected"}'),
      ),
    ],
    [
      'failed-before-first-token',
      events(
        `${rate('llm_time_to_first_token_seconds_count')} - ${rate(
          'llm_time_to_first_token_seconds_bucket{le="0.5"}',
        )}`,
        rate('llm_time_to_first_token_seconds_count'),
      ),
    ],
  ])('has %s', (code, sli) => {
    expect(codesOf(sli)).toContain(code);
  });

  it('has one finding for what is one mistake', () => {
    expect(codesOf(events('sum(rate(x_total[', total))).toEqual([
      'promql-syntax',
    ]);
    expect(
      codesOf(events(rate('x_total{code="500"}'), rate('x_total'))),
    ).toEqual(['server-errors-not-counted', 'timeouts-not-counted']);
  });

  it('does not take the good of total - good for what failed', () => {
    const sli = events(
      `${rate('x_total')} - ${rate('x_total{code!~"5.."}')}`,
      rate('x_total'),
    );
    expect(codesOf(sli)).toEqual([]);
  });

  it('says where, and names what it found', () => {
    const text = rate('h_bucket{job="a",le="1"}');
    const [finding] = lintSli(events(text, rate('h_count')));
    expect(finding.where.part).toBe('errorQuery');
    expect(text.slice(finding.where.from, finding.where.to)).toBe('le="1"');
    expect(finding.remedy).toBe('Match both: le=~"1(\\\\.0)?".');
  });

  it.each([
    ['le="0.3"', ['threshold-not-a-bucket']],
    ['le="0.25"', []],
    ['le=~"1(\\\\.0)?"', []],
    ['le=~"2(\\\\.0)?"', ['threshold-not-a-bucket']],
    ['le="+Inf"', []],
    ['le=~"0.25([.]0)?"', []],
  ])('with the threshold %s at buckets of 0.25 and 1 has %p', (le, codes) => {
    const sli = events(
      `${rate('h_count')} - ${rate(`h_bucket{${le}}`)}`,
      rate('h_count'),
    );
    const found = lintSli(sli, { h_bucket: [0.25, 1] });
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  it.each(['le="0.3"', 'le=~"0.3([.]0)?"'])(
    'names the nearest bucket to %s',
    le => {
      const sli = events(rate(`h_bucket{${le}}`), rate('h_count'));
      const [finding] = lintSli(sli, { h_bucket: [0.25, 1] });
      expect(finding.message).toContain('its bounds are 0.25, 1');
      expect(finding.remedy).toContain('Take the nearest bound, 0.25.');
    },
  );
});
