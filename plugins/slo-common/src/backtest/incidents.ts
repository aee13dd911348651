import {
  AlertRun,
  ErrorHistory,
  IncidentFacts,
  IncidentResult,
  PastIncident,
} from './types';
import { WindowRatios } from './windowRatios';

/** People open an incident after they were paged: so much earlier still belongs to it. */
const leadSeconds = 3_600;
/** Long windows keep on firing after the repair: so much later still belongs to it. */
const tailSeconds = 3_600;

/** An incident is visible if the SLI was worse than in this share of all other times. */
const unusualQuantile = 0.95;
/** Below this share of recorded slices nothing is said of an incident. */
const leastCoverage = 0.5;

/**
 * What incidents look like in the SLI. One that does not stand out cannot be
 * found by any objective on it: either it was about something else, or the
 * SLI leaves out what people felt.
 */
export function incidentFacts(
  history: ErrorHistory,
  windows: WindowRatios,
  incidents: readonly PastIncident[],
): IncidentFacts[] {
  const spans = incidents.map(incident => slicesOf(history, incident));
  const usualRatio = usualRatios(history, windows, spans);
  return incidents.map((incident, index) => {
    const { start, end } = spans[index];
    const errorRatio = windows.between(start, end);
    const coverage = coverageBetween(history, start, end);
    const isRecorded = coverage >= leastCoverage && Number.isFinite(errorRatio);
    return {
      ...incident,
      coverage,
      ...(Number.isFinite(errorRatio) && { errorRatio }),
      isVisible: isRecorded && errorRatio > usualRatio(end - start),
    };
  });
}

/** The slices that end within an incident, and the one in which it ends. */
function slicesOf(
  { from, sliceSeconds, errorRatios }: ErrorHistory,
  incident: Pick<PastIncident, 'from' | 'to'>,
): { start: number; end: number } {
  const limit = (index: number) =>
    Math.min(Math.max(0, index), errorRatios.length);
  return {
    start: limit(Math.floor((incident.from - from) / sliceSeconds) + 1),
    end: limit(Math.ceil((incident.to - from) / sliceSeconds) + 1),
  };
}

function coverageBetween(
  { errorRatios }: ErrorHistory,
  start: number,
  end: number,
): number {
  let recorded = 0;
  for (let index = start; index < end; index++) {
    recorded += Number.isFinite(errorRatios[index]) ? 1 : 0;
  }
  return end > start ? recorded / (end - start) : 0;
}

/**
 * What the error ratio over so many slices seldom exceeds outside of
 * incidents. Incidents of one length share it.
 */
function usualRatios(
  { sliceSeconds, errorRatios }: ErrorHistory,
  windows: WindowRatios,
  spans: readonly { start: number; end: number }[],
): (slices: number) => number {
  const known = new Map<number, number>();
  /** How many slices up to each are of an incident. */
  const before = new Uint32Array(errorRatios.length + 1);
  const isIncident = new Uint8Array(errorRatios.length);
  spans.forEach(({ start, end }) => isIncident.fill(1, start, end));
  isIncident.forEach((is, index) => {
    before[index + 1] = before[index] + is;
  });
  const compute = (slices: number) => {
    const usual = windows
      .over(slices * sliceSeconds)
      .filter(
        (ratio, index) =>
          Number.isFinite(ratio) &&
          before[index + 1] === before[Math.max(0, index + 1 - slices)],
      )
      .sort();
    const place = Math.floor(usual.length * unusualQuantile);
    return usual.length === 0 ? 0 : usual[place];
  };
  return slices => {
    const ratio = known.get(slices) ?? compute(slices);
    known.set(slices, ratio);
    return ratio;
  };
}

/** What alerts would have made of an incident. */
export function incidentResult(
  incident: IncidentFacts,
  pages: readonly AlertRun[],
  tickets: readonly AlertRun[],
): IncidentResult {
  const { id } = incident;
  for (const [outcome, runs] of [
    ['paged', pages],
    ['ticketed', tickets],
  ] as const) {
    const run = runs.find(each => belongsTo(each, incident, 0));
    if (run) {
      const detectionSeconds = Math.max(0, run.from - incident.from);
      return { id, outcome, detectionSeconds };
    }
  }
  if (incident.coverage < leastCoverage) {
    return { id, outcome: 'not-recorded' };
  }
  return { id, outcome: incident.isVisible ? 'missed' : 'unseen' };
}

/** Whether the SLI tells of it at all, so that an alert policy can be right or wrong. */
export function isKnown({ outcome }: IncidentResult): boolean {
  return outcome !== 'unseen' && outcome !== 'not-recorded';
}

/**
 * Whether people were told in the way that the incident deserved: a ticket is
 * not enough for a critical one.
 */
export function isHit(
  { outcome }: IncidentResult,
  { severity }: Pick<PastIncident, 'severity'>,
): boolean {
  return (
    outcome === 'paged' || (outcome === 'ticketed' && severity !== 'critical')
  );
}

/** Whether an incident explains an alert. */
export function explains(incident: PastIncident, run: AlertRun): boolean {
  return belongsTo(run, incident, tailSeconds);
}

function belongsTo(run: AlertRun, incident: PastIncident, tail: number) {
  return (
    run.to >= incident.from - leadSeconds && run.from <= incident.to + tail
  );
}
