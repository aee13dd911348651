import { AlertPair, AlertSeverity } from '../alertPairs';
import { formatGoFloat } from '../specs/goNumbers';
import { alertOf } from '../specs/types';
import { RuleContext } from './context';
import { identityLabels, recorded, selectorOf, windowLabel } from './names';
import { AlertingRule } from './types';

const defaultAnnotations = (severity: AlertSeverity) => ({
  title: `(${severity}) {{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is too fast.`,
  summary: `{{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is over expected.`,
});

/** The alert that asks for action at once, and the one that can wait. */
export function alertRules(context: RuleContext): AlertingRule[] {
  const severities: AlertSeverity[] = ['page', 'ticket'];
  return severities.flatMap(severity => {
    const alert = alertOf(context.spec, severity);
    return alert
      ? [
          {
            kind: 'alerting' as const,
            alert: alert.name,
            expr: burnsTooFast(context, severity),
            labels: { sloth_severity: severity, ...alert.labels },
            annotations: {
              ...defaultAnnotations(severity),
              ...alert.annotations,
            },
          },
        ]
      : [];
  });
}

/** Either pair of windows: both of its windows burn faster than its factor. */
function burnsTooFast(context: RuleContext, severity: AlertSeverity): string {
  const { spec, pairs } = context;
  const own = selectorOf(identityLabels(spec));
  const budget = formatGoFloat((100 - spec.objectivePercent) / 100);
  const side = (seconds: number, factor: number) =>
    `    max(${recorded.errorRatio(seconds)}${own} > (${formatGoFloat(
      factor,
    )} * ${budget})) without (${windowLabel})`;
  const condition = ({ shortSeconds, longSeconds, factor }: AlertPair) =>
    `(
${side(shortSeconds, factor)}
    and
${side(longSeconds, factor)}
)`;
  return `${pairs
    .filter(pair => pair.severity === severity)
    .map(condition)
    .join('\nor\n')}
`;
}
