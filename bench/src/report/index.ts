export { judge, type Line, type Verdict } from './judge';
export { median } from './median';
export { renderTable } from './renderTable';
export { slope } from './slope';
export type {
  Goal,
  Measurement,
  Suite,
  SuiteOptions,
  SuiteReport,
  Unit,
} from './types';
