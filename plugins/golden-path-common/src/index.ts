export * from './errorBudget';
export * from './parameters';
export * from './resource';
export * from './routeService';
export * from './serviceName';
export * from './values';
export * from './wire';
