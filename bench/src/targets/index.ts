export { buildPortal, portalTarget } from './portal';
export { createStock } from './createStock';
export { startResJson } from './resJson';
export { callers, sloPortalTarget } from './sloPortal';
export {
  startSloRefreshes,
  type RefreshFigures,
  type SloRefreshes,
} from './sloRefreshes';
export { stockTarget } from './stock';
export type { PageUnderTest, Target } from './types';
export { startWholeLab, type WholeLab } from './wholeLab';
