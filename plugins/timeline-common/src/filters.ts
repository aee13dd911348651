import { maxHops, timelineInstantSchema } from './schema';
import {
  timelineKinds,
  timelineSeverities,
  TimelineKind,
  TimelineQuery,
  TimelineSeverity,
} from './types';

/** Ranges up to now, with their length in milliseconds; `all` has no beginning. */
export const timelineRanges = {
  '24h': 24 * 3_600_000,
  '7d': 7 * 24 * 3_600_000,
  '30d': 30 * 24 * 3_600_000,
  '90d': 90 * 24 * 3_600_000,
  all: undefined,
} as const;

/** A key of {@link timelineRanges}. */
export type TimelineRangeName = keyof typeof timelineRanges;

/** A range with fixed ends, e.g. one dragged on a chart: ISO 8601, from inclusive, to exclusive. */
export interface TimelineInterval {
  from: string;
  to: string;
}

/** What a reader of a timeline has chosen to see. */
export interface TimelineFilters {
  /** Empty for all. */
  kinds: TimelineKind[];
  /** Empty for all. */
  severities: TimelineSeverity[];
  range: TimelineRangeName | TimelineInterval;
  /** Steps along the dependencies, 0 to 3. */
  hops: number;
  text: string;
}

/** What is shown when nothing has been chosen. */
export const defaultTimelineFilters: TimelineFilters = {
  kinds: [],
  severities: [],
  range: '30d',
  hops: 0,
  text: '',
};

const ownParameters = [
  'kind',
  'severity',
  'range',
  'from',
  'to',
  'hops',
  'text',
];

function readRange(params: URLSearchParams): TimelineFilters['range'] {
  const from = timelineInstantSchema.safeParse(params.get('from'));
  const to = timelineInstantSchema.safeParse(params.get('to'));
  if (from.success && to.success && from.data < to.data) {
    return { from: from.data, to: to.data };
  }
  const name = params.get('range') ?? '';
  return Object.hasOwn(timelineRanges, name)
    ? (name as TimelineRangeName)
    : defaultTimelineFilters.range;
}

function chosen<T extends string>(values: string[], known: readonly T[]): T[] {
  return known.filter(value => values.includes(value));
}

/**
 * Reads filters from an address. What cannot be read is left at its default:
 * an old or mistyped link should show something rather than an error.
 */
export function timelineFiltersFromSearchParams(
  params: URLSearchParams,
): TimelineFilters {
  const hops = Number(params.get('hops') ?? 0);
  return {
    kinds: chosen(params.getAll('kind'), timelineKinds),
    severities: chosen(params.getAll('severity'), timelineSeverities),
    range: readRange(params),
    hops: Number.isInteger(hops) && hops >= 0 && hops <= maxHops ? hops : 0,
    text: params.get('text')?.trim() ?? '',
  };
}

/** Writes filters into an address: defaults are left out, parameters of others stay. */
export function timelineFiltersToSearchParams(
  filters: TimelineFilters,
  others: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(others);
  ownParameters.forEach(name => params.delete(name));
  filters.kinds.forEach(kind => params.append('kind', kind));
  filters.severities.forEach(severity => params.append('severity', severity));
  if (typeof filters.range === 'object') {
    params.set('from', filters.range.from);
    params.set('to', filters.range.to);
  } else if (filters.range !== defaultTimelineFilters.range) {
    params.set('range', filters.range);
  }
  if (filters.hops > 0) {
    params.set('hops', String(filters.hops));
  }
  if (filters.text !== '') {
    params.set('text', filters.text);
  }
  return params;
}

/** What to ask the backend for; `now` in milliseconds since the epoch ends no range, events may lie ahead. */
export function timelineFiltersToQuery(
  filters: TimelineFilters,
  now: number,
): TimelineQuery {
  const query: TimelineQuery = { hops: filters.hops };
  if (filters.kinds.length > 0) {
    query.kinds = filters.kinds;
  }
  if (filters.severities.length > 0) {
    query.severities = filters.severities;
  }
  if (filters.text !== '') {
    query.text = filters.text;
  }
  if (typeof filters.range === 'object') {
    query.from = filters.range.from;
    query.to = filters.range.to;
  } else {
    const lengthMs = timelineRanges[filters.range];
    if (lengthMs !== undefined) {
      query.from = new Date(now - lengthMs).toISOString();
    }
  }
  return query;
}
