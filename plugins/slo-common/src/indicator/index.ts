export { readIndicator } from './readIndicator';
export * from './schema';
export * from './words';
