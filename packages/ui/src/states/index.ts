export { StateChip, type StateChipProps } from './StateChip';
export { StateIcon } from './StateIcon';
export { stateLooks, type ChipState, type StateLook } from './stateLooks';
