export { catalogModuleLocalFiles as default } from './module';
