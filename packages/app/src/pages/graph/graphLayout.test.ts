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

it('goes straight where nothing turns', () => {
  const points = [
    { x: 0, y: 4 },
    { x: 6, y: 4 },
  ];
  expect(smoothPath(points, 'LR')).toBe('M0.0,4.0 C2.0,4.0 4.0,4.0 6.0,4.0');
});

it('begins and ends in the direction of the graph, and is level where it turns back', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 3, y: 6 },
    { x: 6, y: 12 },
    { x: 9, y: 6 },
  ];
  expect(smoothPath(points, 'LR').split(' ').slice(0, 4)).toEqual([
    'M0.0,0.0',
    'C1.0,0.0',
    '2.0,4.0',
    '3.0,6.0',
  ]);
  expect(smoothPath(points, 'LR').split(' ').slice(4)).toEqual([
    'C4.0,8.0',
    '5.0,12.0',
    '6.0,12.0',
    'C7.0,12.0',
    '8.0,6.0',
    '9.0,6.0',
  ]);
});

it('turns with the graph', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 6, y: 9 },
  ];
  expect(smoothPath(points, 'TB')).toBe('M0.0,0.0 C0.0,3.0 6.0,6.0 6.0,9.0');
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
