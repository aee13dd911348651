import { find, found, holds } from './__testUtils__/finding';
import { simulatedBurn } from './__testUtils__/simulatedBurn';

const hour = 3_600;

describe('simulated services', () => {
  const burningAbove = 0.001;

  it.each([
    { name: 'a bad release', before: 1e-5, since: 0.4, requests: 6.5 },
    {
      name: 'a service with some errors',
      before: 1e-3,
      since: 0.02,
      requests: 6.5,
    },
    {
      name: 'a burn five times the usual',
      before: 2e-3,
      since: 0.01,
      requests: 6.5,
    },
    { name: 'a service that few use', before: 1e-3, since: 0.3, requests: 0.1 },
  ])('$name: nine in ten begins are where it says', row => {
    const outcomes = Array.from({ length: 40 }, (_, index) => {
      const begin = 3 * hour + ((index * 37) % 600);
      const series = simulatedBurn({
        seed: index + 1,
        seconds: begin + 900,
        requestsPerSecond: row.requests,
        failing: second => (second >= begin ? row.since : row.before),
      });
      const onset = find(series, { burningAbove, windowSeconds: 300 });
      return { onset, begin };
    });
    const right = outcomes.filter(({ onset, begin }) => holds(onset, begin));
    expect(right.length).toBeGreaterThanOrEqual(36);
    // And not by saying that it may have been at any time.
    const widths = right
      .map(({ onset }) => found(onset).latest - found(onset).earliest)
      .sort((a, b) => a - b);
    expect(widths[20]).toBeLessThanOrEqual(600);
  });

  it.each([0.5, 2, 6])('a fault that grows over %p h is gradual', hours => {
    const begin = 3 * hour;
    const end = begin + hours * hour;
    const outcomes = Array.from({ length: 20 }, (_, index) =>
      find(
        simulatedBurn({
          seed: index + 1,
          seconds: end,
          requestsPerSecond: 6.5,
          failing: second =>
            2e-4 + Math.max(0, (0.05 * (second - begin)) / (end - begin)),
          stepSeconds: 30,
        }),
        { burningAbove, windowSeconds: 300 },
      ),
    );
    expect(
      outcomes.filter(onset => holds(onset, begin)).length,
    ).toBeGreaterThanOrEqual(15);
    expect(
      outcomes.filter(onset => found(onset).shape === 'gradual').length,
    ).toBeGreaterThanOrEqual(15);
  });
});
