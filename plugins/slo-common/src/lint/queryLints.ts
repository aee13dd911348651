import {
  argumentsOf,
  functionName,
  nodesNamed,
  ParsedQuery,
  unwrapped,
} from './promql/parseQuery';
import { acceptsOn, namedValues } from './promql/matching';
import { LabelMatcher, Selector, selectorsOf } from './promql/selectors';
import { counterFunctions, isSingleSeries } from './promql/shape';
import { LintFinding, LintPart } from './types';

const counterSuffix = /_(total|count|sum|bucket)$/;

/** What can be wrong with one query of an SLI, whatever the others are. */
export function lintQuery(query: ParsedQuery, part: LintPart): LintFinding[] {
  if (query.syntaxError) {
    return [syntaxFinding(query, part)];
  }
  return [
    ...lintWindows(query, part),
    ...lintCounters(query, part),
    ...lintShape(query, part),
    ...selectorsOf(query).flatMap(selector => lintSelector(selector, part)),
  ];
}

function syntaxFinding(query: ParsedQuery, part: LintPart): LintFinding {
  const { from, to } = query.syntaxError!;
  const near = query.text.slice(from, from + 20).trim();
  return {
    code: 'promql-syntax',
    severity: 'error',
    message: near
      ? `This is not PromQL from '${near}' on.`
      : 'This is not PromQL: something is missing at its end.',
    remedy:
      'Correct the query; Prometheus refuses the rules that are made of it.',
    where: { part, from, to },
  };
}

function lintWindows(query: ParsedQuery, part: LintPart): LintFinding[] {
  const ranges = nodesNamed(
    query.tree.topNode,
    'MatrixSelector',
    'SubqueryExpr',
  );
  if (!query.hasWindow) {
    return [
      {
        code: 'no-window',
        severity: 'error',
        message:
          'It has no {{.window}}, so every window would measure the same and long windows would not be long.',
        remedy: 'Write [{{.window}}] where the query has its range.',
        where: { part },
      },
    ];
  }
  return ranges
    .filter(range => !query.text.slice(range.from, range.to).includes('{{'))
    .map(range => ({
      code: 'fixed-window',
      severity: 'warning',
      message: `'${query.text.slice(
        range.from,
        range.to,
      )}' has a range of its own, so a part of the ratio is not of the window that it is recorded for.`,
      remedy: 'Use [{{.window}}] in every part of the query.',
      where: { part, from: range.from, to: range.to },
    }));
}

function lintCounters(query: ParsedQuery, part: LintPart): LintFinding[] {
  const findings: LintFinding[] = [];
  for (const call of nodesNamed(query.tree.topNode, 'FunctionCall')) {
    const name = functionName(query, call);
    const where = { part, from: call.from, to: call.to };
    if (name === 'histogram_quantile') {
      findings.push({
        code: 'quantile-as-sli',
        severity: 'error',
        message:
          'A quantile is a time, not a share of events: it cannot be compared with an error budget.',
        remedy:
          'Count the events that were fast enough by the bucket at the threshold, and take the share of the others.',
        where,
      });
    }
    if (counterFunctions.includes(name)) {
      const [argument] = argumentsOf(call);
      const inside = nodesNamed(call, 'AggregateExpr');
      if (inside.length > 0) {
        findings.push({
          code: 'rate-of-sum',
          severity: 'error',
          message: `${name}() is taken of a sum: when one instance restarts, the sum falls and the rate shows errors or events that never were.`,
          remedy: `Take the ${name} first and the sum of it: sum(${name}(…)).`,
          where,
        });
      } else if (argument) {
        findings.push(...lintCounterName(query, name, argument, where));
      }
    }
  }
  return findings;
}

function lintCounterName(
  query: ParsedQuery,
  name: string,
  argument: ReturnType<typeof unwrapped>,
  where: LintFinding['where'],
): LintFinding[] {
  const [selector] = selectorsOf(query).filter(
    ({ from, to }) => from >= argument.from && to <= argument.to,
  );
  const metric = selector?.metric;
  if (metric?.includes(':')) {
    return [
      {
        code: 'rate-of-recorded',
        severity: 'warning',
        message: `${name}() is taken of '${metric}', which a rule records: if that is a sum, restarts look like errors; if it is a rate, this is a rate of a rate.`,
        remedy: `Take the ${name} of the counters themselves.`,
        where,
      },
    ];
  }
  return metric === undefined || counterSuffix.test(metric)
    ? []
    : [
        {
          code: 'not-a-counter',
          severity: 'info',
          message: `${name}() is taken of '${metric}', whose name is not that of a counter; of a gauge it means nothing.`,
          remedy:
            'Check that it only ever grows; counters end in _total, _count, _sum or _bucket.',
          where,
        },
      ];
}

function lintShape(query: ParsedQuery, part: LintPart): LintFinding[] {
  if (isSingleSeries(query) !== false) {
    return [];
  }
  return [
    {
      code: 'several-series',
      severity: 'warning',
      message:
        'It can give several series, so the SLO would have several values at a time, or none where the two queries do not match.',
      remedy: 'Put a sum(…) without by or without around it.',
      where: { part },
    },
  ];
}

function lintSelector(selector: Selector, part: LintPart): LintFinding[] {
  return [...lintContradiction(selector, part), ...lintBucket(selector, part)];
}

function lintContradiction(selector: Selector, part: LintPart): LintFinding[] {
  const refused = selector.matchers.find(matcher => {
    const values = namedValues(matcher);
    return values?.every(
      value => acceptsOn(selector, matcher.label, value) === false,
    );
  });
  return refused
    ? [
        {
          code: 'matches-nothing',
          severity: 'error',
          message: `No series can match: '${refused.label}' is asked to be '${refused.value}' and something else at once.`,
          remedy:
            'Remove one of the matchers, or join their values in one: =~"a|b".',
          where: { part, from: selector.from, to: selector.to },
        },
      ]
    : [];
}

function lintBucket(selector: Selector, part: LintPart): LintFinding[] {
  return selector.matchers
    .filter(({ label, operator }) => label === 'le' && operator === '=')
    .flatMap((matcher): LintFinding[] => {
      const where = { part, from: matcher.from, to: matcher.to };
      const bound = boundOf(matcher);
      if (bound === undefined) {
        return [
          {
            code: 'bucket-no-number',
            severity: 'error',
            message: `No bucket is called '${matcher.value}': bounds are numbers or +Inf.`,
            remedy:
              'Write the threshold as a number in the unit of the metric.',
            where,
          },
        ];
      }
      return Number.isInteger(bound)
        ? [
            {
              code: 'bucket-written-both-ways',
              severity: 'warning',
              message: `Prometheus 3 writes this bound as ${bound}.0, older ones as ${bound}: with ${matcher.value} alone the query is empty on one of them.`,
              remedy: `Match both: le=~"${bound}(\\\\.0)?".`,
              where,
            },
          ]
        : [];
    });
}

/** The bound that a bucket matcher names; `undefined` if it is no number. */
function boundOf({ value }: LabelMatcher): number | undefined {
  if (value === '+Inf') {
    return Infinity;
  }
  const number = value.trim() === '' ? NaN : Number(value);
  return Number.isNaN(number) ? undefined : number;
}
