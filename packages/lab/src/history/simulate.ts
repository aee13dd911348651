import { requestsPerSecond } from '../load/trafficShape';
import { intensityAt, type PastIncident } from './incidents';
import type { ServiceProfile, StreamProfile } from './profiles';
import { randomFrom, roundAtRandom } from './random';

/** Raw counters are told at this step, in seconds. */
export const slotSeconds = 300;

/** What happened in each slot of one stream: whole numbers of events. */
export interface StreamHistory {
  readonly profile: StreamProfile;
  readonly total: Float64Array;
  /** Refused, rightly; never failed at the same time. */
  readonly rejected: Float64Array;
  readonly failed: Float64Array;
  /** Independent of the outcome. */
  readonly slow: Float64Array;
}

export interface ServiceHistory {
  readonly profile: ServiceProfile;
  /** Unix time in seconds of the first slot's start. */
  readonly from: number;
  readonly slots: number;
  readonly streams: readonly StreamHistory[];
}

export interface HistoryRange {
  /** Unix times in seconds, both on the grid of `slotSeconds`. */
  readonly from: number;
  readonly to: number;
}

/**
 * Makes up a service's past: the daily traffic, small noise, the odd failure,
 * and the incidents. Repeatable for the same arguments.
 */
export function simulate(
  profile: ServiceProfile,
  range: HistoryRange,
  incidents: readonly PastIncident[],
  seed: string,
): ServiceHistory {
  const slots = Math.round((range.to - range.from) / slotSeconds);
  const faults = {
    failed: faultRatios(profile, 'failed', range.from, slots, incidents),
    slow: faultRatios(profile, 'slow', range.from, slots, incidents),
  };
  const streams = profile.streams.map(stream => {
    const name = Object.values(stream.labels).join(' ');
    const random = randomFrom(`${seed} ${profile.service} ${name}`);
    return simulateStream(stream, range.from, slots, faults, random);
  });
  return { profile, from: range.from, slots, streams };
}

/** Chance of an event to be at fault in each slot; causes are independent. */
function faultRatios(
  profile: ServiceProfile,
  fault: 'failed' | 'slow',
  from: number,
  slots: number,
  incidents: readonly PastIncident[],
): Float64Array {
  const ratios = new Float64Array(slots).fill(profile.baseline[fault]);
  for (const incident of incidents) {
    const effects = incident.effects.filter(
      effect => effect.service === profile.service && effect.fault === fault,
    );
    const first = Math.max(0, Math.floor((incident.from - from) / slotSeconds));
    const last = Math.min(slots, Math.ceil((incident.to - from) / slotSeconds));
    for (const effect of effects) {
      for (let slot = first; slot < last; slot++) {
        const middle = from + (slot + 0.5) * slotSeconds;
        const share = effect.peak * intensityAt(incident, middle);
        ratios[slot] = 1 - (1 - ratios[slot]) * (1 - share);
      }
    }
  }
  return ratios;
}

function simulateStream(
  profile: StreamProfile,
  from: number,
  slots: number,
  faults: { failed: Float64Array; slow: Float64Array },
  random: () => number,
): StreamHistory {
  const history: StreamHistory = {
    profile,
    total: new Float64Array(slots),
    rejected: new Float64Array(slots),
    failed: new Float64Array(slots),
    slow: new Float64Array(slots),
  };
  for (let slot = 0; slot < slots; slot++) {
    const at = from + (slot + 0.5) * slotSeconds;
    const noise = 1 + 0.06 * (random() - 0.5);
    const expected =
      requestsPerSecond(at) * slotSeconds * profile.share * noise;
    const total = roundAtRandom(expected, random);
    const rejected = Math.min(
      total,
      roundAtRandom(total * profile.rejectedShare, random),
    );
    const judged = total - rejected;
    history.total[slot] = total;
    history.rejected[slot] = rejected;
    history.failed[slot] = Math.min(
      judged,
      roundAtRandom(judged * faults.failed[slot], random),
    );
    history.slow[slot] = Math.min(
      total,
      roundAtRandom(total * faults.slow[slot], random),
    );
  }
  return history;
}
