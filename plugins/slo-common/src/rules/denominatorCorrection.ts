import { formatPromDuration } from '../promDuration';
import { fillWindow } from '../specs/windowTemplate';
import { RuleContext } from './context';
import { identityLabels, recorded, selectorOf } from './names';
import { averagedPeriodRatio } from './periodRule';
import { windowLabels, windowRatio } from './sliRules';
import { RecordingRule, SloRules } from './types';

const correction = (seconds: number) =>
  `slo:numerator_correction:ratio${formatPromDuration(seconds)}`;

/**
 * What Sloth's plugin `denominator_corrected_rules` makes: ratios over windows
 * are weighed by the window's share of the period's traffic, so that errors at
 * times of little traffic burn little budget.
 *
 * @throws Error for SLOs that do not count events
 */
export function denominatorCorrection(
  rules: SloRules,
  context: RuleContext,
  isExact: boolean,
): SloRules {
  const { spec, labels, windows, periodSeconds } = context;
  if (spec.sli.kind !== 'events') {
    throw new Error(
      'the plugin denominator_corrected_rules needs an SLI of events',
    );
  }
  const { errorQuery, totalQuery } = spec.sli;
  const own = selectorOf(identityLabels(spec));
  const total = (seconds: number) =>
    fillWindow(totalQuery, formatPromDuration(seconds));
  const periodRatio = isExact
    ? windowRatio(context, periodSeconds)
    : averagedPeriodRatio(context);
  const windowRatios = (seconds: number) => `(
${correction(seconds)}${own}
* on()
${fillWindow(errorQuery, formatPromDuration(seconds))}
)
/
(${total(seconds)})
`;
  return {
    ...rules,
    sli: {
      ...rules.sli,
      rules: [...windows, periodSeconds].map(seconds => ({
        kind: 'recording',
        record: recorded.errorRatio(seconds),
        expr: seconds === periodSeconds ? periodRatio : windowRatios(seconds),
        labels: windowLabels(context, seconds),
      })),
    },
    meta: {
      ...rules.meta,
      rules: [
        ...rules.meta.rules,
        ...windows.map(
          (seconds): RecordingRule => ({
            kind: 'recording',
            record: correction(seconds),
            expr: `(${total(seconds)})/(${total(periodSeconds)})`,
            labels,
          }),
        ),
      ],
    },
  };
}
