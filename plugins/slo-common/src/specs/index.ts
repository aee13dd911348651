export * from './alertWindowCatalog';
export * from './checkSpec';
export * from './parseSpecs';
export * from './sliPlugins';
export * from './specLimits';
export * from './types';
export { fillWindow } from './windowTemplate';
