import fc from 'fast-check';
import { WindowMeasurement } from '../state';
import {
  ExhaustionForecast,
  ForecastFacts,
  forecastExhaustion,
} from './exhaustion';

const day = 86_400;
const hour = 3_600;
const seconds: Record<string, number> = {
  '5m': 300,
  '30m': 1_800,
  '1h': hour,
  '2h': 2 * hour,
  '6h': 6 * hour,
  '1d': day,
  '3d': 3 * day,
};
const objective = 0.99;

/** Windows that burn at the given rates against an objective of 99 %. */
function burning(rates: Record<string, number>): WindowMeasurement[] {
  return Object.entries(rates).map(([window, rate]) => ({
    window,
    seconds: seconds[window],
    condition: 'measured',
    errorRatio: rate * (1 - objective),
  }));
}

function facts(
  rates: Record<string, number>,
  override: Partial<ForecastFacts> = {},
): ForecastFacts {
  return {
    objective,
    periodDays: 30,
    budgetRemaining: 0.5,
    windows: burning(rates),
    state: 'ok',
    ...override,
  };
}

/** Where the forecast is in time: never is infinitely far. */
function secondsOf(forecast: ExhaustionForecast): number {
  switch (forecast.kind) {
    case 'spent':
      return 0;
    case 'exhausts':
      return forecast.seconds;
    default:
      return Infinity;
  }
}

/** Between which moments it is; never is infinitely far. */
function endsOf(forecast: ExhaustionForecast): [number, number] {
  return forecast.kind === 'exhausts'
    ? [forecast.earliestSeconds, forecast.latestSeconds ?? Infinity]
    : [secondsOf(forecast), secondsOf(forecast)];
}

describe('the forecast of exhaustion', () => {
  it('goes by the last hour, and reaches as far as the windows around it', () => {
    const forecast = forecastExhaustion(
      facts({ '30m': 6, '1h': 5, '6h': 3, '1d': 2, '5m': 100, '3d': 0.1 }),
    );
    expect(forecast).toEqual({
      kind: 'exhausts',
      present: { window: '1h', burnRate: expect.closeTo(5, 9) },
      // Half of 30 days' budget at five times the sustainable rate.
      seconds: expect.closeTo(3 * day, 3),
      earliestSeconds: expect.closeTo(2.5 * day, 3),
      // At 2, with the other half of the budget coming back over the period.
      latestSeconds: expect.closeTo(10 * day, 3),
      confidence: 'rough',
    });
  });

  it.each([
    { rates: { '30m': 10.2, '1h': 10, '6h': 10 }, confidence: 'firm' },
    { rates: { '30m': 10, '1h': 8, '6h': 4 }, confidence: 'rough' },
    { rates: { '30m': 20, '1h': 8, '6h': 2 }, confidence: 'uncertain' },
    { rates: { '30m': 20, '1h': 8, '6h': 0.5 }, confidence: 'uncertain' },
  ])('with burns of $rates is $confidence', ({ rates, confidence }) => {
    expect(forecastExhaustion(facts(rates as any))).toMatchObject({
      kind: 'exhausts',
      confidence,
    });
  });

  it('may not come at all where a longer window holds', () => {
    expect(
      forecastExhaustion(facts({ '1h': 5, '1d': 0.7 })),
    ).not.toHaveProperty('latestSeconds');
  });

  it.each([
    {
      what: 'was calm',
      rates: { '30m': 0.2, '1h': 0.5, '1d': 0.9 },
      expected: { recovering: false },
    },
    {
      what: 'burned before',
      rates: { '30m': 0.2, '1h': 0.5, '1d': 3 },
      expected: { recovering: true, earliestSeconds: expect.closeTo(5 * day) },
    },
    {
      what: 'begins to burn',
      rates: { '30m': 5, '1h': 0.5, '1d': 0.1 },
      expected: { recovering: false, earliestSeconds: expect.closeTo(3 * day) },
    },
  ])('lasts when it $what', ({ rates, expected }) => {
    expect(forecastExhaustion(facts(rates as any))).toEqual({
      kind: 'lasts',
      present: { window: '1h', burnRate: expect.closeTo(0.5, 9) },
      ...expected,
    });
  });

  it('takes what there is where the hour is not recorded', () => {
    expect(forecastExhaustion(facts({ '5m': 7 }))).toMatchObject({
      present: { window: '5m' },
    });
    expect(forecastExhaustion(facts({ '2h': 7, '6h': 8 }))).toMatchObject({
      present: { window: '2h' },
    });
  });

  it.each([
    [{ objective: undefined }, 'objective'],
    [{ objective: 1 }, 'objective'],
    [{ budgetRemaining: undefined }, 'budget'],
    [{ windows: [] }, 'burn-rate'],
    [
      { windows: [{ window: '1h', seconds: hour, condition: 'no-traffic' }] },
      'burn-rate',
    ],
    [{ state: 'stale' }, 'present'],
    [{ state: 'no-data' }, 'present'],
  ] as [Partial<ForecastFacts>, string][])(
    'is not made with %p',
    (override, missing) => {
      expect(forecastExhaustion(facts({ '1h': 2 }, override))).toEqual({
        kind: 'unknown',
        missing,
      });
    },
  );

  it('is over when the budget is spent', () => {
    for (const budgetRemaining of [0, -0.3]) {
      expect(
        forecastExhaustion(facts({ '1h': 0 }, { budgetRemaining })),
      ).toEqual({ kind: 'spent' });
    }
  });

  it('is less sure of itself the fewer failures it counts', () => {
    const spread = (eventsPerSecond: number) => {
      const forecast = forecastExhaustion(facts({ '1h': 4 }), eventsPerSecond);
      if (forecast.kind !== 'exhausts') {
        throw new Error(`It ${forecast.kind}`);
      }
      return (forecast.latestSeconds ?? Infinity) / forecast.earliestSeconds;
    };
    // 4 % of 3,600 events, of 72, and of 36.
    expect(spread(1)).toBeLessThan(spread(0.02));
    expect(spread(0.02)).toBeLessThan(spread(0.01));
    expect(spread(0.01)).toBe(Infinity);
  });
});

