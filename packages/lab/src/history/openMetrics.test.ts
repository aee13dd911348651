import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folders';
import { seriesText, valueText, writeOpenMetrics } from './openMetrics';
import type { Sample, Series } from './series';

const folder = temporaryFolder();

const series = (name: string, samples: Sample[]): Series => ({
  name,
  labels: { job: 'a' },
  samples: (from, to) => samples.filter(([at]) => at >= from && at < to),
});

describe('writeOpenMetrics', () => {
  it('writes series after series, within the bounds', async () => {
    const path = join(folder, 'two.om');
    const count = await writeOpenMetrics(
      path,
      [
        series('one', [
          [5, 1],
          [10, 2],
          [20, 3],
        ]),
        series('two', [[10, 0.5]]),
      ],
      10,
      20,
    );
    expect(count).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe(
      'one{job="a"} 2 10\ntwo{job="a"} 0.5 10\n# EOF\n',
    );
  });

  it.each([NaN, Infinity])('refuses %s', async value => {
    const bad = [series('bad', [[1, value]])];
    await expect(
      writeOpenMetrics(join(folder, 'bad.om'), bad, 0, 2),
    ).rejects.toThrow(/bad\{job="a"\} has the value/);
  });

  it('fails where it cannot write', async () => {
    const path = join(folder, 'missing', 'file.om');
    const one = [series('one', [[1, 1]])];
    await expect(writeOpenMetrics(path, one, 0, 2)).rejects.toThrow('ENOENT');
  });
});

describe('seriesText', () => {
  it('sorts and escapes labels', () => {
    expect(seriesText('a', { z: '1', b: 'say "\\"\n' })).toBe(
      String.raw`a{b="say \"\\\"\n",z="1"}`,
    );
  });
});

describe('valueText', () => {
  it.each([
    [0, '0'],
    [12_345_678_901, '12345678901'],
    [1 / 3, '0.3333333333'],
    [1e-7, '1e-7'],
  ])('%s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});
