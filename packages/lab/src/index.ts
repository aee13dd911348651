export {
  findCacheDir,
  findRoot,
  loadLabContext,
  type LabContext,
  type LabLog,
  type LabPorts,
  type LabSecrets,
  type LabService,
  type LabUrls,
  type SecretName,
  type ServicePorts,
} from './context';
export { exclusive, type ExclusiveHold } from './exclusive';
export { backendProcess, buildApp, writeOverlay } from './parts/portal';
export { labServiceNames } from './platform/labServices';
export { freePortBase } from './runner/freePortBase';
export { labStatusSchema, type LabStatus } from './status';
