/**
 * The portal measured beside what it is compared with.
 *
 * @packageDocumentation
 */
export { runSuites } from './runSuites';
