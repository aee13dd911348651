import { setTimeout as delay } from 'node:timers/promises';
import type { LabLog } from '../log';

/**
 * Does something again and again, one time after the other: at intervals, and
 * at once when triggered. What is triggered during a turn gives one more turn,
 * however often it was triggered.
 */
export class Loop {
  private readonly stopping = new AbortController();
  private wake = new AbortController();
  private triggered = false;
  private finished: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly name: string,
    private readonly act: (signal: AbortSignal) => Promise<void>,
    private readonly options: { everyMs: number; log: LabLog },
  ) {}

  start(): void {
    this.finished = this.run();
  }

  trigger(): void {
    this.triggered = true;
    this.wake.abort();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error(`${this.name} is being stopped`));
    this.wake.abort();
    await this.finished;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.triggered = false;
      this.wake = new AbortController();
      try {
        await this.act(signal);
        this.failing = false;
      } catch (error) {
        // An upstream that is away is said once, not every time.
        if (!signal.aborted && !this.failing) {
          this.options.log.error(`${this.name} failed, trying again`, error);
        }
        this.failing = true;
      }
      if (!this.triggered && !signal.aborted) {
        const pause = { signal: this.wake.signal };
        await delay(this.options.everyMs, undefined, pause).catch(() => {});
      }
    }
  }
}
