import fc from 'fast-check';
import { alertPairsFor } from '../alertPairs';
import { backtest } from './backtest';
import { ErrorHistory } from './types';
import { WindowRatios } from './windowRatios';
import { withTraffic } from './withTraffic';

const history = (errorRatios: number[]): ErrorHistory => ({
  from: 0,
  sliceSeconds: 300,
  errorRatios,
});

describe('a history with traffic', () => {
  it('counts slices by their events', () => {
    const { history: weighted, knownShare } = withTraffic(
      history([0, 0.5, 0.1]),
      [2, 1, 0],
    );
    expect(knownShare).toBe(1);
    expect(Array.from(weighted.events!)).toEqual([600, 300, 0]);
  });

  it('takes the average where little is missing', () => {
    const ratios = Array.from({ length: 10 }, () => 0);
    const rates = [null, ...Array.from({ length: 9 }, (_, index) => index)];
    const { history: weighted, knownShare } = withTraffic(
      history(ratios),
      rates,
    );
    expect(knownShare).toBe(0.9);
    expect(weighted.events![0]).toBe(4 * 300);
  });

  it.each([
    ['much is missing', [0, 0, 0], [1, null, 1], 2 / 3],
    ['nothing is known', [0, 0], [], 0],
    ['nothing is recorded', [NaN, NaN], [1, 1], 0],
    ['nothing has happened', [0, 0], [0, 0], 1],
    ['what is told is nonsense', [0, 0], [NaN, -1], 0],
  ])('stays as it is where %s', (_, ratios, rates, knownShare) => {
    const plain = history(ratios);
    expect(withTraffic(plain, rates)).toEqual({ history: plain, knownShare });
  });

  it('does not mind what is missing where nothing is recorded', () => {
    const { knownShare } = withTraffic(history([NaN, 0]), [null, 1]);
    expect(knownShare).toBe(1);
  });

  it('makes no difference where traffic is even', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
          minLength: 1,
          maxLength: 300,
        }),
        fc.double({ min: 0.001, max: 1_000, noNaN: true }),
        (ratios, rate) => {
          const { history: even } = withTraffic(
            history(ratios),
            ratios.map(() => rate),
          );
          const weighted = new WindowRatios(even, true).over(3_600);
          const plain = new WindowRatios(history(ratios), false).over(3_600);
          weighted.forEach((ratio, index) =>
            expect(Math.abs(ratio - plain[index])).toBeLessThan(1e-9),
          );
        },
      ),
    );
  });

  it('lets an error at a quiet time weigh little', () => {
    // An hour of which one slice fails altogether, at a hundredth of the traffic.
    const ratios = [...Array.from({ length: 11 }, () => 0), 1];
    const rates = [...Array.from({ length: 11 }, () => 10), 0.1];
    const ask = (asked: ErrorHistory) =>
      backtest({
        history: asked,
        objectives: [0.995],
        policies: [{ id: 'a', pairs: alertPairsFor(30) }],
        incidents: [],
      });
    const plain = ask(history(ratios));
    const weighted = ask(withTraffic(history(ratios), rates).history);
    expect([plain.weighting, weighted.weighting]).toEqual([
      'slices',
      'traffic',
    ]);
    expect(plain.results[0].pages).toHaveLength(1);
    expect(weighted.results[0].pages).toHaveLength(0);
  });
});
