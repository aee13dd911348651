import dagre from '@dagrejs/dagre';
import type { GraphDirection } from './graphView';
import type { GraphEdge, GraphNode, RelationGraph } from './relationGraph';

/** Size of a box in px. */
export const boxWidth = 176;
export const boxHeight = 48;

/** Room around the whole in px. */
const margin = 16;
/** Width of a letter of a relation's words in px, and the height of its line. */
const letterWidth = 6.2;
const lineHeight = 16;

/** A box with its place: its upper left corner in px. */
export type PlacedNode = GraphNode & { x: number; y: number };

/** A line with its way, and the middle of its words, in px. */
export type PlacedEdge = GraphEdge & {
  words: string;
  path: string;
  x: number;
  y: number;
};

/** Where everything is, in px. */
export type GraphLayout = {
  width: number;
  height: number;
  nodes: readonly PlacedNode[];
  edges: readonly PlacedEdge[];
};

type Point = { x: number; y: number };

const isHorizontal = (direction: GraphDirection) =>
  direction === 'LR' || direction === 'RL';

/**
 * A way through the points as an SVG path: in the graph's direction at both
 * ends, and between them without corners and without swinging out. Along the
 * graph's direction the points follow each other.
 */
export function smoothPath(
  points: readonly Point[],
  direction: GraphDirection,
): string {
  const [along, across] = isHorizontal(direction)
    ? (['x', 'y'] as const)
    : (['y', 'x'] as const);
  const slopes = points.map((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    const turnsBack =
      !before ||
      !after ||
      (point[across] - before[across]) * (after[across] - point[across]) <= 0;
    return turnsBack
      ? 0
      : (after[across] - before[across]) / (after[along] - before[along] || 1);
  });
  const write = (a: number, c: number) => {
    const [x, y] = along === 'x' ? [a, c] : [c, a];
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const curves = points.slice(1).map((point, index) => {
    const from = points[index];
    const third = (point[along] - from[along]) / 3;
    return [
      `C${write(from[along] + third, from[across] + slopes[index] * third)}`,
      write(point[along] - third, point[across] - slopes[index + 1] * third),
      write(point[along], point[across]),
    ].join(' ');
  });
  return [`M${write(points[0][along], points[0][across])}`, ...curves].join(
    ' ',
  );
}

/** The middle of the side of a box that looks at a point, in the direction of the graph. */
export function sideTowards(
  box: Point,
  point: Point,
  direction: GraphDirection,
): Point {
  return isHorizontal(direction)
    ? { x: box.x + (Math.sign(point.x - box.x) * boxWidth) / 2, y: box.y }
    : { x: box.x, y: box.y + (Math.sign(point.y - box.y) * boxHeight) / 2 };
}

/** Puts the boxes in rows or columns by what leads to what, with few crossings. */
export function layOut(
  { nodes, edges }: RelationGraph,
  direction: GraphDirection,
  wordsOf: (edge: GraphEdge) => string,
): GraphLayout {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({
    rankdir: direction,
    nodesep: 16,
    ranksep: 56,
    edgesep: 16,
    marginx: margin,
    marginy: margin,
  });
  nodes.forEach(({ entityRef }) =>
    graph.setNode(entityRef, { width: boxWidth, height: boxHeight }),
  );
  edges.forEach(edge =>
    graph.setEdge(edge.from, edge.to, {
      width: Math.round(wordsOf(edge).length * letterWidth),
      height: lineHeight,
      labelpos: 'c',
    }),
  );
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map(node => {
      const { x, y } = graph.node(node.entityRef);
      return { ...node, x: x - boxWidth / 2, y: y - boxHeight / 2 };
    }),
    edges: edges.map(edge => {
      const { points, x = 0, y = 0 } = graph.edge(edge.from, edge.to);
      // Where a line meets a box, dagre aims at the box's middle; a side is calmer.
      const way = points.slice(1, -1);
      const path = smoothPath(
        [
          sideTowards(graph.node(edge.from), way[0], direction),
          ...way,
          sideTowards(graph.node(edge.to), way[way.length - 1], direction),
        ],
        direction,
      );
      return { ...edge, words: wordsOf(edge), path, x, y };
    }),
  };
}
