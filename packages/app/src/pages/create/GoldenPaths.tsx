import { useCallback } from 'react';
import {
  CardSkeleton,
  EmptyState,
  ErrorPanel,
  QueryField,
} from '@goreliable/ui';
import { useSearchParams } from 'react-router-dom';
import { useQueryParam } from '../shared/useQueryParam';
import { findPaths, GoldenPath } from './goldenPath';
import { GoldenPathCard } from './GoldenPathCard';
import { useGoldenPaths } from './useGoldenPaths';
import './create.css';

function NoPaths() {
  return (
    <EmptyState
      title="No golden paths yet"
      description="A golden path is a template that makes a new service with everything it needs. Templates appear here once a location in the catalog's configuration holds them."
    />
  );
}

function PathList(props: { paths: readonly GoldenPath[] }) {
  const [query, setQuery] = useQueryParam('q');
  const [, setParams] = useSearchParams();
  const clear = useCallback(
    () => setParams({}, { replace: true }),
    [setParams],
  );
  const found = findPaths(props.paths, query);
  return (
    <>
      <div className="gr-paths-bar">
        <QueryField
          label="Filter golden paths"
          value={query}
          onChange={setQuery}
        />
        <span className="gr-paths-count" role="status">
          {found.length === props.paths.length
            ? `${found.length} golden ${found.length === 1 ? 'path' : 'paths'}`
            : `${found.length} of ${props.paths.length}`}
        </span>
      </div>
      {found.length > 0 ? (
        <ul className="gr-paths" aria-label="Golden paths">
          {found.map(path => (
            <GoldenPathCard key={path.entityRef} path={path} />
          ))}
        </ul>
      ) : (
        <EmptyState
          title="No golden path matches"
          description={`None has "${query}" in its name, description, owner or tags.`}
          action={
            <button type="button" className="gr-button" onClick={clear}>
              Clear filter
            </button>
          }
        />
      )}
    </>
  );
}

/** What can be created, and how one begins. */
export function GoldenPaths() {
  const { data, error, isPending, refetch } = useGoldenPaths();
  return (
    <div className="gr-list-page">
      {data && data.length > 0 && <PathList paths={data} />}
      {data?.length === 0 && <NoPaths />}
      {isPending && (
        <div className="gr-paths">
          <CardSkeleton lines={5} label="Loading golden paths" />
        </div>
      )}
      {error && !data && (
        <ErrorPanel
          title="The golden paths could not be loaded"
          error={error}
          onRetry={refetch}
        />
      )}
    </div>
  );
}
