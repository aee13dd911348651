export * from './loadedRules';
export * from './ruleDrift';
export * from './schema';
export * from './words';
