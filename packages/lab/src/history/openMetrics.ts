import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Sample, Series } from './series';

const chunkCharacters = 1 << 20;

/** A series' name and labels as OpenMetrics writes them, labels sorted. */
export function seriesText(
  name: string,
  labels: Readonly<Record<string, string>>,
): string {
  const escaped = (value: string) =>
    value
      .replaceAll('\\', '\\\\')
      .replaceAll('\n', '\\n')
      .replaceAll('"', '\\"');
  const pairs = Object.entries(labels)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${key}="${escaped(value)}"`);
  return `${name}{${pairs.join(',')}}`;
}

/** A value with the digits that a chart or a budget can tell apart. */
export function valueText(value: number): string {
  return Number.isInteger(value) ? `${value}` : `${+value.toPrecision(10)}`;
}

/**
 * Writes the part of the series that lies in [from, to) as one OpenMetrics
 * file, a series after the other, without holding more than a piece of it.
 *
 * @returns how many samples were written.
 */
export async function writeOpenMetrics(
  path: string,
  series: readonly Series[],
  from: number,
  to: number,
): Promise<number> {
  const file = createWriteStream(path);
  // Waiting for 'drain' below would not see an error, waiting for this does.
  const done = finished(file);
  done.catch(() => {});
  let count = 0;
  for (const text of lines(series, from, to, () => count++)) {
    if (!file.write(text)) {
      await Promise.race([once(file, 'drain'), done]);
    }
  }
  file.end('# EOF\n');
  await done;
  return count;
}

function* lines(
  series: readonly Series[],
  from: number,
  to: number,
  onSample: () => void,
): Generator<string> {
  let chunk = '';
  for (const one of series) {
    const head = seriesText(one.name, one.labels);
    for (const sample of one.samples(from, to)) {
      chunk += line(head, sample);
      onSample();
      if (chunk.length > chunkCharacters) {
        yield chunk;
        chunk = '';
      }
    }
  }
  yield chunk;
}

function line(head: string, [at, value]: Sample): string {
  if (!Number.isFinite(value)) {
    // One such sample would spoil every sum over it for a month.
    throw new RangeError(`${head} has the value ${value} at ${at}`);
  }
  return `${head} ${valueText(value)} ${at}\n`;
}
