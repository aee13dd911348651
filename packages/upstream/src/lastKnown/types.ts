/** What a store knows under one key. */
export interface LastKnownRecord {
  /** JSON of the last good value; absent if there never was one. */
  value?: string;
  /** ISO 8601 time at which that value was true. */
  asOf?: string;
  /** Why the latest attempt failed; absent if it did not. */
  error?: string;
  /** ISO 8601 time of the latest attempt, good or bad. */
  attemptedAt: string;
}

/**
 * Where last known answers outlive a process. Writers may be several: an older
 * attempt never replaces a newer one.
 */
export interface LastKnownStore {
  /** The record under a key, or undefined. */
  read(key: string): Promise<LastKnownRecord | undefined>;
  /** Keeps a good value and forgets the error before it. */
  writeValue(key: string, value: string, asOf: string): Promise<void>;
  /** Keeps a failure beside the value that was good before. */
  writeError(key: string, error: string, attemptedAt: string): Promise<void>;
}
