import type { SyntaxNode } from '@lezer/common';

/** Why Prometheus refuses an expression that has the form of one. */
export class TypeProblem extends Error {
  constructor(readonly at: number, message: string) {
    super(message);
  }
}

/** @throws TypeProblem */
export function refuse(node: SyntaxNode, message: string): never {
  throw new TypeProblem(node.from, message);
}
