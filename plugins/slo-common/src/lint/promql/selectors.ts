import { SyntaxNode } from '@lezer/common';
import { nodesNamed, ParsedQuery, textOf } from './parseQuery';

/** A condition on a label. */
export interface LabelMatcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
  from: number;
  to: number;
}

/** A vector selector of a query. */
export interface Selector {
  /** Absent if it is selected by matchers only. */
  metric?: string;
  matchers: LabelMatcher[];
  /**
   * Whether its events are taken away from others', as the good ones are in
   * `total - good`.
   */
  isSubtracted: boolean;
  from: number;
  to: number;
}

/** Every vector selector of a query, in the order of the text. */
export function selectorsOf(query: ParsedQuery): Selector[] {
  return nodesNamed(query.tree.topNode, 'VectorSelector').map(node =>
    toSelector(query, node),
  );
}

function toSelector(query: ParsedQuery, node: SyntaxNode): Selector {
  const identifier = node.getChild('Identifier');
  const quoted = node.getChild('LabelMatchers')?.getChild('QuotedLabelName');
  const matchers = nodesNamed(
    node,
    'UnquotedLabelMatcher',
    'QuotedLabelMatcher',
  ).flatMap(matcher => toMatcher(query, matcher));
  const byName = matchers.find(
    ({ label, operator }) => label === '__name__' && operator === '=',
  );
  const metric =
    (identifier && textOf(query, identifier)) ??
    (quoted && unquoted(textOf(query, quoted))) ??
    byName?.value;
  return {
    ...(metric !== undefined && { metric }),
    matchers: matchers.filter(matcher => matcher !== byName),
    isSubtracted: isSubtracted(node),
    from: node.from,
    to: node.to,
  };
}

function toMatcher(query: ParsedQuery, node: SyntaxNode): LabelMatcher[] {
  const name = node.getChild('LabelName') ?? node.getChild('QuotedLabelName');
  const operator = node.getChild('MatchOp');
  const value = node.getChild('StringLiteral');
  if (!name || !operator || !value) {
    // A part is missing; the syntax error says so.
    return [];
  }
  return [
    {
      label: unquoted(textOf(query, name)),
      operator: textOf(query, operator) as LabelMatcher['operator'],
      value: unquoted(textOf(query, value)),
      from: node.from,
      to: node.to,
    },
  ];
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** A PromQL string literal as the text it stands for; what is none stays as it is. */
export function unquoted(literal: string): string {
  const [quote] = literal;
  if (quote === '`') {
    return literal.slice(1, -1);
  }
  if (quote !== '"' && quote !== "'") {
    return literal;
  }
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gs,
      (_, hex, unicode, character) =>
        character === undefined
          ? String.fromCharCode(parseInt(hex ?? unicode, 16))
          : escapes[character] ?? character,
    );
}

function isSubtracted(node: SyntaxNode): boolean {
  let subtractions = 0;
  for (
    let child = node, parent = node.parent;
    parent;
    child = parent, parent = parent.parent
  ) {
    const isRight =
      parent.name === 'BinaryExpr' && parent.lastChild?.from === child.from;
    if (isRight && parent.getChild('Sub')) {
      subtractions += 1;
    }
  }
  return subtractions % 2 === 1;
}
