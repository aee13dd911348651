/**
 * What an SLO is, what its numbers mean and how it is judged. Pure: usable in
 * browsers and backends, without I/O and without a clock.
 *
 * @packageDocumentation
 */
export * from './alertPairs';
export * from './annotations';
export * from './author';
export * from './backtest';
export * from './budget';
export * from './episode';
export * from './forecast';
export * from './indicator';
export * from './lint';
export * from './onset';
export * from './permissions';
export * from './promDuration';
export * from './pyrraAlerts';
export * from './review';
export * from './rollUp';
export * from './rules';
export * from './schema';
export * from './seriesRange';
export * from './signals';
export * from './sloKey';
export * from './specs';
export * from './state';
export * from './words';
