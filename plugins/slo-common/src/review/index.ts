export * from './due';
export * from './schema';
export * from './traffic';