describe('forecasts in general', () => {
  const rates = fc.double({ min: 0, max: 80, noNaN: true });
  const remaining = fc.double({ min: -0.5, max: 1, noNaN: true });
  const traffic = fc.option(fc.double({ min: 0, max: 50, noNaN: true }), {
    nil: undefined,
  });
  const someWindows = fc
    .dictionary(fc.constantFrom(...Object.keys(seconds)), rates)
    .filter(windows => Object.keys(windows).length > 0);

  it('never move away when everything burns faster', () => {
    fc.assert(
      fc.property(
        someWindows,
        fc.double({ min: 1, max: 5, noNaN: true }),
        remaining,
        traffic,
        (slow, times, budgetRemaining, eventsPerSecond) => {
          const fast = Object.fromEntries(
            Object.entries(slow).map(([window, rate]) => [
              window,
              rate * times,
            ]),
          );
          const [later, sooner] = [slow, fast].map(each =>
            forecastExhaustion(
              facts(each, { budgetRemaining }),
              eventsPerSecond,
            ),
          );
          expect(secondsOf(sooner)).toBeLessThanOrEqual(secondsOf(later));
          const slack = 1 + 1e-9;
          endsOf(sooner).forEach((end, index) =>
            expect(end).toBeLessThanOrEqual(endsOf(later)[index] * slack),
          );
        },
      ),
    );
  });

  it('never move away when less budget is left', () => {
    fc.assert(
      fc.property(someWindows, remaining, remaining, (windows, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
          budgetRemaining =>
            forecastExhaustion(facts(windows, { budgetRemaining })),
        );
        expect(secondsOf(less)).toBeLessThanOrEqual(secondsOf(more));
      }),
    );
  });

  it('lie between their ends, and within a period', () => {
    fc.assert(
      fc.property(someWindows, remaining, traffic, (windows, left, events) => {
        const forecast = forecastExhaustion(
          facts(windows, { budgetRemaining: left }),
          events,
        );
        const [earliest, latest] = endsOf(forecast);
        const at = secondsOf(forecast);
        const slack = 1 + 1e-9;
        expect(earliest).toBeLessThanOrEqual(at * slack);
        expect(at).toBeLessThanOrEqual(latest * slack);
        expect(at === Infinity || at <= 30 * day).toBe(true);
      }),
    );
  });
});
