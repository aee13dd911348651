export { buildTool, type BuildOptions } from './build';
export {
  toolDefinitions,
  toolFor,
  toolNamed,
  type ToolDefinition,
} from './definitions';
export { isBuilt, toolFolder, type ToolSurroundings } from './digest';
export { binaryPath, requireTool } from './require';
