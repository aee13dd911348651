export {
  defaultLastKnownTable,
  KnexLastKnownStore,
  lastKnownMigration,
} from './KnexLastKnownStore';
export {
  LastKnown,
  type LastKnownAnswer,
  type LastKnownOptions,
} from './LastKnown';
export { MemoryLastKnownStore } from './MemoryLastKnownStore';
export type { LastKnownRecord, LastKnownStore } from './types';
