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
export { labStatusSchema, type LabStatus } from './status';
