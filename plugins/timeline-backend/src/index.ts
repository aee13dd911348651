/**
 * The timeline's backend.
 *
 * @packageDocumentation
 */
export { timelinePlugin as default } from './plugin';
