/**
 * Service level objectives in the portal: all of them, one, and those of an
 * entity.
 *
 * @packageDocumentation
 */
export { loadSloPages, sloPlugin as default } from './plugin';
export { sloApiRef, type SloApi } from './api/SloApi';
