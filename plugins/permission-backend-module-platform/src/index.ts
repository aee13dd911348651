export { permissionModulePlatform as default } from './module';
export { PlatformPolicy } from './PlatformPolicy';
export { defaultRoles, type Grant, type Role } from './roles';
export { readRoles } from './config';
