import { useCallback, useDeferredValue } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  overdueReviewsInWords,
  rollUp,
  SloOverview,
  SloState,
} from '@goreliable/plugin-slo-common';
import {
  ErrorPanel,
  PageHeader,
  QueryFreshness,
  TableSkeleton,
} from '@goreliable/ui';
import { useSloOverview } from '../../hooks/useSloOverview';
import { SpecProblems } from '../rules/SpecProblems';
import { NewSloLink } from '../author/AuthorLinks';
import { SourceWarnings } from '../shared/SourceWarnings';
import { groupingBy, GroupingName, parseGrouping } from './grouping';
import { GroupSelect } from './GroupSelect';
import { NoSlos } from './NoSlos';
import { SloTable } from './SloTable';
import '../slo.css';

const wordsOfState: readonly [SloState, string][] = [
  ['critical', 'burning fast'],
  ['warning', 'to look at'],
  ['no-data', 'without data'],
  ['stale', 'stale'],
  ['no-traffic', 'without traffic'],
];

/** How the fleet is, in a line: `42 SLOs · 1 burning fast · 2 without data`. */
function fleetInWords({ slos }: SloOverview): string[] {
  const { counts, total } = rollUp(slos);
  if (total === 0) {
    return [];
  }
  const troubles = wordsOfState.flatMap(([state, words]) =>
    counts[state] ? [`${counts[state]} ${words}`] : [],
  );
  const all = `${total} ${total === 1 ? 'SLO' : 'SLOs'}`;
  const overdue = overdueReviewsInWords(slos, Date.now());
  return [
    all,
    ...(troubles.length > 0 ? troubles : ['all within their objectives']),
    ...(overdue === undefined ? [] : [overdue]),
  ];
}

function useGrouping() {
  const [parameters, setParameters] = useSearchParams();
  const grouping = parseGrouping(parameters.get('group'));
  const setGrouping = useCallback(
    (next: GroupingName | undefined) =>
      setParameters(
        current => {
          const changed = new URLSearchParams(current);
          changed.delete('group');
          if (next) {
            changed.set('group', next);
          }
          return changed;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return [grouping, setGrouping] as const;
}

function Fleet(props: { overview: SloOverview }) {
  const { overview } = props;
  const [grouping, setGrouping] = useGrouping();
  return (
    <SloTable
      overview={overview}
      groupBy={grouping && groupingBy(grouping)}
      actions={<GroupSelect value={grouping} onChange={setGrouping} />}
      emptyState={<NoSlos sources={overview.sources.map(({ name }) => name)} />}
    />
  );
}

/** Every SLO: which need somebody, which hold, and what is not known. */
export function OverviewPage() {
  const query = useSloOverview();
  const { data: latest, error, refetch } = query;
  // A refresh of a thousand SLOs is drawn between what a person does, not before it.
  const data = useDeferredValue(latest);
  return (
    <main>
      <PageHeader
        title="SLOs"
        meta={data && fleetInWords(data)}
        actions={<NewSloLink />}
      />
      <div className="slo-page">
        {data && <QueryFreshness query={query} sources={data.sources} />}
        {data && <SourceWarnings warnings={data.warnings} />}
        {data && <SpecProblems problems={data.specProblems} />}
        {data && <Fleet overview={data} />}
        {!data && !error && (
          <TableSkeleton rows={12} columns={8} label="Loading SLOs" />
        )}
        {error && !data && (
          <ErrorPanel
            title="SLOs could not be loaded"
            error={error}
            onRetry={refetch}
          />
        )}
      </div>
    </main>
  );
}
