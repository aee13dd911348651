import { SharedFetches } from './SharedFetches';

function deferred() {
  let resolve!: (value: string) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<string>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

function setUp() {
  const answer = deferred();
  const signals: AbortSignal[] = [];
  const ask = jest.fn((signal: AbortSignal) => {
    signals.push(signal);
    return answer.promise;
  });
  return { fetches: new SharedFetches<string>(), answer, ask, signals };
}

describe('SharedFetches', () => {
  it('asks once for all who ask at the same time', async () => {
    const { fetches, answer, ask } = setUp();
    const all = [1, 2, 3].map(() => fetches.fetch('key', ask, undefined));
    answer.resolve('answer');
    expect(await Promise.all(all)).toEqual(['answer', 'answer', 'answer']);
    expect(ask).toHaveBeenCalledTimes(1);
    await fetches.fetch('key', ask, undefined);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('goes on for those who stay', async () => {
    const { fetches, answer, ask, signals } = setUp();
    const leaving = new AbortController();
    const left = fetches.fetch('key', ask, leaving.signal);
    const stayed = fetches.fetch('key', ask, new AbortController().signal);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(signals[0].aborted).toBe(false);
    answer.resolve('answer');
    expect(await stayed).toBe('answer');
  });

  it('stops when the last has left, and starts anew for the next', async () => {
    const { fetches, ask, signals } = setUp();
    const controller = new AbortController();
    const only = fetches.fetch('key', ask, controller.signal);
    controller.abort(new Error('gone'));
    await expect(only).rejects.toThrow('gone');
    expect(signals[0].aborted).toBe(true);
    fetches.fetch('key', ask, undefined).catch(() => {});
    expect(ask).toHaveBeenCalledTimes(2);
    expect(signals[1].aborted).toBe(false);
  });

  it('tells everybody of a failure, and does not remember it', async () => {
    const { fetches, answer, ask } = setUp();
    const all = [1, 2].map(() => fetches.fetch('key', ask, undefined));
    answer.reject(new Error('down'));
    await expect(Promise.all(all)).rejects.toThrow('down');
    await expect(all[1]).rejects.toThrow('down');
    ask.mockResolvedValueOnce('up again');
    expect(await fetches.fetch('key', ask, undefined)).toBe('up again');
  });

  it('asks nothing for those who have left already', async () => {
    const { fetches, ask } = setUp();
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(fetches.fetch('key', ask, signal)).rejects.toThrow('gone');
    expect(ask).not.toHaveBeenCalled();
  });
});
