import { Entity } from '@backstage/catalog-model';
import { ErrorPanel, QueryFreshness, TableSkeleton } from '@goreliable/ui';
import { groupingBy } from '../overview/grouping';
import { SloTable, SloTableProps } from '../overview/SloTable';
import { SourceWarnings } from '../shared/SourceWarnings';
import { BurningSuspects } from './BurningSuspects';
import { NoEntitySlos } from './NoEntitySlos';
import { useEntitySlos } from './useEntitySlos';
import '../slo.css';

/** What goes without saying on the page of an entity. */
function presentationFor(
  entity: Entity,
): Pick<SloTableProps, 'without' | 'groupBy'> {
  switch (entity.kind.toLocaleLowerCase('en-US')) {
    case 'system':
      return { without: ['system'], groupBy: groupingBy('service') };
    case 'group':
      return { without: ['owner'], groupBy: groupingBy('service') };
    default:
      return { without: ['service', 'owner', 'system'] };
  }
}

/** The SLOs of an entity as a tab of its page. */
export function EntitySlosContent() {
  const query = useEntitySlos();
  const { entity, data, error, isPending, refetch } = query;
  return (
    <div className="slo-page slo-page--tab">
      {data && <QueryFreshness query={query} sources={data.sources} />}
      {data && <SourceWarnings warnings={data.warnings} />}
      {data && <BurningSuspects slos={data.slos} />}
      {data && (
        <SloTable
          overview={data}
          {...presentationFor(entity)}
          emptyState={<NoEntitySlos entity={entity} />}
        />
      )}
      {isPending && <TableSkeleton rows={3} columns={6} label="Loading SLOs" />}
      {error && !data && (
        <ErrorPanel
          title="SLOs could not be loaded"
          error={error}
          onRetry={refetch}
        />
      )}
    </div>
  );
}
