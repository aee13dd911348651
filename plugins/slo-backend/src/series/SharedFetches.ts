/**
 * Lets everybody who asks the same question at the same time wait for one
 * answer, and stops asking when the last of them has left.
 */
export class SharedFetches<T> {
  private readonly underWay = new Map<
    string,
    { answer: Promise<T>; waiting: number; controller: AbortController }
  >();

  /** @param signal - of this one caller */
  async fetch(
    key: string,
    ask: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    signal?.throwIfAborted();
    const shared = this.join(key, ask);
    shared.waiting += 1;
    let leave: (() => void) | undefined;
    try {
      return await Promise.race([
        shared.answer,
        new Promise<never>((_, reject) => {
          leave = () => reject(signal!.reason);
          signal?.addEventListener('abort', leave, { once: true });
        }),
      ]);
    } finally {
      signal?.removeEventListener('abort', leave!);
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        shared.controller.abort();
        // Whoever comes next must not join what has just been given up.
        this.forget(key, shared.answer);
      }
    }
  }

  private join(key: string, ask: (signal: AbortSignal) => Promise<T>) {
    const known = this.underWay.get(key);
    if (known) {
      return known;
    }
    const controller = new AbortController();
    const answer = ask(controller.signal);
    const shared = { answer, waiting: 0, controller };
    this.underWay.set(key, shared);
    const done = () => this.forget(key, answer);
    answer.then(done, done);
    return shared;
  }

  private forget(key: string, answer: Promise<T>) {
    if (this.underWay.get(key)?.answer === answer) {
      this.underWay.delete(key);
    }
  }
}
