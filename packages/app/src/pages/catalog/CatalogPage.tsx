import { useMemo } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useStarredEntities } from '@backstage/plugin-catalog-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { DataTable, ErrorPanel, PageHeader } from '@goreliable/ui';
import { Link, Navigate, useSearchParams } from 'react-router-dom';
import { useEntityHref } from '../shared/EntityLink';
import { Segments } from '../shared/Segments';
import { catalogFilter } from './catalogFilter';
import {
  CatalogScope,
  CatalogView,
  fromStockSearch,
  readView,
  tableKey,
  viewSearch,
} from './catalogView';
import { catalogColumns, catalogFacets } from './columns';
import { catalogKinds, labelOfKind } from './kinds';
import { NoEntities } from './NoEntities';
import { Starred, StarredContext } from './StarButton';
import {
  CatalogEntities,
  useCatalogEntities,
  useOwnershipRefs,
} from './useCatalogEntities';
import './catalog.css';

const scopes: readonly [CatalogScope, string][] = [
  ['all', 'All'],
  ['mine', 'My teams'],
  ['starred', 'Starred'],
];

const wholeNumbers = new Intl.NumberFormat('en');

function KindTabs(props: { kind: string }) {
  const [params] = useSearchParams();
  return (
    <nav className="gr-page-tabs gr-kind-tabs gr-no-print" aria-label="Kinds">
      {catalogKinds.map(({ kind, label }) => (
        <Link
          key={kind}
          to={viewSearch(params, { kind })}
          aria-current={kind === props.kind ? 'true' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** What is not in the table, in words; silent when everything is. */
function Completeness(props: { entities: CatalogEntities }) {
  const { rows, total, isCompleting, error, retry } = props.entities;
  if (rows.length === 0 || rows.length >= total) {
    return null;
  }
  const [shown, all] = [rows.length, total].map(count =>
    wholeNumbers.format(count),
  );
  if (error) {
    return (
      <p className="gr-catalog-note" role="status">
        {shown} of {all} are listed; the rest failed to load.{' '}
        <button type="button" className="gr-button" onClick={retry}>
          Retry
        </button>
      </p>
    );
  }
  return (
    <p className="gr-catalog-note" role="status">
      {isCompleting
        ? `${shown} of ${all} are loaded; the rest is on its way.`
        : `The first ${shown} of ${all} are listed. Choose another kind or your teams to see fewer.`}
    </p>
  );
}

function CatalogTable(props: {
  view: CatalogView;
  entities: CatalogEntities;
  createHref: string | undefined;
}) {
  const { view, entities, createHref } = props;
  const [params] = useSearchParams();
  const entityHref = useEntityHref();
  const { rows } = entities;
  const chosen = [...new Set(params.keys())].join();
  const columns = useMemo(
    () => catalogColumns(view.kind, rows),
    [view.kind, rows],
  );
  const filters = useMemo(
    () =>
      catalogFacets(view.kind, rows, id =>
        chosen.split(',').includes(`${tableKey}.${id}`),
      ),
    [view.kind, rows, chosen],
  );
  return (
    <DataTable
      caption={labelOfKind(view.kind)}
      urlKey={tableKey}
      rows={rows}
      columns={columns}
      filters={filters}
      getRowId={row => row.entityRef}
      getRowHref={row => entityHref(row.entityRef)}
      defaultSort={{ id: 'name', descending: false }}
      isLoading={entities.isLoading}
      emptyState={
        <NoEntities
          view={view}
          everybodyHref={viewSearch(params, { scope: 'all' })}
          createHref={createHref}
        />
      }
    />
  );
}

function useStarred(): Starred {
  const { starredEntities, toggleStarredEntity } = useStarredEntities();
  return useMemo(
    () => ({ entityRefs: starredEntities, toggle: toggleStarredEntity }),
    [starredEntities, toggleStarredEntity],
  );
}

/** Everything the catalog knows, a kind at a time, answered by one request. */
export function CatalogPage() {
  const [params] = useSearchParams();
  const view = readView(params);
  const starred = useStarred();
  const ownership = useOwnershipRefs(view.scope === 'mine');
  const isKnown = view.scope !== 'mine' || ownership.data !== undefined;
  const entities = useCatalogEntities(
    isKnown
      ? catalogFilter(view, ownership.data ?? [], [...starred.entityRefs])
      : undefined,
  );
  const error = isKnown ? entities.error : ownership.error;
  const createHref = useRouteRef(scaffolderPlugin.routes.root)?.();

  const stock = fromStockSearch(params);
  if (stock) {
    return <Navigate replace to={stock} />;
  }
  return (
    <main>
      <PageHeader
        title="Catalog"
        actions={
          <>
            <Segments
              label="Whose"
              segments={scopes.map(([scope, label]) => ({
                label,
                to: viewSearch(params, { scope }),
                isCurrent: scope === view.scope,
              }))}
            />
            {createHref && (
              <Link className="gr-button gr-button--primary" to={createHref}>
                Create service
              </Link>
            )}
          </>
        }
      />
      <KindTabs kind={view.kind} />
      <div className="gr-list-page">
        {Boolean(error) && entities.rows.length === 0 ? (
          <ErrorPanel
            title="The catalog could not be loaded"
            error={error}
            onRetry={isKnown ? entities.retry : ownership.refetch}
          />
        ) : (
          <StarredContext.Provider value={starred}>
            <CatalogTable
              view={view}
              entities={entities}
              createHref={createHref}
            />
          </StarredContext.Provider>
        )}
        <Completeness entities={entities} />
      </div>
    </main>
  );
}
