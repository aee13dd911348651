import type { SyntaxNode } from '@lezer/common';
import { promDurationSeconds } from '../../promDuration';
import { childrenOf, parsePromql } from './parsePromql';

/**
 * An expression in one certain form, so that texts which Prometheus takes for
 * the same become the same: without white space, comments and needless commas,
 * with matchers in order, numbers and durations by their value, and the labels
 * of aggregations in front, where Prometheus itself writes them.
 *
 * @returns `undefined` for what is no PromQL
 */
export function canonicalPromql(text: string): string | undefined {
  const parsed = parsePromql(text);
  return parsed.kind === 'parsed' ? write(parsed.expression, text) : undefined;
}

/** Whether Prometheus takes two expressions for the same. */
export function isSamePromql(one: string, other: string): boolean {
  const canonical = canonicalPromql(one);
  return canonical === undefined
    ? one.trim() === other.trim()
    : canonical === canonicalPromql(other);
}

function write(node: SyntaxNode, text: string): string {
  const children = childrenOf(node);
  const all = () => children.map(child => write(child, text));
  switch (node.name) {
    case 'NumberDurationLiteral':
    case 'NumberDurationLiteralInDurationContext':
      return writeNumber(text.slice(node.from, node.to));
    case 'StringLiteral':
      return JSON.stringify(unquoted(text.slice(node.from, node.to)));
    case 'ParenExpr':
      return `(${all().join('')})`;
    case 'LabelMatchers':
      return children.length === 0
        ? ''
        : `{${children
            .map(child =>
              child.name === 'QuotedLabelName'
                ? `__name__ = ${write(child.firstChild!, text)}`
                : write(child, text),
            )
            .sort()
            .join(',')}}`;
    case 'GroupingLabels':
      return `(${all().join(',')})`;
    case 'FunctionCallBody':
      return `(${all().join(',')})`;
    case 'DurationExpr':
      return children.length > 1 ? `(${all().join(' ')})` : all().join('');
    case 'MatrixSelector':
      return `${write(children[0], text)}[${write(children[1], text)}]`;
    case 'SubqueryExpr':
      return `${write(children[0], text)}[${children
        .slice(1)
        .map(child => write(child, text))
        .join(':')}${children.length === 2 ? ':' : ''}]`;
    case 'AggregateExpr':
      return writeAggregation(children, text);
    case 'MatchingModifierClause':
      return writeMatching(children, text);
    case 'UnaryExpr':
      // A plus changes nothing; Prometheus puts one before Inf.
      return all().join(' ').replace(/^\+ /, '');
    case 'QuotedLabelName':
      return writeLabel(unquoted(text.slice(node.from, node.to)));
    case 'Identifier':
    case 'LabelName':
      return text.slice(node.from, node.to);
    default:
      // Keywords may be written in any case.
      return children.length > 0
        ? all().filter(Boolean).join(' ')
        : text.slice(node.from, node.to).toLocaleLowerCase('en');
  }
}

/** The labels come first, wherever they have been written. */
function writeAggregation(children: SyntaxNode[], text: string): string {
  return (
    ['AggregateOp', 'AggregateModifier', 'FunctionCallBody']
      .flatMap(name => children.filter(child => child.name === name))
      .map(child => write(child, text))
      // By no label at all is what it does without being told.
      .filter(written => written !== 'by ()')
      .join(' ')
  );
}

/** `group_left ()` says no more than `group_left`. */
function writeMatching(children: SyntaxNode[], text: string): string {
  return children
    .map((child, index) => {
      const before = children[index - 1]?.name ?? '';
      const written = write(child, text);
      return before.startsWith('Group') && written === '()' ? '' : written;
    })
    .filter(Boolean)
    .join(' ');
}

function writeNumber(literal: string): string {
  const value = Number(literal.replace(/^\+/, ''));
  if (!Number.isNaN(value)) {
    return String(value);
  }
  const [, sign, duration] = /^([-+]?)(.*)$/.exec(literal)!;
  const seconds = promDurationSeconds(duration);
  return seconds === undefined
    ? literal.toLocaleLowerCase('en').replace(/^\+/, '')
    : String(sign === '-' ? -seconds : seconds);
}

function writeLabel(name: string): string {
  return /^[a-zA-Z_:][\w:]*$/.test(name) ? name : JSON.stringify(name);
}

const escapes: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The text that a literal of PromQL stands for, which is written as in Go. */
function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) {
    return inner;
  }
  return inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
    (_, hex, short, long, octal, char) => {
      if (char !== undefined) {
        return escapes[char] ?? char;
      }
      const code = parseInt(hex ?? short ?? long ?? octal, octal ? 8 : 16);
      return String.fromCodePoint(Math.min(code, 0x10ffff));
    },
  );
}
