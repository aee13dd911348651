/**
 * Service level objectives: reads them from Prometheus-compatible stores and
 * serves them to the portal.
 *
 * @packageDocumentation
 */
export { sloPlugin as default } from './plugin';
export { sloSearchModule } from './search/searchModule';
export {
  createSloConditionalDecision,
  sloConditions,
} from './permissions/rules';
