import { SeriesRange } from '@goreliable/plugin-slo-common';
import { Chunk, chunksOf } from './chunks';

/** About 2 kB each. */
const mostChunks = 5_000;

/** What chunks belong to: an SLO, and the window of its error ratio. */
export interface ChunkOwner {
  id: string;
  window: string | undefined;
}

/** A chunk with its times, in milliseconds since the epoch. */
export interface KeptChunk {
  chunk: Chunk;
  /** What the source said of the answer: whoever is shown the chunk is told. */
  warnings: readonly string[];
  fetchedAtMs: number;
  /** When it should be asked for again. */
  untilMs: number;
}

/** Keeps the chunks that were used last, also those that should be asked for again. */
export class ChunkCache {
  private readonly kept = new Map<string, KeptChunk>();

  /** All that is kept of a range, of whatever age, by the chunks' numbers. */
  find(owner: ChunkOwner, range: SeriesRange): Map<number, KeptChunk> {
    const { first, last } = chunksOf(range);
    const found = new Map<number, KeptChunk>();
    for (let number = first; number <= last; number++) {
      const key = keyOf(owner, range.stepSeconds, number);
      const known = this.kept.get(key);
      if (known) {
        this.use(key, known);
        found.set(number, known);
      }
    }
    return found;
  }

  keep(
    owner: ChunkOwner,
    stepSeconds: number,
    number: number,
    chunk: KeptChunk,
  ): void {
    this.use(keyOf(owner, stepSeconds, number), chunk);
    if (this.kept.size > mostChunks) {
      // The last used ones are at the end, so the first is the one to drop.
      const [oldest] = this.kept.keys();
      this.kept.delete(oldest);
    }
  }

  private use(key: string, chunk: KeptChunk) {
    this.kept.delete(key);
    this.kept.set(key, chunk);
  }
}

function keyOf(
  { id, window }: ChunkOwner,
  stepSeconds: number,
  number: number,
): string {
  return `${id} ${window} ${stepSeconds} ${number}`;
}
