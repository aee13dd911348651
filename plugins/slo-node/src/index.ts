/**
 * Service level objectives for modules of their backend.
 *
 * @packageDocumentation
 */
export {
  type SliPluginsExtensionPoint,
  sliPluginsExtensionPoint,
} from './sliPluginsExtensionPoint';
