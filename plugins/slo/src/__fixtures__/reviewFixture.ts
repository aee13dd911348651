import {
  backtest,
  lintSlo,
  NewSloReview,
  objectiveCandidates,
  ownPolicy,
  parseOwnPolicy,
  policyCandidates,
  SloBacktest,
  SloDetail,
  SloReview,
  SloReviewAnswer,
  suggestReview,
} from '@goreliable/plugin-slo-common';
import { seriesFixture } from './recorded';

const hour = 3_600;

/** The recorded month, tried as the backend tries the live one, with the two outages in it. */
export function backtestFixture(
  { slo, alertPairs, sources }: SloDetail,
  windows: readonly string[] = [],
) {
  const series = seriesFixture('month', Date.now());
  const errorRatios = series.errorRatio.values.map(value => value ?? NaN);
  const [from] = series.timestamps;
  const worst = errorRatios.indexOf(
    Math.max(...errorRatios.filter(Number.isFinite)),
  );
  const worstAt = from + worst * series.stepSeconds;
  const policies = [
    ...policyCandidates(slo.periodDays, alertPairs),
    ...windows.flatMap(text => {
      const parsed = parseOwnPolicy(text);
      return parsed.kind === 'policy'
        ? [ownPolicy(parsed.pairs, slo.periodDays)]
        : [];
    }),
  ];
  const tested = backtest({
    history: { from, sliceSeconds: series.stepSeconds, errorRatios },
    objectives: objectiveCandidates(slo.objective),
    policies,
    incidents: [
      {
        id: 'worst',
        title: 'Orders fail',
        severity: 'critical',
        from: worstAt - hour,
        to: worstAt + hour,
      },
      {
        id: 'elsewhere',
        title: 'Search is slow',
        severity: 'warning',
        from: worstAt - 200 * hour,
        to: worstAt - 198 * hour,
      },
    ],
  });
  return {
    id: slo.id,
    objective: slo.objective,
    backtest: tested,
    policies: policies.map(({ id, pairs }) => ({ id, pairs: [...pairs] })),
    suggestion: suggestReview(tested, slo.objective),
    missing: [],
    warnings: [],
    sources,
  } satisfies SloBacktest;
}

/** What the backend would say of an indicator with some flaws. */
export function reviewFixture(
  detail: SloDetail,
  reviews: SloReview[],
): SloReviewAnswer {
  const { slo, alertPairs, sources } = detail;
  return {
    id: slo.id,
    findings: lintSlo({
      objective: slo.objective,
      periodDays: slo.periodDays,
      pairs: alertPairs,
      sli: {
        kind: 'events',
        errorQuery: 'sum(rate(http_requests_total{code="500"}[{{.window}}]))',
        totalQuery: 'sum(rate(http_requests_total[{{.window}}]))',
      },
      alerts: [
        { severity: 'page', isDisabled: false, annotations: {}, labels: {} },
      ],
    }),
    suggestion: backtestFixture(detail).suggestion,
    eventsPerSecond: 2.5,
    reviews,
    mayReview: true,
    missing: [],
    warnings: [],
    sources,
  };
}

/** A review as the backend stores it. */
export function recordedReview(sloId: string, review: NewSloReview): SloReview {
  const { decision, note = '', nextReviewOn } = review;
  return {
    id: `${sloId}@${Date.now()}`,
    sloId,
    decidedAt: new Date().toISOString(),
    decidedBy: 'user:default/omar',
    decision,
    note,
    ...(nextReviewOn && { nextReviewOn }),
    objective: 0.999,
  };
}
