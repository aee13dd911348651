import { residentMegabytes } from './residentMegabytes';

describe('residentMegabytes', () => {
  it('agrees with what a process says of itself', () => {
    const own = process.memoryUsage().rss / 1_000_000;
    const measured = residentMegabytes(process.pid);
    expect(measured).toBeGreaterThan(own * 0.5);
    expect(measured).toBeLessThan(own * 2);
  });
});
