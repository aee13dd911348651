export * from './landing';
export * from './schema';
export * from './signals';
