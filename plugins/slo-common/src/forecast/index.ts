export * from './exhaustion';
export * from './traffic';
export * from './words';
