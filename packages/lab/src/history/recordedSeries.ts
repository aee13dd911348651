import { errorRatios, type ErrorRatios, type JudgedEvents } from './errorRatio';
import { sampledSeries, type Series } from './series';
import { slotSeconds } from './simulate';
import type { SloRules, WindowRule } from './slothRules';

/**
 * Sloth's error ratio over the whole period is the average of the samples of
 * the 5 minute ratio. To weigh a past minute like a live one, the past needs
 * as many of them: one for each evaluation.
 */
export const evaluationSeconds = 15;

/** Everything else changes slowly enough for one sample in five minutes. */
const coarseSeconds = slotSeconds;

/** The 5 minute ratio and its average over the period, at any grid moment. */
export interface PeriodAverage {
  shortRatio(at: number): number | undefined;
  periodRatio(at: number): number | undefined;
}

/**
 * @param from - Unix time in seconds of the first sample, on the grid of
 *   `evaluationSeconds`.
 */
export function periodAverage(
  ratios: ErrorRatios,
  range: { from: number; to: number },
  periodSeconds: number,
): PeriodAverage {
  const count = Math.floor((range.to - range.from) / evaluationSeconds) + 1;
  const sums = new Float64Array(count + 1);
  const counts = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) {
    const value = ratios.ratio(range.from + index * evaluationSeconds, 300);
    sums[index + 1] = sums[index] + (value ?? 0);
    counts[index + 1] = counts[index] + (value === undefined ? 0 : 1);
  }
  const indexOf = (at: number) =>
    Math.min(Math.floor((at - range.from) / evaluationSeconds) + 1, count);
  return {
    shortRatio: at => ratios.ratio(at, 300),
    periodRatio(at) {
      const end = indexOf(at);
      // A range selector leaves its start out: (at - period, at].
      const start = Math.max(0, indexOf(at - periodSeconds));
      const samples = counts[end] - counts[start];
      return samples > 0 ? (sums[end] - sums[start]) / samples : undefined;
    },
  };
}

/**
 * The series that Prometheus would hold had it evaluated Sloth's rules all
 * along.
 *
 * @param range - of the simulation, which begins a whole period before the
 *   first sample told, so that budgets are right from the first day on.
 */
export function recordedSeries(
  rules: SloRules,
  events: JudgedEvents,
  range: { from: number; to: number },
): Series[] {
  const ratios = errorRatios(events, range.from);
  const average = periodAverage(ratios, range, rules.periodSeconds);
  const budget = 1 - rules.objective;
  const burn = (ratio: number | undefined) =>
    ratio === undefined ? undefined : ratio / budget;
  const windows = rules.windows.map(window => {
    const isPeriod = window.seconds === rules.periodSeconds;
    return sampledSeries(
      window.record,
      window.labels,
      window.seconds === 300 ? evaluationSeconds : coarseSeconds,
      isPeriod ? average.periodRatio : at => ratios.ratio(at, window.seconds),
    );
  });
  const [short] = rules.windows;
  const period = rules.windows[rules.windows.length - 1];
  const values: Record<string, MetaSeries> = {
    'slo:objective:ratio': { valueAt: () => rules.objective },
    'slo:error_budget:ratio': { valueAt: () => budget },
    'slo:time_period:days': { valueAt: () => rules.periodSeconds / 86_400 },
    'slo:current_burn_rate:ratio': {
      of: short,
      valueAt: at => burn(average.shortRatio(at)),
    },
    'slo:period_burn_rate:ratio': {
      of: period,
      valueAt: at => burn(average.periodRatio(at)),
    },
    'slo:period_error_budget_remaining:ratio': {
      of: period,
      valueAt: at => {
        const burned = burn(average.periodRatio(at));
        return burned === undefined ? undefined : 1 - burned;
      },
    },
    sloth_slo_info: { valueAt: () => 1 },
  };
  const meta = [...rules.meta].flatMap(([record, labels]) => {
    const known = values[record];
    const all = { ...known?.of?.labels, ...labels };
    return known
      ? [sampledSeries(record, all, coarseSeconds, known.valueAt)]
      : [];
  });
  return [...windows, ...meta, ...alertSeries(rules, ratios)];
}

/** A rule that computes with a window's ratio keeps that ratio's labels. */
interface MetaSeries {
  readonly of?: WindowRule;
  valueAt(at: number): number | undefined;
}

/** `ALERTS` as Prometheus keeps it: a sample only while an alert fires. */
function alertSeries(rules: SloRules, ratios: ErrorRatios): Series[] {
  const { sloth_window: _, ...objectiveLabels } = rules.windows[0].labels;
  return rules.alerts.map(alert =>
    sampledSeries(
      'ALERTS',
      {
        ...objectiveLabels,
        ...alert.labels,
        alertname: alert.name,
        alertstate: 'firing',
      },
      60,
      at => {
        const fires = alert.pairs.some(
          pair =>
            (ratios.ratio(at, pair.shortSeconds) ?? 0) > pair.threshold &&
            (ratios.ratio(at, pair.longSeconds) ?? 0) > pair.threshold,
        );
        return fires ? 1 : undefined;
      },
    ),
  );
}
