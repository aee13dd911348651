/** What a PromQL expression gives. */
export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';

/** What a function takes and gives. */
export interface Signature {
  takes: readonly ValueType[];
  gives: ValueType;
  /** How many of the last arguments may be left out; `any`: the last may also repeat. */
  optional?: number | 'any';
}

const of = (
  takes: string,
  gives: ValueType = 'vector',
  optional?: Signature['optional'],
): Signature => ({
  takes: takes === '' ? [] : (takes.split(' ') as ValueType[]),
  gives,
  ...(optional !== undefined && { optional }),
});

const each = (names: string, signature: Signature) =>
  names.split(' ').map(name => [name, signature] as const);

/**
 * The functions of PromQL, by what they take.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export const signatures: ReadonlyMap<string, Signature> = new Map([
  ...each(
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
    of('vector'),
  ),
  ...each(
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
    of('matrix'),
  ),
  ...each(
    'day_of_month day_of_week day_of_year days_in_month hour minute month year',
    of('vector', 'vector', 1),
  ),
  ...each('pi time', of('', 'scalar')),
  ['clamp', of('vector scalar scalar')],
  ...each('clamp_max clamp_min', of('vector scalar')),
  ...each(
    'double_exponential_smoothing holt_winters',
    of('matrix scalar scalar'),
  ),
  ['histogram_fraction', of('scalar scalar vector')],
  ['histogram_quantile', of('scalar vector')],
  ['histogram_quantiles', of('vector string scalar', 'vector', 'any')],
  ['info', of('vector vector', 'vector', 1)],
  ['label_join', of('vector string string string', 'vector', 'any')],
  ['label_replace', of('vector string string string string')],
  ['predict_linear', of('matrix scalar')],
  ['quantile_over_time', of('scalar matrix')],
  ['round', of('vector scalar', 'vector', 1)],
  ['scalar', of('vector', 'scalar')],
  ...each(
    'sort_by_label sort_by_label_desc',
    of('vector string', 'vector', 'any'),
  ),
  ['vector', of('scalar')],
]);

/** What aggregations take before the vector. */
export const aggregationParameters: ReadonlyMap<string, ValueType> = new Map([
  ['topk', 'scalar'],
  ['bottomk', 'scalar'],
  ['quantile', 'scalar'],
  ['limitk', 'scalar'],
  ['limit_ratio', 'scalar'],
  ['count_values', 'string'],
]);

/** What Prometheus refuses unless it is told to take experiments. */
export const experimental: ReadonlySet<string> = new Set([
  'double_exponential_smoothing',
  'first_over_time',
  'histogram_quantiles',
  'info',
  'limit_ratio',
  'limitk',
  'mad_over_time',
  'sort_by_label',
  'sort_by_label_desc',
  'ts_of_first_over_time',
  'ts_of_last_over_time',
  'ts_of_max_over_time',
  'ts_of_min_over_time',
]);
