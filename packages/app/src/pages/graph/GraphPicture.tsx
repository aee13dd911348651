import {
  CSSProperties,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Link } from 'react-router-dom';
import { boxHeight, boxWidth, layOut, PlacedNode } from './graphLayout';
import type { GraphDirection } from './graphView';
import { GraphEdge, kindOf, RelationGraph } from './relationGraph';
import { relationType } from './relationTypes';

/** How an edge reads, `depends on, provides`. */
export function edgeWords({ types }: GraphEdge): string {
  return types.map(type => relationType(type).words).join(', ');
}

function Box(props: { node: PlacedNode; href: string }) {
  const { node, href } = props;
  const { entityRef, title, distance, isMissing, x, y } = node;
  return (
    <Link
      to={href}
      className="gr-graph-box"
      style={{ left: x, top: y, width: boxWidth, height: boxHeight }}
      title={entityRef}
      aria-current={distance === 0 ? 'true' : undefined}
      data-missing={isMissing || undefined}
    >
      <span className="gr-graph-title">{title}</span>
      <span className="gr-graph-kind">
        {isMissing ? 'not in the catalog' : kindOf(entityRef)}
      </span>
    </Link>
  );
}

/** Brings the middle of the graph into view, where the whole does not fit, however wide the window becomes. */
function useMiddleInView(middle: PlacedNode | undefined, scale: number) {
  const frame = useRef<HTMLDivElement>(null);
  const x = middle && (middle.x + boxWidth / 2) * scale;
  const y = middle && (middle.y + boxHeight / 2) * scale;
  useLayoutEffect(() => {
    const { current } = frame;
    if (!current || x === undefined || y === undefined) {
      return undefined;
    }
    const bring = () => {
      current.scrollLeft = x - current.clientWidth / 2;
      current.scrollTop = y - current.clientHeight / 2;
    };
    bring();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(bring);
    observer.observe(current);
    return () => observer.disconnect();
  }, [x, y]);
  return frame;
}

/** Entities as boxes, relations as lines; a box leads to the graph around it. */
export function GraphPicture(props: {
  graph: RelationGraph;
  direction: GraphDirection;
  hrefAround: (entityRef: string) => string;
}) {
  const { graph, direction, hrefAround } = props;
  const [isWhole, setWhole] = useState(false);
  const [room, setRoom] = useState(0);
  const layout = useMemo(
    () => layOut(graph, direction, edgeWords),
    [graph, direction],
  );
  const { width, height, nodes, edges } = layout;
  const scale = isWhole && room > 0 ? Math.min(1, room / width) : 1;
  const frame = useMiddleInView(nodes[0], scale);
  const size: CSSProperties = { width: width * scale, height: height * scale };
  return (
    <section className="gr-graph" aria-label="Graph">
      <div className="gr-graph-frame" ref={frame}>
        <div className="gr-graph-canvas" style={size}>
          <div
            className="gr-graph-scaled"
            style={{ width, height, transform: `scale(${scale})` }}
          >
            <svg width={width} height={height} aria-hidden="true">
              <defs>
                <marker
                  id="gr-graph-arrow"
                  viewBox="0 0 8 8"
                  refX="7"
                  refY="4"
                  markerWidth="8"
                  markerHeight="8"
                  orient="auto"
                >
                  <path d="M1 1 7 4 1 7" />
                </marker>
              </defs>
              {edges.map(({ from, to, path }) => (
                <path
                  key={`${from} ${to}`}
                  d={path}
                  markerEnd="url(#gr-graph-arrow)"
                />
              ))}
            </svg>
            {edges.map(({ from, to, words, x, y }) => (
              <span
                key={`${from} ${to}`}
                className="gr-graph-words"
                style={{ left: x, top: y }}
                aria-hidden="true"
              >
                {words}
              </span>
            ))}
            {nodes.map(node => (
              <Box
                key={node.entityRef}
                node={node}
                href={hrefAround(node.entityRef)}
              />
            ))}
          </div>
        </div>
      </div>
      <button
        type="button"
        className="gr-button gr-button--small gr-graph-fit gr-no-print"
        aria-pressed={isWhole}
        onClick={() => {
          setRoom(frame.current?.clientWidth ?? 0);
          setWhole(!isWhole);
        }}
      >
        Fit to width
      </button>
    </section>
  );
}
