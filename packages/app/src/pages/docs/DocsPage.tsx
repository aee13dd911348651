import { useRouteRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/plugin-catalog-react';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import {
  DataTable,
  DataTableColumn,
  DataTableFilter,
  EmptyState,
  ErrorPanel,
  PageHeader,
} from '@goreliable/ui';
import { Link, useSearchParams } from 'react-router-dom';
import type { CatalogRow } from '../catalog/catalogRow';
import {
  useCatalogEntities,
  useOwnershipRefs,
} from '../catalog/useCatalogEntities';
import { EntityLink, nameOf } from '../shared/EntityLink';
import { Segments } from '../shared/Segments';

/** What an entity says of where its documentation is. */
const docsAnnotation = 'metadata.annotations.backstage.io/techdocs-ref';

const columns: readonly DataTableColumn<CatalogRow>[] = [
  {
    id: 'title',
    header: 'Documentation',
    width: 180,
    grow: 2,
    alwaysShown: true,
    value: row => row.title,
  },
  {
    id: 'description',
    header: 'About',
    width: 220,
    grow: 4,
    sortable: false,
    value: row => row.description,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 112,
    grow: 0,
    value: row => row.kind,
    cell: row => <EntityLink entityRef={row.entityRef} label={row.kind} />,
  },
  { id: 'type', header: 'Type', width: 112, grow: 0, value: row => row.type },
  {
    id: 'owner',
    header: 'Owner',
    width: 136,
    grow: 0,
    value: row => row.owner && nameOf(row.owner),
    cell: row => row.owner && <EntityLink entityRef={row.owner} />,
  },
];

const filters: readonly DataTableFilter<CatalogRow>[] = [
  { id: 'kind', label: 'Kind', value: row => row.kind },
  { id: 'owner', label: 'Owner', value: row => row.owner, labelOf: nameOf },
  { id: 'system', label: 'System', value: row => row.partOf, labelOf: nameOf },
];

function scopeSearch(params: URLSearchParams, scope: 'all' | 'mine'): string {
  const next = new URLSearchParams(params);
  next.delete('scope');
  if (scope === 'mine') {
    next.set('scope', scope);
  }
  return `?${next}`;
}

function NoDocs(props: { everybodyHref?: string }) {
  return props.everybodyHref ? (
    <EmptyState
      title="Nothing of your teams is documented yet"
      description="This list shows what your teams own and have written documentation for."
      action={
        <Link className="gr-button" to={props.everybodyHref}>
          Show all documentation
        </Link>
      }
    />
  ) : (
    <EmptyState
      title="No documentation yet"
      description={
        <>
          A service is listed here once its catalog-info.yaml has the annotation{' '}
          <code>backstage.io/techdocs-ref</code> and its repository a{' '}
          <code>docs</code> folder with an <code>mkdocs.yml</code>. The golden
          paths bring both.
        </>
      }
    />
  );
}

/** Everything that is documented, and the way to read it. */
export function DocsPage() {
  const [params] = useSearchParams();
  const isMine = params.get('scope') === 'mine';
  const ownership = useOwnershipRefs(isMine);
  const isKnown = !isMine || ownership.data !== undefined;
  const docsRoute = useRouteRef(techdocsPlugin.routes.docRoot);
  const entities = useCatalogEntities(
    isKnown
      ? {
          [docsAnnotation]: CATALOG_FILTER_EXISTS,
          ...(isMine && { 'relations.ownedBy': ownership.data! }),
        }
      : undefined,
  );
  const error = isKnown ? entities.error : ownership.error;
  const href = ({ entityRef }: CatalogRow) => {
    const { namespace, kind, name } = parseEntityRef(entityRef);
    return docsRoute?.({ namespace, kind, name });
  };
  return (
    <main>
      <PageHeader
        title="Docs"
        actions={
          <Segments
            label="Whose"
            segments={(['all', 'mine'] as const).map(scope => ({
              label: scope === 'all' ? 'All' : 'My teams',
              to: scopeSearch(params, scope),
              isCurrent: isMine === (scope === 'mine'),
            }))}
          />
        }
      />
      <div className="gr-list-page">
        {Boolean(error) && entities.rows.length === 0 ? (
          <ErrorPanel
            title="The documentation could not be listed"
            error={error}
            onRetry={isKnown ? entities.retry : ownership.refetch}
          />
        ) : (
          <DataTable
            caption="Documentation"
            urlKey="docs"
            rows={entities.rows}
            columns={columns}
            filters={filters}
            getRowId={row => row.entityRef}
            getRowHref={href}
            defaultSort={{ id: 'title', descending: false }}
            isLoading={entities.isLoading}
            emptyState={
              <NoDocs
                everybodyHref={isMine ? scopeSearch(params, 'all') : undefined}
              />
            }
          />
        )}
      </div>
    </main>
  );
}
