/**
 * Freshness and health: what every answer that comes from an upstream says of
 * itself. Pure; usable in browsers and backends.
 *
 * @packageDocumentation
 */
export * from './freshness';
export * from './health';
export * from './quickParser';
