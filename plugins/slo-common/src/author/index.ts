export * from './draft';
export { matcherTexts } from './matchers';
export * from './preview';
export * from './proposal';
export * from './putSpec';
export * from './specOfDraft';
export * from './templates';
export * from './types';
export { writeSpec } from './writeSpec';
