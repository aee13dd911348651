import { useCallback, useMemo } from 'react';
import { CardSkeleton, ErrorPanel, PageHeader } from '@goreliable/ui';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { nameOf, useEntityHref } from '../shared/EntityLink';
import { GraphFilters } from './GraphFilters';
import { GraphPicture } from './GraphPicture';
import { graphSearch, GraphView, readGraphView } from './graphView';
import { relationGraph, RelationRows } from './relationGraph';
import { RelationTable } from './RelationTable';
import { StartingPoints } from './StartingPoints';
import { mostEntities, useRelationRows } from './useRelationRows';
import '../shared/pages.css';
import './graph.css';

const nothingYet: RelationRows = { rows: new Map(), asked: new Set() };

function Graph(props: { view: GraphView; answer: RelationRows }) {
  const { view, answer } = props;
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const graph = useMemo(() => relationGraph(view, answer), [view, answer]);
  const hrefAround = useCallback(
    (entityRef: string) => graphSearch({ ...view, roots: [entityRef] }),
    [view],
  );
  return (
    <>
      <GraphFilters
        view={view}
        answer={answer}
        onChange={change =>
          navigate(graphSearch({ ...view, ...change }, params), {
            replace: true,
          })
        }
      />
      <GraphPicture
        graph={graph}
        direction={view.direction}
        hrefAround={hrefAround}
      />
      <RelationTable graph={graph} isLoading={false} />
    </>
  );
}

function GraphAround(props: { view: GraphView }) {
  const { view } = props;
  const { data, error, refetch } = useRelationRows(view);
  if (error && !data) {
    return (
      <ErrorPanel
        title="The relations could not be loaded"
        error={error}
        onRetry={refetch}
      />
    );
  }
  if (!data) {
    return <CardSkeleton lines={8} label="Loading relations" />;
  }
  return (
    <>
      <Graph view={view} answer={data} />
      {data.isCut && (
        <p className="gr-graph-note" role="status">
          Only the {mostEntities} nearest entities are shown. Choose a smaller
          distance, or begin at another entity.
        </p>
      )}
    </>
  );
}

/** What an entity is related to, and what that is related to, drawn and in words. */
export function GraphPage() {
  const [params] = useSearchParams();
  // The table's parameters change often, and leave the graph as it is.
  const address = graphSearch(readGraphView(params));
  const view = useMemo(
    () => readGraphView(new URLSearchParams(address)),
    [address],
  );
  const { data = nothingYet } = useRelationRows(view);
  const entityHref = useEntityHref();
  const [root, ...others] = view.roots;
  const title = root && (data.rows.get(root)?.title ?? nameOf(root));
  const href = root && entityHref(root);
  return (
    <main>
      <PageHeader
        title={
          root
            ? `Relations of ${title}${
                others.length > 0 ? ` and ${others.length} more` : ''
              }`
            : 'Relations'
        }
        actions={
          href && (
            <Link className="gr-button" to={href}>
              Open {title}
            </Link>
          )
        }
      />
      <div className="gr-list-page">
        {root ? (
          <GraphAround view={view} />
        ) : (
          <StartingPoints
            hrefAround={entityRef =>
              graphSearch({ ...view, roots: [entityRef] })
            }
          />
        )}
      </div>
    </main>
  );
}
