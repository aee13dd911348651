export { DefaultHomeStatesService } from './DefaultHomeStatesService';
export type { HomeStatesService } from './HomeStatesService';
export { homeStatesServiceRef } from './homeStatesServiceRef';
