/** What Sloth records besides the period; the period is the last one. */
const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'] as const;

const objectives = [0.999, 0.995, 0.99, 0.95] as const;

const indicators = [
  'requests-availability',
  'requests-latency',
  'writes-availability',
  'writes-latency',
  'reads-availability',
  'reads-latency',
  'messages-success',
  'messages-freshness',
  'jobs-success',
  'jobs-freshness',
] as const;

/** Objectives of a service in the fleet. */
export const slosOfService = indicators.length;

/** One in so many burns its budget faster than it may. */
const oneBurnsIn = 50;

interface FleetSlo {
  readonly service: string;
  readonly name: string;
  readonly objective: number;
  /** Of the budget, in the long run. */
  readonly burnRate: number;
}

/** The name of a service of the fleet. */
export const serviceName = (index: number) =>
  `service-${String(index).padStart(4, '0')}`;

/** A fleet of services with ten objectives each; the same for the same count. */
export function sloFleet(count: number): FleetSlo[] {
  return Array.from({ length: count }, (_, index) => ({
    service: serviceName(Math.floor(index / slosOfService)),
    name: indicators[index % slosOfService],
    objective: objectives[index % objectives.length],
    burnRate: index % oneBurnsIn === 7 ? 20 : chance(index, 1) * 0.9,
  }));
}

/**
 * All that Sloth's rules record of a fleet at a moment, as an exporter tells it. Each
 * value has all its digits, as those that rules record have.
 *
 * @param at - Unix time in seconds
 */
export function recordedNow(fleet: readonly FleetSlo[], at: number): string {
  const lines: string[] = [];
  fleet.forEach((slo, index) => {
    const labels = labelsOf(slo);
    const budget = 1 - slo.objective;
    windows.forEach((window, order) => {
      const noise = 1 + 0.2 * (chance(index, order + at / 15) - 0.5);
      lines.push(
        `slo:sli_error:ratio_rate${window}{${labels},sloth_window="${window}"} ${
          slo.burnRate * budget * noise
        }`,
      );
    });
    lines.push(
      `slo:objective:ratio{${labels}} ${slo.objective}`,
      `slo:time_period:days{${labels}} 30`,
      `slo:period_error_budget_remaining:ratio{${labels}} ${
        1 - slo.burnRate * (0.9 + 0.2 * chance(index, at))
      }`,
      `sloth_slo_info{${labels},sloth_objective="${
        slo.objective * 100
      }",sloth_version="v0.16.0",sloth_mode="cli-gen-prom",sloth_spec="prometheus/v1"} 1`,
    );
  });
  return `${lines.join('\n')}\n`;
}

/**
 * The budgets of a fleet in the past, one value in `stepSeconds`, as OpenMetrics.
 *
 * @param from - Unix time in seconds, like `to`
 */
export function* pastBudgets(
  fleet: readonly FleetSlo[],
  { from, to, stepSeconds }: { from: number; to: number; stepSeconds: number },
): Generator<string> {
  const first = Math.ceil(from / stepSeconds) * stepSeconds;
  yield '# TYPE slo:period_error_budget_remaining:ratio gauge\n';
  for (const [index, slo] of fleet.entries()) {
    const head = `slo:period_error_budget_remaining:ratio{${labelsOf(slo)}}`;
    let left = 1 - slo.burnRate;
    let lines = '';
    for (let at = first; at <= to; at += stepSeconds) {
      left += 0.02 * (chance(index, at / stepSeconds) - 0.5);
      lines += `${head} ${left} ${at}\n`;
    }
    yield lines;
  }
  yield '# EOF\n';
}

function labelsOf({ service, name }: FleetSlo): string {
  return `sloth_id="${service}-${name}",sloth_service="${service}",sloth_slo="${name}"`;
}

/** Between 0 and 1, without order, and the same for the same numbers. */
function chance(one: number, other: number): number {
  const value = Math.sin(one * 12.9898 + other * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}
