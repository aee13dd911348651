import { PreviewSlots } from './PreviewSlots';

/** Something that goes on until it is told to end, or given up. */
function pending() {
  let end!: (value: string) => void;
  const done = new Promise<string>(resolve => {
    end = resolve;
  });
  return {
    end,
    ask: (signal: AbortSignal) =>
      Promise.race([
        done,
        new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      ]),
  };
}

describe('PreviewSlots', () => {
  it('lets a few go on at once, and tells the others to come back', async () => {
    const slots = new PreviewSlots(2);
    const [one, two] = [pending(), pending()];
    const first = slots.run('omar', one.ask);
    const second = slots.run('ada', two.ask);
    await expect(slots.run('eve', async () => 'x')).rejects.toThrow(
      /try again in a few seconds/,
    );
    one.end('done');
    await expect(first).resolves.toBe('done');
    await expect(slots.run('eve', async () => 'x')).resolves.toBe('x');
    two.end('done too');
    await expect(second).resolves.toBe('done too');
  });

  it('gives up the older of two of the same person', async () => {
    const slots = new PreviewSlots(1);
    const old = pending();
    const first = slots.run('omar', old.ask);
    const second = slots.run('omar', async () => 'newer');
    await expect(first).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/newer preview/),
    });
    await expect(second).resolves.toBe('newer');
    await expect(slots.run('ada', async () => 'free')).resolves.toBe('free');
  });

  it('ends with its caller, and is free again after a failure', async () => {
    const slots = new PreviewSlots(1);
    const caller = new AbortController();
    const left = slots.run('omar', pending().ask, caller.signal);
    caller.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await expect(
      slots.run('omar', async () => 'x', caller.signal),
    ).rejects.toThrow('gone');
    await expect(slots.run('ada', async () => 'free')).resolves.toBe('free');
  });
});
