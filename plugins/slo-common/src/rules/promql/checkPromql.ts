import type { SyntaxNode } from '@lezer/common';
import {
  aggregationParameters,
  experimental,
  Signature,
  signatures,
  ValueType,
} from './functions';
import { childrenOf, parsePromql, PromqlProblem } from './parsePromql';
import { checkSelector } from './checkSelector';
import { refuse, TypeProblem } from './TypeProblem';

const inWords: Record<ValueType, string> = {
  scalar: 'a scalar',
  string: 'a text',
  vector: 'an instant vector',
  matrix: 'a range vector',
};

/**
 * What an expression gives, by the rules by which Prometheus accepts or refuses
 * expressions before it evaluates any.
 */
export function checkPromql(
  text: string,
): { kind: 'valid'; type: ValueType } | ({ kind: 'invalid' } & PromqlProblem) {
  const parsed = parsePromql(text);
  if (parsed.kind === 'invalid') {
    return parsed;
  }
  try {
    return { kind: 'valid', type: typeOf(parsed.expression, text) };
  } catch (error) {
    if (error instanceof TypeProblem) {
      return { kind: 'invalid', at: error.at, message: error.message };
    }
    throw error;
  }
}

/** What an offset or a moment can be given for. */
const shiftable = [
  'VectorSelector',
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'StepInvariantExpr',
];

const setOperators = new Set(['And', 'Or', 'Unless']);
const comparisons = new Set(['Eql', 'Neq', 'Gtr', 'Lss', 'Gte', 'Lte']);

function typeOf(node: SyntaxNode, text: string): ValueType {
  const children = childrenOf(node);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'scalar';
    case 'StringLiteral':
      return 'string';
    case 'ParenExpr':
      return typeOf(children[0], text);
    case 'VectorSelector':
      checkSelector(node, text);
      return 'vector';
    case 'MatrixSelector':
      checkDurations(children, text);
      return typeBehind(children[0], text, ['VectorSelector'], () => 'matrix');
    case 'SubqueryExpr':
      checkDurations(children, text);
      return typeBehind(children[0], text, undefined, type =>
        type === 'vector'
          ? 'matrix'
          : refuse(
              node,
              `A subquery takes an instant vector, not ${inWords[type]}`,
            ),
      );
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return typeBehind(children[0], text, shiftable, type => type);
    case 'UnaryExpr':
      return unaryType(children[1], typeOf(children[1], text));
    case 'BinaryExpr':
      return binaryType(children, text, typeOf(children.at(-1)!, text));
    case 'FunctionCall':
      return callType(node, text);
    case 'AggregateExpr':
      return aggregateType(children, text);
    default:
      return refuse(
        node,
        `'${text.slice(
          node.from,
          node.to,
        )}' is experimental, and refused by Prometheus unless that is switched on`,
      );
  }
}

/**
 * The type of what a range, an offset or a moment stands behind. The grammar
 * puts it behind all of `a / b[5m]`, while for Prometheus it belongs to `b`.
 */
function typeBehind(
  operand: SyntaxNode,
  text: string,
  allowed: readonly string[] | undefined,
  become: (type: ValueType) => ValueType,
): ValueType {
  const children = childrenOf(operand);
  const last = children[children.length - 1];
  if (operand.name === 'BinaryExpr') {
    const right = typeBehind(last, text, allowed, become);
    return binaryType(children, text, right);
  }
  if (operand.name === 'UnaryExpr') {
    return unaryType(last, typeBehind(last, text, allowed, become));
  }
  if (allowed && !allowed.includes(operand.name)) {
    return refuse(
      operand,
      `A range, an offset or a moment can only stand behind a selector, not behind '${text.slice(
        operand.from,
        operand.to,
      )}'`,
    );
  }
  return become(typeOf(operand, text));
}

