/**
 * Service level objectives: reads them from Prometheus-compatible stores and
 * serves them to the portal.
 *
 * @packageDocumentation
 */
export { sloPlugin as default } from './plugin';
export {
  createSloConditionalDecision,
  sloConditions,
} from './permissions/rules';
