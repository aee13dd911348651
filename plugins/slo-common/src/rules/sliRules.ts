import { formatPromDuration } from '../promDuration';
import { fillWindow } from '../specs/windowTemplate';
import { SliSpec } from '../specs/types';
import { RuleContext } from './context';
import { recorded, windowLabel } from './names';
import {
  averagedPeriodRatio,
  tiledPeriodRatio,
  tileSecondsOf,
} from './periodRule';
import { checkPromql } from './promql/checkPromql';
import { RecordingRule } from './types';

/** The rules that record error ratios: one for each window, and the period's. */
export function sliRules(context: RuleContext): RecordingRule[] {
  const { windows, periodSeconds } = context;
  return [...windows, periodSeconds].map(seconds => ({
    kind: 'recording',
    record: recorded.errorRatio(seconds),
    expr:
      seconds === periodSeconds
        ? periodRatio(context)
        : windowRatio(context, seconds),
    labels: windowLabels(context, seconds),
  }));
}

/** The labels of what is recorded over a window. */
export function windowLabels(
  { labels, spec }: Pick<RuleContext, 'labels' | 'spec'>,
  seconds: number,
) {
  return {
    ...labels,
    // A label of the spec takes precedence, as in Sloth.
    [windowLabel]: spec.labels[windowLabel] ?? formatPromDuration(seconds),
  };
}

/** The error ratio over a window, straight from what the services measure. */
export function windowRatio(
  { spec, corrections }: Pick<RuleContext, 'spec' | 'corrections'>,
  seconds: number,
): string {
  return ratioOf(spec.sli, formatPromDuration(seconds), corrections.nanSafe);
}

function ratioOf(sli: SliSpec, window: string, nanSafe: boolean): string {
  if (sli.kind === 'raw') {
    const ratio = fillWindow(sli.errorRatioQuery, window);
    // Nothing but NaN and Inf is not below Inf.
    return nanSafe && isVector(ratio) ? `((${ratio}) < Inf)` : `(${ratio})`;
  }
  const errors = fillWindow(sli.errorQuery, window);
  const total = fillWindow(sli.totalQuery, window);
  const divisor =
    nanSafe && isVector(total) ? `((${total}) > 0)` : `(${total})`;
  return `(${errors})
/
${divisor}
`;
}

/** Scalars cannot be filtered. */
function isVector(expression: string): boolean {
  const checked = checkPromql(expression);
  return checked.kind === 'valid' && checked.type === 'vector';
}

function periodRatio(context: RuleContext): string {
  const { corrections, periodSeconds, windows } = context;
  switch (corrections.periodRule) {
    case 'weighted':
      return windowRatio(context, periodSeconds);
    case 'tiled':
      return tiledPeriodRatio(context, tileSecondsOf(windows, periodSeconds)!);
    default:
      return averagedPeriodRatio(context);
  }
}
