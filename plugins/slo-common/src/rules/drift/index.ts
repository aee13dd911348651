export * from './loadedRules';
export * from './ruleDrift';
