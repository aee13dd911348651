import { SliSpec } from '../specs';
import { matcherTexts, sharedMatchers } from './matchers';
import { boundOf } from './sliTexts';

type Fields = Readonly<Record<string, string>>;

const metric = '[A-Za-z_:][A-Za-z0-9_:]*';
const summed = (perWindow: string) =>
  `sum\\(${perWindow}\\((${metric})(?:\\{(.*)\\})?\\[\\{\\{\\.window\\}\\}\\]\\)\\)`;

interface Summed {
  metric: string;
  matchers: string;
}

/** One counter over the window, several of them joined by what stands between them. */
function readSums(
  query: string,
  perWindow: string,
  ...between: string[]
): Summed[] | undefined {
  const parts = between.map(text =>
    text === '' ? summed(perWindow) : `${text}${summed(perWindow)}`,
  );
  const found = new RegExp(`^${parts.join('')}$`, 's').exec(query.trim());
  return found
    ? between.map((_, index) => ({
        metric: found[2 * index + 1],
        matchers: found[2 * index + 2] ?? '',
      }))
    : undefined;
}

const guard = /\s*>\s*0\s*$/;

/** The fields of good and bad events that one counter tells apart by labels. */
export function readCounters(
  sli: SliSpec,
  perWindow: 'rate' | 'increase',
): Fields | undefined {
  if (sli.kind !== 'events' || !guard.test(sli.totalQuery)) {
    return undefined;
  }
  const [bad] = readSums(sli.errorQuery, perWindow, '') ?? [];
  const [all] =
    readSums(sli.totalQuery.replace(guard, ''), perWindow, '') ?? [];
  const shared =
    bad && all && bad.metric === all.metric
      ? sharedMatchers(bad.matchers, all.matchers)
      : undefined;
  return shared && shared.one !== ''
    ? {
        counter: bad.metric,
        selector: shared.shared,
        bad: shared.one,
        ...(perWindow === 'rate' && { counted: shared.other }),
      }
    : undefined;
}

/** A total less the bucket of the good ones. */
function readBuckets(sli: SliSpec) {
  if (sli.kind !== 'events' || !guard.test(sli.totalQuery)) {
    return undefined;
  }
  const [all, good] = readSums(sli.errorQuery, 'rate', '', '\\s*-\\s*') ?? [];
  const matchers = matcherTexts(good?.matchers ?? '');
  const threshold = boundOf(matchers?.at(-1) ?? '');
  if (
    !all ||
    !matchers ||
    threshold === undefined ||
    !good.metric.endsWith('_bucket')
  ) {
    return undefined;
  }
  return {
    all,
    histogram: good.metric.slice(0, -'_bucket'.length),
    selector: matchers.slice(0, -1).join(','),
    threshold,
  };
}

/** The fields of what is measured by a histogram alone. */
export function readHistogram(sli: SliSpec): Fields | undefined {
  const found = readBuckets(sli);
  if (found?.all.metric !== `${found?.histogram}_count`) {
    return undefined;
  }
  const { histogram, selector, threshold } = found!;
  return { histogram, selector, threshold };
}

/** The fields of a time to the first token. */
export function readTtft(sli: SliSpec): Fields | undefined {
  const found = readBuckets(sli);
  if (!found || found.all.metric === `${found.histogram}_count`) {
    return undefined;
  }
  const { all, histogram, selector, threshold } = found;
  const shared = sharedMatchers(selector, all.matchers);
  return shared && shared.one === ''
    ? {
        histogram,
        counter: all.metric,
        selector,
        streams: shared.other,
        threshold,
      }
    : undefined;
}

const oldest = new RegExp(
  `^avg_over_time\\(\\(max\\((${metric})(?:\\{(.*)\\})?\\) > bool ([0-9.e+-]+)\\)\\[\\{\\{\\.window\\}\\}:1m\\]\\)$`,
  's',
);

/** The fields of a gauge that must stay below a threshold. */
export function readGauge(sli: SliSpec): Fields | undefined {
  const found =
    sli.kind === 'raw' ? oldest.exec(sli.errorRatioQuery.trim()) : null;
  return found
    ? { gauge: found[1], selector: found[2] ?? '', threshold: found[3] }
    : undefined;
}
