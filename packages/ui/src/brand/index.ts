export { portalName } from './portalName';
