import { isError } from '@backstage/errors';
import { SourceStatus, sourceStatusOf } from '@goreliable/upstream-common';
import { z } from 'zod';
import { LastKnownRecord, LastKnownStore } from './types';

/** A value with what can be said of its age. */
export interface LastKnownAnswer<T> {
  /** The newest good value; undefined if there never was one. */
  value: T | undefined;
  source: SourceStatus;
}

/** What {@link LastKnown} keeps, and how. */
export interface LastKnownOptions<T> {
  /** The upstream's name in source statuses. */
  name: string;
  /** Under which the value is stored: at most 255 characters, one per kind of answer. */
  key: string;
  store: LastKnownStore;
  /**
   * The shape of a stored value. What an older version of the portal stored in
   * another shape is dropped rather than handed out.
   */
  schema: z.ZodType<T>;
  /** Milliseconds after which a value counts as stale. */
  staleAfterMs: number;
  /**
   * Milliseconds for which what was read from the store is handed out again
   * without asking it; 1,000 by default. Replicas that do not collect learn
   * this late of what the collecting one found.
   */
  rereadAfterMs?: number;
  /** The present in milliseconds since the epoch. */
  now?: () => number;
  logger?: { warn(message: string): void };
}

/**
 * The last good answer of an upstream, which stands in when the upstream is
 * down, with its age, also after a restart.
 */
export class LastKnown<T> {
  static create<T>(options: LastKnownOptions<T>): LastKnown<T> {
    return new LastKnown(options);
  }

  private readonly now: () => number;
  private underWay?: Promise<LastKnownAnswer<T>>;
  private cached?: { value: T | undefined; record?: LastKnownRecord };
  private cachedAtMs = -Infinity;

  private constructor(private readonly options: LastKnownOptions<T>) {
    this.now = options.now ?? Date.now;
  }

  /**
   * Asks the upstream; on failure gives what was known before, with the error.
   * Calls made while one is under way share its answer.
   *
   * @param fetchValue - asks; a rejection's message must hold no secrets, as
   *   an `UpstreamError`'s does not
   */
  async refresh(fetchValue: () => Promise<T>): Promise<LastKnownAnswer<T>> {
    this.underWay ??= this.refreshOnce(fetchValue).finally(() => {
      this.underWay = undefined;
    });
    return await this.underWay;
  }

  /** What is known, without asking the upstream. */
  async current(): Promise<LastKnownAnswer<T>> {
    const { value, record } = await this.load();
    return this.answer(value, record);
  }

  private async refreshOnce(
    fetchValue: () => Promise<T>,
  ): Promise<LastKnownAnswer<T>> {
    let value: T;
    try {
      value = await fetchValue();
    } catch (error) {
      return await this.fail(error);
    }
    const asOf = new Date(this.now()).toISOString();
    this.remember(value, { asOf, attemptedAt: asOf });
    await this.persist(() =>
      this.options.store.writeValue(
        this.options.key,
        JSON.stringify(value),
        asOf,
      ),
    );
    return this.answer(value, { asOf, attemptedAt: asOf });
  }

  private async fail(error: unknown): Promise<LastKnownAnswer<T>> {
    const known = await this.load();
    const record = {
      asOf: known.record?.asOf,
      error: isError(error) ? error.message : String(error),
      attemptedAt: new Date(this.now()).toISOString(),
    };
    this.remember(known.value, record);
    await this.persist(() =>
      this.options.store.writeError(
        this.options.key,
        record.error,
        record.attemptedAt,
      ),
    );
    return this.answer(known.value, record);
  }

  private async load() {
    const { rereadAfterMs = 1000, store, key } = this.options;
    if (this.cached && this.now() - this.cachedAtMs < rereadAfterMs) {
      return this.cached;
    }
    let record: LastKnownRecord | undefined;
    try {
      record = await store.read(key);
    } catch (error) {
      // A database that is down must not take the answer in memory with it.
      this.warn(`could not be read: ${error}`);
      return this.cached ?? { value: undefined };
    }
    if (this.cached?.record && isOlder(record, this.cached.record)) {
      // What could not be stored is still known here.
      this.cachedAtMs = this.now();
      return this.cached;
    }
    return this.remember(this.parse(record), record);
  }

  private parse(record: LastKnownRecord | undefined): T | undefined {
    if (record?.value === undefined) {
      return undefined;
    }
    try {
      return this.options.schema.parse(JSON.parse(record.value));
    } catch {
      this.warn('has another shape than this version expects and is dropped');
      delete record.asOf;
      return undefined;
    }
  }

  private remember(value: T | undefined, record?: LastKnownRecord) {
    this.cached = { value, record };
    this.cachedAtMs = this.now();
    return this.cached;
  }

  private answer(
    value: T | undefined,
    record?: LastKnownRecord,
  ): LastKnownAnswer<T> {
    return {
      value,
      source: sourceStatusOf({
        name: this.options.name,
        asOf: record?.asOf,
        error: record?.error,
        now: this.now(),
        staleAfterMs: this.options.staleAfterMs,
      }),
    };
  }

  /** A value that cannot be kept is still a good value. */
  private async persist(write: () => Promise<void>) {
    try {
      await write();
    } catch (error) {
      this.warn(`could not be stored: ${error}`);
    }
  }

  private warn(what: string) {
    this.options.logger?.warn(
      `The last known answer of ${this.options.name} (${this.options.key}) ${what}`,
    );
  }
}

function isOlder(
  candidate: LastKnownRecord | undefined,
  than: LastKnownRecord,
): boolean {
  return candidate === undefined || candidate.attemptedAt < than.attemptedAt;
}
