import { SyntaxNode } from '@lezer/common';
import { functionName, nodesNamed, ParsedQuery, unwrapped } from './parseQuery';

/** Functions that turn a counter into a rate or an increase. */
export const counterFunctions: readonly string[] = [
  'rate',
  'irate',
  'increase',
];

const singleFunctions = ['vector', 'scalar', 'absent', 'time', 'pi'];

/**
 * Whether a query can give at most one series; `undefined` if that depends on
 * what is recorded, as with a bare selector.
 */
export function isSingleSeries(
  query: ParsedQuery,
  node: SyntaxNode = query.tree.topNode,
): boolean | undefined {
  const inner = unwrapped(node);
  switch (inner.name) {
    case 'AggregateExpr': {
      const modifier = inner.getChild('AggregateModifier');
      const isByNothing =
        modifier?.getChild('By') &&
        nodesNamed(modifier, 'LabelName').length === 0;
      return !modifier || Boolean(isByNothing);
    }
    case 'BinaryExpr': {
      const [first, last] = [inner.firstChild!, inner.lastChild!];
      const both = [first, last].map(side => isSingleSeries(query, side));
      if (both.includes(false)) {
        return false;
      }
      return both.includes(undefined) ? undefined : true;
    }
    case 'UnaryExpr':
      return isSingleSeries(query, inner.lastChild!);
    case 'NumberDurationLiteral':
      return true;
    case 'FunctionCall': {
      const name = functionName(query, inner);
      if (singleFunctions.includes(name)) {
        return true;
      }
      return counterFunctions.includes(name) ? false : undefined;
    }
    default:
      return undefined;
  }
}
