import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TimelineEventInput } from '@goreliable/plugin-timeline-common';
import { readFileIfExists, writeFileAtomically } from '../files';
import type { LabLog } from '../log';

export interface TimelineOutboxOptions {
  /** Events wait here, one file each, until the portal has them. */
  readonly folder: string;
  /** Without a trailing slash. */
  readonly portalUrl: string;
  readonly token: () => string;
  readonly log: LabLog;
}

const batchSize = 100;

/**
 * Tells the portal's timeline what happened, at least once and at last: what
 * happens while the portal is down waits on disk. Telling twice does no harm,
 * as the timeline knows events by their ids.
 */
export class TimelineOutbox {
  private reachable = true;

  constructor(private readonly options: TimelineOutboxOptions) {
    mkdirSync(options.folder, { recursive: true });
  }

  add(...events: TimelineEventInput[]): void {
    for (const event of events) {
      const digest = createHash('sha256').update(event.id).digest('hex');
      // Sorted by name, the files are sorted by time.
      const name = `${Date.parse(event.at)}-${digest.slice(0, 24)}.json`;
      writeFileAtomically(
        join(this.options.folder, name),
        JSON.stringify(event),
      );
    }
  }

  get waiting(): number {
    return this.files().length;
  }

  /** Sends what waits. @returns whether all of it has been taken. */
  async flush(signal?: AbortSignal): Promise<boolean> {
    for (let files = this.files(); files.length > 0; files = this.files()) {
      const batch = files.slice(0, batchSize);
      const answer = await this.send(batch, signal);
      if (answer === 'later') {
        return false;
      }
      if (answer === 'refused') {
        await this.sendOneByOne(batch, signal);
      } else {
        this.forget(batch);
      }
    }
    return true;
  }

  /** One bad event must not hold up the others for ever. */
  private async sendOneByOne(
    files: string[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    for (const file of files) {
      const answer = await this.send([file], signal);
      if (answer === 'later') {
        return;
      }
      if (answer === 'refused') {
        this.options.log.error(`The timeline refuses the event in ${file}`);
      }
      this.forget([file]);
    }
  }

  private async send(
    files: string[],
    signal: AbortSignal | undefined,
  ): Promise<'taken' | 'refused' | 'later'> {
    const { folder, portalUrl, token, log } = this.options;
    const events = files
      .map(file => readFileIfExists(join(folder, file)))
      .filter(text => text !== undefined)
      .map(text => JSON.parse(text));
    try {
      const timeout = AbortSignal.timeout(15_000);
      const response = await fetch(`${portalUrl}/api/timeline/events`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token()}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ events }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const answer = await response.text();
      if (response.status === 400 || response.status === 413) {
        return 'refused';
      }
      if (!response.ok) {
        throw new Error(`it answered ${response.status}: ${answer}`);
      }
      this.reachable = true;
      return 'taken';
    } catch (error) {
      // Said once: the portal may start much later than the platform.
      if (this.reachable && !signal?.aborted) {
        log.warn(`Events wait for the portal's timeline: ${error}`);
      }
      this.reachable = false;
      return 'later';
    }
  }

  private forget(files: string[]): void {
    files.forEach(file =>
      rmSync(join(this.options.folder, file), { force: true }),
    );
  }

  private files(): string[] {
    const { folder } = this.options;
    return existsSync(folder)
      ? readdirSync(folder)
          .filter(name => name.endsWith('.json'))
          .sort()
      : [];
  }
}
