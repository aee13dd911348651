export * from './due';
export * from './schema';
