/** What a fake SLO records; `NaN` is written as Prometheus does. */
export interface FakeSlo {
  service: string;
  name: string;
  objective?: number;
  periodDays?: number;
  /** Error ratios by window. */
  ratios: Record<string, number>;
  budgetRemaining?: number;
  /** Seconds before the query's time at which it was recorded; 5 by default. */
  ageSeconds?: number;
  labels?: Record<string, string>;
}

/** The labels of its series. */
export function labelsOf({ service, name, labels }: FakeSlo) {
  return { sloth_service: service, sloth_slo: name, ...labels };
}

/** What is recorded of it: values by the names of their series. */
export function recordedOf(slo: FakeSlo): [string, number][] {
  const { objective, periodDays = 30, ratios, budgetRemaining } = slo;
  const recorded: [string, number][] = Object.entries(ratios).map(
    ([window, ratio]) => [`slo:sli_error:ratio_rate${window}`, ratio],
  );
  recorded.push(['slo:time_period:days', periodDays]);
  if (objective !== undefined) {
    recorded.push(['slo:objective:ratio', objective]);
  }
  if (budgetRemaining !== undefined) {
    recorded.push(['slo:period_error_budget_remaining:ratio', budgetRemaining]);
  }
  return recorded;
}

/** A number as Prometheus writes it. */
export function promNumber(value: number): string {
  if (Number.isFinite(value)) {
    return String(value);
  }
  return Number.isNaN(value) ? 'NaN' : `${value > 0 ? '+' : '-'}Inf`;
}
