import { find, found, holds, repeat, seriesOf } from './__testUtils__/finding';
import { BurnSeries, OnsetOptions } from './types';

const hour = 3_600;

describe('a burn that begins at once', () => {
  const step = seriesOf([...repeat(60, 0.1), ...repeat(20, 50)]);

  it('is found between the last quiet and the first burning value', () => {
    expect(find(step)).toMatchObject({
      kind: 'found',
      shape: 'sudden',
      latest: 60 * 60,
      levels: { before: expect.closeTo(0.1), since: expect.closeTo(50) },
    });
    const { earliest, at, latest } = found(find(step));
    expect(earliest).toBeLessThanOrEqual(at);
    expect(at).toBeLessThanOrEqual(latest);
    expect(earliest).toBeGreaterThanOrEqual(57 * 60);
  });

  it('can have begun earlier by the time it takes to show', () => {
    const { earliest } = found(find(step));
    expect(found(find(step, { visibleAfterSeconds: 90 })).earliest).toBe(
      earliest - 90,
    );
  });

  it.each<[string, (number | null | undefined)[], number]>([
    [
      'one value that sticks out',
      [...repeat(30, 0.1), 80, ...repeat(29, 0.1), ...repeat(20, 50)],
      3600,
    ],
    ['nothing but zeros before', [...repeat(60, 0), ...repeat(20, 50)], 3600],
    [
      'one value that falls in between',
      [...repeat(60, 0.1), ...repeat(9, 50), 0, ...repeat(10, 50)],
      3600,
    ],
    [
      'an earlier burn that is over',
      [
        ...repeat(10, 0.1),
        ...repeat(30, 50),
        ...repeat(20, 0.1),
        ...repeat(20, 50),
      ],
      3600,
    ],
    [
      'an earlier and worse burn',
      [
        ...repeat(10, 0.1),
        ...repeat(30, 500),
        ...repeat(20, 0.1),
        ...repeat(20, 50),
      ],
      3600,
    ],
    [
      'a burn that is just twenty minutes old in a day',
      [...repeat(1440, 0.3), ...repeat(20, 8)],
      86_400,
    ],
    [
      'a jump of a burn that burned already',
      [...repeat(60, 2), ...repeat(20, 50)],
      3600,
    ],
    [
      'no traffic now and then',
      [
        ...repeat(60, 0.1).map((value, i) => (i % 4 ? value : null)),
        ...repeat(20, 50),
      ],
      3600,
    ],
    [
      'NaN and infinity',
      [...repeat(58, 0.1), NaN, 0.1, ...repeat(20, 50), Infinity, 50],
      3600,
    ],
  ])('is found beside %s', (_, values, begin) => {
    const onset = find(seriesOf(values));
    expect(found(onset).shape).toBe('sudden');
    expect(holds(onset, begin - 1)).toBe(true);
    expect(found(onset).latest).toBeLessThanOrEqual(begin + 60);
    expect(found(onset).earliest).toBeGreaterThanOrEqual(begin - 240);
  });

  it('began somewhere in a gap, if it began in one', () => {
    const values = [...repeat(40, 0.1), ...repeat(20, null), ...repeat(20, 50)];
    const onset = found(find(seriesOf(values)));
    expect(onset.earliest).toBeLessThanOrEqual(39 * 60);
    expect(onset.latest).toBe(60 * 60);
    expect(onset.at).toBe((39 * 60 + 60 * 60) / 2);
  });

  it('is the one that went on at the moment asked for', () => {
    const values = [
      ...repeat(60, 0.1),
      ...repeat(20, 50),
      ...repeat(60, 0.1),
      ...repeat(20, 50),
    ];
    expect(holds(find(seriesOf(values), { anchor: 70 * 60 }), 59.5 * 60)).toBe(
      true,
    );
    expect(holds(find(seriesOf(values)), 139.5 * 60)).toBe(true);
  });
});

describe('a burn whose beginning is not to be seen', () => {
  it.each<[string, BurnSeries, Partial<OnsetOptions>, object]>([
    [
      'burns from the first value on',
      seriesOf(repeat(60, 50)),
      {},
      { kind: 'before-range', from: 0 },
    ],
    [
      'burns from the second value on',
      seriesOf([0.1, ...repeat(60, 50)]),
      {},
      { kind: 'before-range', from: 0 },
    ],
    ['does not burn', seriesOf(repeat(60, 0.5)), {}, { kind: 'not-burning' }],
    [
      'does not burn any more',
      seriesOf([...repeat(20, 0.1), ...repeat(20, 50), ...repeat(30, 0.1)]),
      {},
      { kind: 'not-burning' },
    ],
    [
      'is only a value that sticks out',
      seriesOf([...repeat(50, 0.1), 50, ...repeat(2, 0.1)]),
      {},
      { kind: 'not-burning' },
    ],
    ['has no values', seriesOf([]), {}, { kind: 'unknown', reason: 'no-data' }],
    [
      'has only gaps',
      seriesOf(repeat(60, null)),
      {},
      { kind: 'unknown', reason: 'no-data' },
    ],
    [
      'has few values',
      seriesOf([0.1, 50, 50]),
      {},
      { kind: 'unknown', reason: 'no-data' },
    ],
    [
      'has no values at the anchor',
      seriesOf(repeat(60, 0.1)),
      { anchor: 9 * hour },
      { kind: 'unknown', reason: 'no-data' },
    ],
    [
      'rises a little over the threshold',
      seriesOf([...repeat(60, 0.9), ...repeat(20, 1.1)]),
      {},
      { kind: 'unknown', reason: 'unclear' },
    ],
  ])('%s', (_, series, options, expected) => {
    expect(find(series, options)).toEqual(expected);
  });
});
