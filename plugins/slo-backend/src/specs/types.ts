import { MappedEntity } from '../ports';

/** A file of specs that the portal has been told of. */
export interface SpecPlace {
  /** Its address; what was given for one if that is none. */
  location: string;
  /** The source that is to record its SLOs, if the configuration names one. */
  source?: string;
  /** The catalog entity that names it. */
  entity?: MappedEntity;
  /** Why it cannot even be asked for. */
  unusable?: string;
}

/** One SLO as a file declares it: what is needed to list it. */
export interface DeclaredSlo {
  service: string;
  name: string;
  /** From 0 to 1. */
  objective: number;
  periodDays: number;
  /** When it was first seen, in milliseconds since the epoch. */
  sinceMs: number;
  /** The catalog entity that it belongs to. */
  entity?: MappedEntity;
}

/** A file of specs as it was last read. Times are milliseconds since the epoch. */
export interface SpecFile extends SpecPlace {
  /** Of the last good read. */
  text?: string;
  etag?: string;
  readAtMs?: number;
  declared: DeclaredSlo[];
  /** What is wrong with the text. */
  problems: string[];
  /** Why the last read failed. */
  failure?: string;
}

/** Keeps what has been read of spec files, for all replicas and across restarts. */
export interface SpecStore {
  /** Changes whenever something in the files does. */
  revision(): Promise<string>;
  /** Sorted by location. */
  files(): Promise<SpecFile[]>;
  /** @returns whether anything but the time of reading is different */
  replace(files: readonly SpecFile[]): Promise<boolean>;
}
