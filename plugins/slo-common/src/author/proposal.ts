import { backtestInWords, isSameObjective } from '../backtest';
import { SloSpec } from '../specs';
import { durationInWords, objectiveInWords, percentInWords } from '../words';
import { SloPreview } from './preview';

/** A line of Markdown that nothing in it can turn into something else. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ');
}

const severities = {
  error: 'Wrong',
  warning: 'Misleading',
  info: 'Worth a thought',
} as const;

/** The text of a pull request: the objective in words, and what speaks for and against it. */
export function proposalDescription(
  spec: SloSpec,
  preview: Pick<SloPreview, 'findings' | 'ratios' | 'backtest' | 'source'>,
  reason: string = '',
): string {
  const { findings, ratios, backtest, source } = preview;
  const objective = `**${spec.service} / ${spec.name}: ${objectiveInWords(
    spec.objective,
    spec.periodDays,
  )}.**`;
  const measured = ratios.flatMap(({ seconds, errorRatio }) =>
    errorRatio === undefined
      ? []
      : [
          `- last ${durationInWords(seconds)}: ${percentInWords(
            errorRatio,
            4,
          )}`,
        ],
  );
  const result = backtest?.backtest.results.find(
    ({ policyId, objective: tried }) =>
      policyId === backtest.policies[0]?.id &&
      isSameObjective(tried, spec.objective),
  );
  return [
    objective,
    ...(spec.description ? [escaped(spec.description)] : []),
    ...(reason.trim() ? [escaped(reason.trim())] : []),
    ...(measured.length > 0
      ? [
          `What fails at present${
            source ? ` (measured in ${escaped(source)})` : ''
          }:`,
          measured.join('\n'),
        ]
      : ['What fails at present could not be measured.']),
    result && backtest
      ? `Tried on the past: ${backtestInWords(result, backtest.backtest)}.`
      : 'It could not be tried on the past.',
    findings.length > 0
      ? [
          'Findings:',
          ...findings.map(
            ({ code, severity, message, remedy }) =>
              `- ${severities[severity]} (\`${code}\`): ${escaped(
                message,
              )} ${escaped(remedy)}`,
          ),
        ].join('\n')
      : 'Nothing speaks against it, as far as it could be judged.',
  ]
    .join('\n\n')
    .replace(/\u00a0/g, ' ');
}

/** The title of a pull request, and of its commit. */
export function proposalTitle(
  spec: Pick<SloSpec, 'service' | 'name' | 'objective'>,
  change: 'added' | 'changed',
): string {
  const objective = percentInWords(spec.objective).replace(/\u00a0/g, ' ');
  return change === 'added'
    ? `Promise ${objective} for ${spec.name} of ${spec.service}`
    : `Change ${spec.name} of ${spec.service} to ${objective}`;
}
