import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

/** A PromQL expression as a tree of Prometheus' own grammar. */
export interface ParsedPromql {
  text: string;
  /** The expression itself, without what stands around it. */
  expression: SyntaxNode;
}

/** Where PromQL cannot be read, and why. */
export interface PromqlProblem {
  /** Offset in the text. */
  at: number;
  message: string;
}

/** Reads PromQL by Prometheus' own grammar. */
export function parsePromql(
  text: string,
): ({ kind: 'parsed' } & ParsedPromql) | ({ kind: 'invalid' } & PromqlProblem) {
  const tree = parser.parse(text);
  let wrongAt: number | undefined;
  tree.iterate({
    enter: node => {
      if (node.type.isError && wrongAt === undefined) {
        wrongAt = node.from;
      }
    },
  });
  if (wrongAt !== undefined) {
    const rest = text.slice(wrongAt).trim();
    return {
      kind: 'invalid',
      at: wrongAt,
      message:
        rest === ''
          ? 'the expression ends too early: a bracket, a quote or an operand is missing'
          : `'${shortened(rest)}' cannot stand there`,
    };
  }
  const expression = childrenOf(tree.topNode)[0];
  if (!expression) {
    return { kind: 'invalid', at: 0, message: 'there is no expression' };
  }
  return { kind: 'parsed', text, expression };
}

/** The parts of a node, comments left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') {
      children.push(child);
    }
  }
  return children;
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
