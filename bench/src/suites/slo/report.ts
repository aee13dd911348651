import type { Measurement, SuiteReport } from '../../report';
import type { PageFigures } from './page';
import type { Refreshes } from './refreshes';
import type { CallerFigures } from './requests';

const mostQueries = 4;

/** All figures of the suite, with their goals. */
export function reportSlo(found: {
  few: Refreshes;
  many: Refreshes;
  everything: CallerFigures;
  some: CallerFigures;
  pages: readonly PageFigures[];
}): SuiteReport {
  const { few, many, everything, some, pages } = found;
  return {
    comparedWith: 'res.json',
    notes: [
      'SLOs in eight recorded windows each (seven and the period) in a real Prometheus, which',
      'scrapes them from an exporter. Refreshes: the SLO backend alone in a process, SQLite on',
      'disk. Requests: the whole portal, asked from a process of its own by ten connections; beside',
      'it an Express app in production mode that answers the same client with the same object by',
      'res.json. Pages: Chromium, after two visits; a longest task of 0 ms is shorter than 50 ms.',
    ],
    measurements: [
      ...refreshMeasurements('1,000 SLOs', few),
      ...refreshMeasurements('10,000 SLOs', many),
      ...requestMeasurements('everything', everything),
      ...requestMeasurements('a fifth of it', some),
      ...pageMeasurements(pages),
    ],
  };
}

function refreshMeasurements(
  what: string,
  { mostQueries: asked, figures, growthMegabytes }: Refreshes,
): Measurement[] {
  return [
    {
      what: `${what}: queries of a refresh, at most`,
      unit: 'queries',
      ours: [asked],
      goal: { kind: 'at-most', limit: mostQueries },
    },
    {
      what: `${what}: a refresh`,
      unit: 'ms',
      ours: figures.map(({ wallMs }) => wallMs),
    },
    {
      what: `${what}: CPU of a refresh`,
      unit: 'ms',
      ours: figures.map(({ cpuMs }) => cpuMs),
    },
    ...(growthMegabytes === undefined
      ? []
      : [
          {
            what: `${what}: memory kept more after 1,000 refreshes`,
            unit: 'MB',
            ours: [growthMegabytes],
            goal: { kind: 'at-most', limit: 5 },
          } as const,
        ]),
  ];
}

function requestMeasurements(
  who: string,
  { overview, requests }: CallerFigures,
): Measurement[] {
  const ours = requests.map(figures => figures.ours);
  return [
    {
      what: `overview of ${who}, compressed`,
      unit: 'kB',
      ours: [overview.compressedBytes / 1000],
      goal: { kind: 'at-most', limit: 300 },
    },
    {
      what: `overview of ${who}`,
      unit: 'requests/s',
      ours,
      theirs: requests.map(({ resJson }) => resJson),
      goal: { kind: 'ratio-at-least', limit: 10 },
    },
    {
      what: `overview of ${who}, p99 at 500 requests/s`,
      unit: 'ms',
      ours: requests.map(({ p99Ms }) => p99Ms),
      goal: { kind: 'at-most', limit: 50 },
    },
    {
      what: `304 of ${who}, beside our own 200`,
      unit: 'requests/s',
      ours: requests.map(({ notModified }) => notModified),
      theirs: ours,
      goal: { kind: 'ratio-at-least', limit: 1 },
    },
  ];
}

function pageMeasurements(pages: readonly PageFigures[]): Measurement[] {
  /** A goal that no task may miss is for the longest of all rounds. */
  const longest = (pick: (page: PageFigures) => number) => [
    Math.max(...pages.map(pick)),
  ];
  return [
    {
      what: 'page of 1,000 SLOs: every row, warm',
      unit: 'ms',
      ours: pages.map(({ rowsMs }) => rowsMs),
      goal: { kind: 'at-most', limit: 800 },
    },
    {
      what: 'page of 1,000 SLOs: from data to interactive',
      unit: 'ms',
      ours: pages.map(({ interactiveMs }) => interactiveMs),
      goal: { kind: 'at-most', limit: 300 },
    },
    {
      what: 'longest task while scrolling',
      unit: 'ms',
      ours: longest(({ longestScrolling }) => longestScrolling),
      goal: { kind: 'at-most', limit: 100 },
    },
    {
      what: 'longest task while typing a filter',
      unit: 'ms',
      ours: longest(({ longestTyping }) => longestTyping),
      goal: { kind: 'at-most', limit: 50 },
    },
  ];
}
