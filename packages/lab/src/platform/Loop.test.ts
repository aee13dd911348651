import { waitUntil } from '../testing/waitUntil';
import { Loop } from './Loop';

const log = { info() {}, warn() {}, error: jest.fn() };

describe('Loop', () => {
  it('turns at once when triggered, once for many', async () => {
    let turns = 0;
    let go = () => {};
    const loop = new Loop(
      'Test',
      () =>
        new Promise(resolve => {
          turns += 1;
          go = resolve;
        }),
      { everyMs: 60_000, log },
    );
    loop.start();
    await waitUntil('turns === 1', () => turns === 1);
    loop.trigger();
    loop.trigger();
    go();
    await waitUntil('turns === 2', () => turns === 2);
    go();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(turns).toBe(2);
    loop.trigger();
    await waitUntil('turns === 3', () => turns === 3);
    go();
    await loop.stop();
  });

  it('goes on after a failure, which it says once', async () => {
    let turns = 0;
    const loop = new Loop(
      'Test',
      async () => {
        turns += 1;
        throw new Error('away');
      },
      { everyMs: 5, log },
    );
    loop.start();
    await waitUntil('turns > 3', () => turns > 3);
    await loop.stop();
    expect(log.error).toHaveBeenCalledTimes(1);
  });
});
