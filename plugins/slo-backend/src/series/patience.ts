/** How long readers are kept waiting, in milliseconds. */
export interface Patience {
  /** Where what is kept can be shown meanwhile, or the source is known to be slow. */
  shortMs: number;
  /** Where there is nothing else to show. */
  longMs: number;
}

/**
 * Recorded series are read in some milliseconds, so a source that takes longer than
 * the long one is in trouble; the short one is hardly felt.
 */
export const chartPatience: Patience = { shortMs: 80, longMs: 3_000 };

/** What a promise gives, or `undefined` if that takes longer. The promise goes on. */
export async function within<T>(
  promise: Promise<T>,
  milliseconds: number,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The questions that are open at present, by the source they are put to. */
export class OpenQuestions {
  private readonly since = new Map<string, Set<{ atMs: number }>>();

  /** Counts a question as open until its answer is there. */
  async during<T>(
    source: string,
    atMs: number,
    ask: () => Promise<T>,
  ): Promise<T> {
    const open = this.since.get(source) ?? new Set();
    this.since.set(source, open);
    const question = { atMs };
    open.add(question);
    try {
      return await ask();
    } finally {
      open.delete(question);
    }
  }

  /** When the one began that has been open for longest; milliseconds since the epoch. */
  oldestAtMs(source: string): number | undefined {
    const [oldest] = this.since.get(source) ?? [];
    return oldest?.atMs;
  }
}
