import type { LabStatus, PartState } from '../status';
import type { StatusBoard } from '../runner/StatusBoard';
import type { RotatingLog } from '../runner/RotatingLog';
import { elapsed, partSentence, renderStatus } from './render';

/** Where the display writes to; `process.stdout` in real life. */
export interface DisplayTarget {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

const repaintMs = 500;

/**
 * Shows how far a run is: on a terminal as a list that is painted over until
 * all is settled, elsewhere, and in the run's own log, as one line per change.
 */
export class Display {
  private readonly startedAt = Date.now();
  private readonly lastSentences = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private painted = 0;

  constructor(
    private readonly board: StatusBoard,
    private readonly log: RotatingLog,
    private readonly target: DisplayTarget = process.stdout,
  ) {
    this.board.onChange(() => this.reportChanges());
  }

  start(): void {
    if (this.target.isTTY) {
      this.timer = setInterval(() => this.repaint(), repaintMs);
      this.timer.unref();
    }
    this.reportChanges();
  }

  /** Ends the painted list; from now on changes come as lines. */
  settle(): void {
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = undefined;
      this.repaint();
      this.painted = 0;
    }
  }

  /** Says something above the list. */
  say(text: string): void {
    this.erase();
    this.target.write(`${text}\n`);
    this.log.write(`${text}\n`);
    if (this.timer) {
      this.repaint();
    }
  }

  private reportChanges(): void {
    for (const [name, sentence] of sentences(this.board.current)) {
      const previous = this.lastSentences.get(name);
      this.lastSentences.set(name, sentence);
      if (sentence !== previous && sentence !== '') {
        const time = elapsed(Date.now() - this.startedAt).padStart(9);
        this.log.write(`${time}  ${name}: ${sentence}\n`);
        if (!this.timer) {
          this.target.write(`${time}  ${name}: ${sentence}\n`);
        }
      }
    }
  }

  private repaint(): void {
    const { columns = 80, rows = 24 } = this.target;
    const lines = renderStatus(this.board.current, {
      now: new Date(),
      columns,
      colours: !process.env.NO_COLOR,
    });
    const time = elapsed(Date.now() - this.startedAt);
    const shown = [`GoReliable Portal, ${time}`, ...lines].slice(0, rows - 1);
    this.erase();
    this.target.write(`${shown.join('\n')}\n`);
    this.painted = shown.length;
  }

  private erase(): void {
    if (this.painted > 0) {
      this.target.write(`\u001b[${this.painted}A\u001b[0J`);
      this.painted = 0;
    }
  }
}

const silent: readonly PartState[] = ['waiting', 'preparing'];

// Nothing is said of what has not begun, and of tools that were there already.
function sentences(status: LabStatus): Array<[string, string]> {
  return [
    ...status.parts.map((part): [string, string] => [
      part.name,
      silent.includes(part.state) && !part.message ? '' : partSentence(part),
    ]),
    ...status.tools
      .filter(({ state }) => state === 'building' || state === 'failed')
      .map(({ name, state, message }): [string, string] => [
        `tool ${name}`,
        message ? `${state}, ${message}` : state,
      ]),
  ];
}
