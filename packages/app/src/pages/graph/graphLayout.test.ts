import {
  boxHeight,
  boxWidth,
  layOut,
  sideTowards,
  smoothPath,
} from './graphLayout';
import type { GraphNode } from './relationGraph';

const node = (name: string): GraphNode => ({
  entityRef: `component:default/${name}`,
  kind: 'component',
  title: name,
  distance: 0,
  isMissing: false,
});
const edge = (from: string, to: string) => ({
  from: `component:default/${from}`,
  to: `component:default/${to}`,
  types: ['dependsOn'],
});
const graph = {
  nodes: ['a', 'b', 'c', 'd'].map(node),
  edges: [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('d', 'a')],
};
const words = () => 'depends on';

it.each(['LR', 'RL', 'TB', 'BT'] as const)(
  'puts no box over another or outside, from %s',
  direction => {
    const { nodes, width, height } = layOut(graph, direction, words);
    for (const one of nodes) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.y).toBeGreaterThanOrEqual(0);
      expect(one.x + boxWidth).toBeLessThanOrEqual(width);
      expect(one.y + boxHeight).toBeLessThanOrEqual(height);
      for (const other of nodes.filter(each => each !== one)) {
        expect(
          Math.abs(one.x - other.x) >= boxWidth ||
            Math.abs(one.y - other.y) >= boxHeight,
        ).toBe(true);
      }
    }
  },
);

it('draws what follows to the right, and a way for every relation', () => {
  const { nodes, edges } = layOut(graph, 'LR', words);
  expect(nodes[1].x).toBeGreaterThan(nodes[0].x);
  expect(edges.map(each => each.path).filter(path => /NaN/.test(path))).toEqual(
    [],
  );
  expect(edges[0].words).toBe('depends on');
  const [start] = edges[0].path.slice(1).split(' ');
  expect(start).toBe(
    `${(nodes[0].x + boxWidth).toFixed(1)},${(
      nodes[0].y +
      boxHeight / 2
    ).toFixed(1)}`,
  );
});

it('is empty without entities', () => {
  expect(layOut({ nodes: [], edges: [] }, 'LR', words)).toMatchObject({
    nodes: [],
    edges: [],
  });
});

it.each([
  [
    [
      { x: 0, y: 0 },
      { x: 8, y: 0 },
    ],
    'M0.0,0.0 L8.0,0.0',
  ],
  [
    [
      { x: 0, y: 0 },
      { x: 4, y: 4 },
      { x: 8, y: 0 },
    ],
    'M0.0,0.0 Q4.0,4.0 8.0,0.0',
  ],
  [
    [
      { x: 0, y: 0 },
      { x: 2, y: 4 },
      { x: 6, y: 4 },
      { x: 8, y: 0 },
    ],
    'M0.0,0.0 Q2.0,4.0 4.0,4.0 Q6.0,4.0 8.0,0.0',
  ],
])('goes through %j without corners', (points, expected) => {
  expect(smoothPath(points)).toBe(expected);
});

it('leaves a box on the side that looks at where the line goes', () => {
  const box = { x: 100, y: 100 };
  expect(sideTowards(box, { x: 0, y: 0 }, 'LR')).toEqual({
    x: 100 - boxWidth / 2,
    y: 100,
  });
  expect(sideTowards(box, { x: 0, y: 300 }, 'TB')).toEqual({
    x: 100,
    y: 100 + boxHeight / 2,
  });
});