/** Arithmetic of durations is an experiment of Prometheus. */
function checkDurations(children: SyntaxNode[], text: string) {
  for (const duration of children) {
    if (duration.name === 'DurationExpr' && duration.getChild('DurationExpr')) {
      refuse(
        duration,
        `'${text.slice(
          duration.from,
          duration.to,
        )}' computes with durations, which Prometheus refuses unless that is switched on`,
      );
    }
  }
}

function unaryType(operand: SyntaxNode, type: ValueType): ValueType {
  return type === 'scalar' || type === 'vector'
    ? type
    : refuse(
        operand,
        `A sign can stand before scalars and instant vectors, not before ${inWords[type]}`,
      );
}

function binaryType(
  children: SyntaxNode[],
  text: string,
  right: ValueType,
): ValueType {
  const operator = children[1];
  const modifiers = children.slice(2, -1);
  const types = [typeOf(children[0], text), right];
  for (const type of types) {
    if (type !== 'scalar' && type !== 'vector') {
      refuse(
        operator,
        `'${text.slice(
          operator.from,
          operator.to,
        )}' takes scalars and instant vectors, not ${inWords[type]}`,
      );
    }
  }
  const bothScalar = types.every(type => type === 'scalar');
  if (setOperators.has(operator.name) && types.includes('scalar')) {
    refuse(
      operator,
      `'${text.slice(
        operator.from,
        operator.to,
      )}' takes instant vectors, not scalars`,
    );
  }
  const isBool = modifiers.some(modifier => modifier.name === 'BoolModifier');
  if (comparisons.has(operator.name) && bothScalar && !isBool) {
    refuse(
      operator,
      'Scalars can only be compared with bool: write bool after the operator',
    );
  }
  return bothScalar ? 'scalar' : 'vector';
}

function callType(node: SyntaxNode, text: string): ValueType {
  const identifier = node.getChild('FunctionIdentifier')!;
  const name = text.slice(identifier.from, identifier.to);
  refuseExperiments(name, node);
  const signature = signatures.get(name);
  if (!signature) {
    return refuse(node, `There is no function ${name}`);
  }
  checkArguments(
    name,
    childrenOf(node.getChild('FunctionCallBody')!),
    signature,
    node,
    text,
  );
  return signature.gives;
}

function checkArguments(
  name: string,
  given: SyntaxNode[],
  { takes, optional }: Signature,
  node: SyntaxNode,
  text: string,
) {
  const least = takes.length - (optional === 'any' ? 1 : optional ?? 0);
  const isTooMany = optional !== 'any' && given.length > takes.length;
  if (given.length < least || isTooMany) {
    refuse(
      node,
      `${name} takes ${takes.length || 'no'} argument${
        takes.length === 1 ? '' : 's'
      }, not ${given.length}`,
    );
  }
  given.forEach((argument, index) => {
    const wanted = takes[Math.min(index, takes.length - 1)];
    expectType(argument, text, wanted, name);
  });
}

function aggregateType(children: SyntaxNode[], text: string): ValueType {
  const operator = children.find(child => child.name === 'AggregateOp')!;
  const name = text.slice(operator.from, operator.to).toLocaleLowerCase('en');
  refuseExperiments(name, operator);
  const body = children.find(child => child.name === 'FunctionCallBody')!;
  const parameter = aggregationParameters.get(name);
  checkArguments(
    name,
    childrenOf(body),
    { takes: parameter ? [parameter, 'vector'] : ['vector'], gives: 'vector' },
    body,
    text,
  );
  return 'vector';
}

function refuseExperiments(name: string, node: SyntaxNode) {
  if (experimental.has(name)) {
    refuse(
      node,
      `${name} is experimental, and refused by Prometheus unless that is switched on`,
    );
  }
}

function expectType(
  node: SyntaxNode,
  text: string,
  wanted: ValueType,
  taker: string,
) {
  const type = typeOf(node, text);
  if (type !== wanted) {
    refuse(
      node,
      `${taker} takes ${inWords[wanted]}, not ${inWords[type]}${
        wanted === 'matrix' ? ': write a range such as [{{.window}}]' : ''
      }`,
    );
  }
}
