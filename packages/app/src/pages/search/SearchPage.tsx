import { useCallback } from 'react';
import {
  CardSkeleton,
  EmptyState,
  ErrorPanel,
  PageHeader,
  QueryField,
} from '@goreliable/ui';
import { useSearchParams } from 'react-router-dom';
import { Segments } from '../shared/Segments';
import { useQueryParam } from '../shared/useQueryParam';
import { readSearchView, searchAddress, SearchView } from './searchAddress';
import { labelOfType, SearchHit } from './searchAnswer';
import { SearchHits } from './SearchHits';
import { useSearch } from './useSearch';
import './search.css';

/** The types that were found with how many of each, those with most first. */
function countTypes(hits: readonly SearchHit[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { type } of hits) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

function TypeSegments(props: {
  view: SearchView;
  types: readonly [string, number][];
  /** There are more hits than were counted. */
  isPartial: boolean;
}) {
  const { view, types, isPartial } = props;
  const more = isPartial ? '+' : '';
  const shown =
    view.type && !types.some(([type]) => type === view.type)
      ? [...types, [view.type, 0] as const]
      : types;
  const total = types.reduce((sum, [, count]) => sum + count, 0);
  const segment = (label: string, count: number, type?: string) => ({
    label: `${label} ${count}${more}`,
    to: searchAddress({ term: view.term, type }),
    isCurrent: view.type === type,
  });
  return (
    <Segments
      label="What to find"
      segments={[
        segment('All', total),
        ...shown.map(([type, count]) =>
          segment(labelOfType(type), count, type),
        ),
      ]}
    />
  );
}

function NothingFound(props: { view: SearchView; elsewhere: number }) {
  const { term, type } = props.view;
  return (
    <EmptyState
      title={
        type
          ? `Nothing in ${labelOfType(type)} matches "${term}"`
          : `Nothing matches "${term}"`
      }
      description={
        props.elsewhere > 0
          ? 'There are results of another type: choose All.'
          : 'Check the spelling or use fewer words. What was added in the last minutes may not be indexed yet.'
      }
    />
  );
}

function Results(props: { view: SearchView }) {
  const { view } = props;
  const all = useSearch({ term: view.term }, true);
  const types = countTypes(all.hits);
  const isThere = types.some(([type]) => type === view.type);
  const ofType = useSearch(view, Boolean(view.type) && isThere);
  const current = view.type ? ofType : all;
  const { hits } = current;
  const failure = all.error ?? (view.type ? ofType.error : undefined);
  if (failure && hits.length === 0) {
    return (
      <ErrorPanel
        title="The search failed"
        error={failure}
        onRetry={() => (all.error ? all.refetch() : ofType.refetch())}
      />
    );
  }
  if (all.isPending || (view.type && isThere && ofType.isPending)) {
    return <CardSkeleton lines={6} label="Searching" />;
  }
  if (!all.isIndexed) {
    return (
      <EmptyState
        title="The search is being prepared"
        description="The portal has just started and still reads what there is to find. This takes a minute; the results then appear by themselves."
      />
    );
  }
  return (
    <>
      <TypeSegments view={view} types={types} isPartial={all.hasNextPage} />
      {hits.length > 0 && (!view.type || isThere) ? (
        <SearchHits hits={hits} />
      ) : (
        <NothingFound view={view} elsewhere={all.hits.length} />
      )}
      {current.hasNextPage && (
        <button
          type="button"
          className="gr-button gr-hits-more"
          disabled={current.isFetchingNextPage}
          onClick={() => current.fetchNextPage()}
        >
          Show more
        </button>
      )}
    </>
  );
}

/** Finds anything in the portal. */
export function SearchPage() {
  const [params] = useSearchParams();
  const [, setTerm] = useQueryParam('query');
  const view = readSearchView(params);
  const onChange = useCallback((term: string) => setTerm(term), [setTerm]);
  return (
    <main>
      <PageHeader title="Search" />
      <div className="gr-list-page gr-list-page--narrow">
        <div className="gr-search-field" role="search">
          <QueryField
            label="Search services, docs, people"
            value={view.term}
            onChange={onChange}
          />
        </div>
        {view.term.trim() ? (
          <Results view={view} />
        ) : (
          <EmptyState
            title="What are you looking for?"
            description="Type the name of a service, an API, a team or a person, or a word of the documentation. Ctrl K or ⌘ K does the same from every page."
          />
        )}
      </div>
    </main>
  );
}
