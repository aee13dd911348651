import { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A query with its syntax tree. */
export interface ParsedQuery {
  /** As it was written; offsets are of this. */
  text: string;
  tree: Tree;
  /** Where it stops being PromQL; absent if it is all right. */
  syntaxError?: { from: number; to: number };
  /** Whether it has the placeholder for the window. */
  hasWindow: boolean;
}

const windowPlaceholder = /\{\{\s*\.window\s*\}\}/g;

/**
 * Reads a query by Prometheus' own grammar. `{{.window}}` is read as a duration
 * of the same length, so that offsets stay those of the text.
 */
export function parseQuery(text: string): ParsedQuery {
  let hasWindow = false;
  const promql = text.replace(windowPlaceholder, placeholder => {
    hasWindow = true;
    return '5m'.padStart(placeholder.length, '0');
  });
  const tree = parser.parse(promql);
  const syntaxError = firstError(tree, text.length);
  return { text, tree, hasWindow, ...(syntaxError && { syntaxError }) };
}

function firstError(tree: Tree, length: number) {
  let found: { from: number; to: number } | undefined;
  tree.iterate({
    enter: node => {
      if (node.type.isError && !found) {
        // What is missing has no length; show the place where it is missed.
        const from = Math.max(0, Math.min(node.from, length - 1));
        found = { from, to: Math.max(node.to, from + 1) };
      }
      return !found;
    },
  });
  return found;
}

/** All nodes of one of the names, in the order of the text. */
export function nodesNamed(
  node: SyntaxNode,
  ...names: readonly string[]
): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate(each => {
    if (names.includes(each.name)) {
      found.push(each.node);
    }
  });
  return found;
}

/** The text of a node. */
export function textOf(query: ParsedQuery, node: SyntaxNode): string {
  return query.text.slice(node.from, node.to);
}

/** The node below any number of parentheses. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (
    (inner.name === 'ParenExpr' || inner.name === 'PromQL') &&
    inner.firstChild
  ) {
    inner = inner.firstChild;
  }
  return inner;
}

/** What a function or aggregation is applied to, in order. */
export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const body = call.getChild('FunctionCallBody');
  const found: SyntaxNode[] = [];
  for (let child = body?.firstChild; child; child = child.nextSibling) {
    found.push(child);
  }
  return found;
}

/** The name of a called function, e.g. `rate`. */
export function functionName(query: ParsedQuery, call: SyntaxNode): string {
  const identifier = call.getChild('FunctionIdentifier');
  return identifier ? textOf(query, identifier) : '';
}
