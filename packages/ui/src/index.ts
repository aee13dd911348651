/**
 * Theme and shared React parts of the portal.
 *
 * @packageDocumentation
 */
export * from './brand';
export * from './chart';
export * from './feedback';
export * from './format';
export * from './page';
export * from './query';
export * from './sparkline';
export * from './states';
export * from './table';
export * from './theme';
export * from './time';
