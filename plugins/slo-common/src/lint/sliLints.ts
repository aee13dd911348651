import { SliSpec } from '../specs';
import { lintFailures } from './failureLints';
import { lintLatency } from './latencyLints';
import { acceptsOn, areDisjoint, namedValues } from './promql/matching';
import { Selector } from './promql/selectors';
import { lintQuery } from './queryLints';
import { BucketBounds, readSliQuery, SliQuery } from './sliQuery';
import { LintFinding } from './types';

/** What can be wrong with an indicator: with each query, and with both together. */
export function lintSli(
  sli: SliSpec,
  bounds: BucketBounds = {},
): LintFinding[] {
  if (sli.kind === 'raw') {
    const ratio = readSliQuery('errorRatioQuery', sli.errorRatioQuery);
    return [
      ...lintQuery(ratio.query, ratio.part),
      ...lintLatency([ratio], bounds),
    ];
  }
  const errors = readSliQuery('errorQuery', sli.errorQuery);
  const total = readSliQuery('totalQuery', sli.totalQuery);
  return [
    ...lintQuery(errors.query, errors.part),
    ...lintQuery(total.query, total.part),
    ...lintSameQuery(errors, total),
    ...lintDoubleCounting(errors),
    ...lintDoubleCounting(total),
    ...lintOutsideTotal(errors, total),
    ...lintFailures(errors, total),
    ...lintLatency([errors, total], bounds),
  ];
}

function lintSameQuery(errors: SliQuery, total: SliQuery): LintFinding[] {
  const plain = ({ query }: SliQuery) => query.text.replace(/\s+/g, '');
  return plain(errors) === plain(total)
    ? [
        {
          code: 'errors-are-total',
          severity: 'error',
          message:
            'Errors and total are the same query, so everything counts as failed.',
          remedy: 'Let the error query match only what failed.',
          where: { part: 'errorQuery' },
        },
      ]
    : [];
}

/** Two selectors that are added up and can match the same series count it twice. */
function lintDoubleCounting({ part, selectors }: SliQuery): LintFinding[] {
  const added = selectors.filter(({ isSubtracted }) => !isSubtracted);
  return added.flatMap((selector, index) =>
    added
      .slice(0, index)
      .filter(
        other =>
          other.metric !== undefined &&
          other.metric === selector.metric &&
          !areDisjoint(other, selector),
      )
      .slice(0, 1)
      .map(
        (): LintFinding => ({
          code: 'counted-twice',
          severity: 'warning',
          message: `Two selectors of '${selector.metric}' can match the same series, whose events then count twice.`,
          remedy:
            'Join them in one selector, or let a label tell them apart for certain.',
          where: { part, from: selector.from, to: selector.to },
        }),
      ),
  );
}

/** Errors that the total refuses make ratios above 1, and budgets that never were. */
function lintOutsideTotal(errors: SliQuery, total: SliQuery): LintFinding[] {
  return errors.selectors
    .filter(({ isSubtracted }) => !isSubtracted)
    .flatMap((selector): LintFinding[] => {
      const counted = total.selectors.filter(
        ({ metric, isSubtracted }) =>
          metric === selector.metric && !isSubtracted,
      );
      if (counted.length === 0) {
        return [];
      }
      const where = {
        part: errors.part,
        from: selector.from,
        to: selector.to,
      } as const;
      if (counted.every(each => areDisjoint(selector, each))) {
        return [
          {
            code: 'errors-outside-total',
            severity: 'error',
            message:
              'The total leaves out what counts as an error, so the ratio is too high, and infinite when everything fails.',
            remedy: 'Let the total match the failed events too.',
            where,
          },
        ];
      }
      const outside = partlyOutside(selector, counted);
      return outside.length === 0
        ? []
        : [
            {
              code: 'some-errors-outside-total',
              severity: 'warning',
              message: `The total leaves out ${outside.join(
                ', ',
              )}, which count as errors.`,
              remedy: 'Let both queries leave out the same events.',
              where,
            },
          ];
    });
}

function partlyOutside(
  selector: Selector,
  counted: readonly Selector[],
): string[] {
  return selector.matchers.flatMap(matcher =>
    (namedValues(matcher) ?? [])
      .filter(value => acceptsOn(selector, matcher.label, value) !== false)
      .filter(value =>
        counted.every(each => acceptsOn(each, matcher.label, value) === false),
      )
      .map(value => `${matcher.label}="${value}"`),
  );
}
