/**
 * The form fields of the golden paths, for the scaffolder's pages.
 *
 * @packageDocumentation
 */
export { goldenPathModule as default } from './module';
export { goldenPathApiRef, type GoldenPathApi } from './api/GoldenPathApi';
