/**
 * The timeline's noun: what happened to a service, when, and how much it
 * matters. Pure; usable in browsers and backends.
 *
 * @packageDocumentation
 */
export * from './eventId';
export * from './filters';
export * from './grouping';
export * from './permissions';
export * from './query';
export * from './schema';
export * from './signals';
export * from './suspects';
export * from './types';
