import { useMemo } from 'react';
import { DataTable, DataTableColumn } from '@goreliable/ui';
import { EntityLink } from '../shared/EntityLink';
import { GraphEdge, GraphNode, kindOf, RelationGraph } from './relationGraph';
import { edgeWords } from './GraphPicture';

/** A line of the graph in words. */
type RelationRow = GraphEdge & { source: GraphNode; target: GraphNode };

function End(props: { node: GraphNode }) {
  const { entityRef, title, isMissing } = props.node;
  return (
    <span className="gr-relation-end">
      {isMissing ? (
        <span title={entityRef}>{title}</span>
      ) : (
        <EntityLink entityRef={entityRef} label={title} />
      )}
      <span className="gr-relation-kind">
        {isMissing ? 'not in the catalog' : kindOf(entityRef)}
      </span>
    </span>
  );
}

const columns: readonly DataTableColumn<RelationRow>[] = [
  {
    id: 'from',
    header: 'Entity',
    width: 184,
    grow: 2,
    alwaysShown: true,
    value: row => row.source.title,
    cell: row => <End node={row.source} />,
  },
  {
    id: 'relation',
    header: 'Relation',
    width: 128,
    grow: 1,
    value: row => edgeWords(row),
  },
  {
    id: 'to',
    header: 'To',
    width: 184,
    grow: 2,
    alwaysShown: true,
    value: row => row.target.title,
    cell: row => <End node={row.target} />,
  },
  {
    id: 'distance',
    header: 'Distance',
    unit: 'steps',
    width: 144,
    grow: 0,
    value: row => Math.min(row.source.distance, row.target.distance) + 1,
  },
];

/** The graph in words, for reading, searching and saving. */
export function RelationTable(props: {
  graph: RelationGraph;
  isLoading: boolean;
}) {
  const { graph, isLoading } = props;
  const rows = useMemo(() => {
    const nodes = new Map(graph.nodes.map(node => [node.entityRef, node]));
    return graph.edges.map(edge => ({
      ...edge,
      source: nodes.get(edge.from)!,
      target: nodes.get(edge.to)!,
    }));
  }, [graph]);
  return (
    <DataTable
      caption="Relations"
      urlKey="relations"
      rows={rows}
      columns={columns}
      getRowId={row => `${row.from} ${row.to}`}
      defaultSort={{ id: 'distance', descending: false }}
      isLoading={isLoading}
    />
  );
}
