export { buildPortal, portalTarget } from './portal';
export { createStock } from './createStock';
export { stockTarget } from './stock';
export type { PageUnderTest, Target } from './types';
