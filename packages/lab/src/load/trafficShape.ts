const secondsPerDay = 86_400;

// Few enough for two cores that also build and serve the portal, many enough
// for a 99.9 % objective to be judged within five minutes.
const meanRequestsPerSecond = 6.5;
const weekendShare = 0.8;

/**
 * How many requests a second the platform's users send at a moment: a daily
 * wave with its peak in the European afternoon, quieter at weekends. The
 * back-filled history and the live load both follow it, so that one runs into
 * the other without a step.
 *
 * @param at - Unix time in seconds.
 * @returns between 3 and 10 requests a second.
 */
export function requestsPerSecond(at: number): number {
  const dayFraction =
    (((at % secondsPerDay) + secondsPerDay) % secondsPerDay) / secondsPerDay;
  const phase = 2 * Math.PI * (dayFraction - 15 / 24);
  const daily = 1 + 0.33 * Math.cos(phase) + 0.05 * Math.cos(2 * phase);
  return meanRequestsPerSecond * daily * weekFactor(at / secondsPerDay);
}

/**
 * Between the working week and the weekend the traffic fades over half a day.
 *
 * @param day - days since the epoch, a Thursday.
 */
function weekFactor(day: number): number {
  const sinceMonday = (((day + 3) % 7) + 7) % 7;
  const intoWeekend = Math.min(
    Math.max((sinceMonday - 4.75) / 0.5, 0),
    Math.max((7.25 - sinceMonday) / 0.5, 0),
    1,
  );
  const earlyMonday = Math.max(0, (0.25 - sinceMonday) / 0.5);
  return 1 - (1 - weekendShare) * Math.max(intoWeekend, earlyMonday);
}

/** One step of k6's `ramping-arrival-rate` executor. */
export interface LoadStage {
  /** Whole iterations a minute at the stage's end. */
  readonly target: number;
  /** A duration as k6 reads it. */
  readonly duration: string;
}

/**
 * The shape from a moment on, as k6 wants to have it.
 *
 * @param from - Unix time in seconds.
 * @param hours - how long the stages last in all.
 */
export function loadStages(
  from: number,
  hours: number,
): { startRate: number; stages: LoadStage[] } {
  const stageSeconds = 900;
  const perMinute = (at: number) => Math.round(requestsPerSecond(at) * 60);
  const count = Math.ceil((hours * 3600) / stageSeconds);
  return {
    startRate: perMinute(from),
    stages: Array.from({ length: count }, (_, index) => ({
      target: perMinute(from + (index + 1) * stageSeconds),
      duration: `${stageSeconds}s`,
    })),
  };
}
