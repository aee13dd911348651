import { LastKnownRecord, LastKnownStore } from './types';

/** Last known answers of this process only: for tests and plugins without a database. */
export class MemoryLastKnownStore implements LastKnownStore {
  private readonly records = new Map<string, LastKnownRecord>();

  async read(key: string): Promise<LastKnownRecord | undefined> {
    const record = this.records.get(key);
    return record && { ...record };
  }

  async writeValue(key: string, value: string, asOf: string): Promise<void> {
    if (this.isNewest(key, asOf)) {
      this.records.set(key, { value, asOf, attemptedAt: asOf });
    }
  }

  async writeError(
    key: string,
    error: string,
    attemptedAt: string,
  ): Promise<void> {
    if (this.isNewest(key, attemptedAt)) {
      this.records.set(key, { ...this.records.get(key), error, attemptedAt });
    }
  }

  private isNewest(key: string, attemptedAt: string): boolean {
    const record = this.records.get(key);
    // ISO times in UTC with milliseconds order as text.
    return record === undefined || record.attemptedAt <= attemptedAt;
  }
}
