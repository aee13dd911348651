import { acceptsOn, namedValues } from './promql/matching';
import { Selector } from './promql/selectors';
import { SliQuery } from './sliQuery';
import { LintFinding } from './types';

/** How the status of an HTTP answer is called in metrics. */
const httpStatusLabel =
  /^(code|status|status_?code|response_?code|(http_)?(response_)?status(_code)?|http_code)$/;

const serverErrors = ['500', '502', '503', '504'];
/** 499: the client gave up waiting. 0: there was no answer at all. */
const noAnswers = ['499', '0'];

const grpcStatusLabel = /^(grpc_)?(code|status)$/;
/** Codes for which the server, not the caller, has to answer. */
const grpcFailures = [
  'Internal',
  'Unknown',
  'Unavailable',
  'DeadlineExceeded',
  'DataLoss',
];
const grpcCodes = [...grpcFailures, 'OK', 'Canceled', 'ResourceExhausted'];

/** Values that stand for people who waited in vain. */
const gaveUp = /time_?-?out|timed_?-?out|deadline|cancel|abort|disconnect/i;

/** Whether the indicator counts as failed what people feel as failed. */
export function lintFailures(errors: SliQuery, total: SliQuery): LintFinding[] {
  const failed = errors.selectors.filter(({ isSubtracted }) => !isSubtracted);
  // `total - good` has no selector of failures to look at.
  const isPlain = errors.selectors.length === failed.length;
  return [
    ...(isPlain ? lintHttp(failed, total) : []),
    ...(isPlain ? lintGrpc(errors, failed) : []),
    ...lintLeftOut(total),
  ];
}

function isAnyAccepted(
  selectors: readonly Selector[],
  label: string,
  value: string,
): boolean {
  return selectors.some(
    // What cannot be said is given the benefit of the doubt.
    selector => acceptsOn(selector, label, value) !== false,
  );
}

/** The labels that selectors match and that a pattern names. */
function matchedLabels(
  selectors: readonly Selector[],
  pattern: RegExp,
): string[] {
  const labels = selectors.flatMap(({ matchers }) =>
    matchers.map(({ label }) => label).filter(label => pattern.test(label)),
  );
  return [...new Set(labels)];
}

/** Whether the label holds single codes, not classes as `5xx`, going by what is matched. */
function holdsHttpCodes(selectors: readonly Selector[], label: string) {
  const values = selectors.flatMap(({ matchers }) =>
    matchers
      .filter(matcher => matcher.label === label)
      .map(({ value }) => value),
  );
  return (
    values.some(value => /[0-9]/.test(value)) &&
    !values.some(value => /[0-9]xx/i.test(value))
  );
}

function lintHttp(failed: readonly Selector[], total: SliQuery): LintFinding[] {
  return matchedLabels(failed, httpStatusLabel)
    .filter(label => holdsHttpCodes(failed, label))
    .flatMap(label => {
      const missing = serverErrors.filter(
        code => !isAnyAccepted(failed, label, code),
      );
      const silent = noAnswers.filter(
        code =>
          !isAnyAccepted(failed, label, code) &&
          !isAnyAccepted(total.selectors, label, code),
      );
      const uncounted = noAnswers.filter(
        code => !isAnyAccepted(failed, label, code) && !silent.includes(code),
      );
      return [
        ...(missing.length > 0 ? [missingCodes(label, missing)] : []),
        ...(silent.length > 0 ? [leftOutOfTotal(label, silent)] : []),
        ...(uncounted.length > 0 ? [uncountedCodes(label, uncounted)] : []),
      ];
    });
}

function missingCodes(label: string, codes: readonly string[]): LintFinding {
  return {
    code: 'server-errors-not-counted',
    severity: 'warning',
    message: `${label} ${codes.join(
      ', ',
    )} do not count as errors, though people see an error page.`,
    remedy: `Count all of them: ${label}=~"5..".`,
    where: { part: 'errorQuery' },
  };
}

function uncountedCodes(label: string, codes: readonly string[]): LintFinding {
  return {
    code: 'timeouts-not-counted',
    severity: 'info',
    message: `${codesInWords(
      codes,
    )} count as good, though people waited in vain.`,
    remedy: `Count them too, if the service can be slow: ${label}=~"5..|499|0"; or see that the latency objective covers them.`,
    where: { part: 'errorQuery' },
  };
}

function codesInWords(codes: readonly string[]): string {
  const words: Record<string, string> = {
    '499': 'requests that clients gave up (499)',
    '0': 'requests without any answer (0)',
  };
  const text = codes.map(code => words[code]).join(' and ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function leftOutOfTotal(label: string, codes: readonly string[]): LintFinding {
  return {
    code: 'timeouts-left-out',
    severity: 'warning',
    message: `${codesInWords(
      codes,
    )} are in neither query: when the service hangs, nothing seems to happen.`,
    remedy: `Let the total match every ${label}, and count these as errors.`,
    where: { part: 'totalQuery' },
  };
}

function lintGrpc(
  { part }: SliQuery,
  failed: readonly Selector[],
): LintFinding[] {
  return matchedLabels(failed, grpcStatusLabel)
    .filter(label =>
      failed.some(({ matchers }) =>
        matchers.some(
          matcher =>
            matcher.label === label &&
            namedValues({ ...matcher, operator: '=~' })?.some(value =>
              grpcCodes.includes(value),
            ),
        ),
      ),
    )
    .flatMap((label): LintFinding[] => {
      const missing = grpcFailures.filter(
        code => !isAnyAccepted(failed, label, code),
      );
      return missing.length === 0
        ? []
        : [
            {
              code: 'server-errors-not-counted',
              severity: 'warning',
              message: `${label} ${missing.join(
                ', ',
              )} do not count as errors, though the call failed by no fault of the caller.`,
              remedy: `Count all of them: ${label}=~"${grpcFailures.join(
                '|',
              )}".`,
              where: { part },
            },
          ];
    });
}

/** A total that leaves out those who gave up hides the worst outages. */
function lintLeftOut({ part, selectors }: SliQuery): LintFinding[] {
  return selectors
    .flatMap(({ matchers }) => matchers)
    .filter(({ operator }) => operator === '!=' || operator === '!~')
    .filter(({ value }) => gaveUp.test(value))
    .map(({ label, value, from, to }) => ({
      code: 'timeouts-left-out',
      severity: 'warning',
      message: `The total leaves out ${label} '${value}': people who gave up are not counted at all.`,
      remedy: 'Keep them in the total, and count them as errors.',
      where: { part, from, to },
    }));
}
