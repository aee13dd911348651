import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './parsePromql';
import { refuse } from './TypeProblem';

/**
 * Prometheus refuses selectors that would take every series.
 *
 * @throws TypeProblem
 */
export function checkSelector(node: SyntaxNode, text: string): void {
  const matchers = node.getChild('LabelMatchers');
  const isNamed = node.getChild('Identifier') !== null;
  const hasSome = childrenOf(matchers ?? node).some(
    matcher =>
      matcher.name === 'QuotedLabelName' ||
      matcherTakesSomething(matcher, text),
  );
  if (!isNamed && !hasSome) {
    refuse(
      node,
      `'${text.slice(
        node.from,
        node.to,
      )}' would select every series: name the metric`,
    );
  }
}

/** Whether a matcher takes only series that have its label. */
function matcherTakesSomething(matcher: SyntaxNode, text: string): boolean {
  const operator = matcher.getChild('MatchOp')?.firstChild?.name;
  const literal = matcher.getChild('StringLiteral');
  if (!operator || !literal) {
    return false;
  }
  const value = text.slice(literal.from + 1, literal.to - 1);
  switch (operator) {
    case 'EqlSingle':
      return value !== '';
    case 'Neq':
      return value === '';
    case 'EqlRegex':
      return !['', '.*'].includes(value);
    default:
      return false;
  }
}
