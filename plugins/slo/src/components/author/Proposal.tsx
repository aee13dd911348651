import { lazy, Suspense } from 'react';
import { parseSloId, SloPreview } from '@goreliable/plugin-slo-common';
import { CardSkeleton } from '@goreliable/ui';
import { Written } from './authorState';
import { Obstacle } from './Obstacle';
import { TakeAlong } from './TakeAlong';
import { useObstacle } from './useObstacle';

// The scaffolder's part brings all its forms along.
const ProposePanel = lazy(() =>
  import('./propose/ProposePanel').then(module => ({
    default: module.ProposePanel,
  })),
);

/** What becomes of it: a pull request, where a repository is known. */
export function Proposal(props: {
  written: Written;
  wanted: string | undefined;
  preview: SloPreview | undefined;
  isReady: boolean;
  from: string | undefined;
  /** What stands in the way. */
  hindered: ReturnType<typeof useObstacle>;
  /** The pull request is open. */
  onDone: () => void;
}) {
  const { written, wanted, preview, isReady, from, hindered, onDone } = props;
  const { spec } = written;
  const target = preview?.target;
  return (
    <section className="slo-panel" aria-labelledby="slo-propose-heading">
      <h2 id="slo-propose-heading">Propose it</h2>
      {spec && wanted && target && !hindered ? (
        <Suspense
          fallback={<CardSkeleton lines={3} label="Loading the proposal" />}
        >
          <ProposePanel
            draftId={from ?? ''}
            isReady={isReady}
            onDone={onDone}
            proposed={{
              spec: wanted,
              service: spec.service,
              name: spec.name,
              replaces: parseSloId(from ?? '')?.name,
              source: preview.source,
              target,
            }}
          />
        </Suspense>
      ) : (
        <p className="slo-note">
          {hindered ? (
            <Obstacle {...hindered} />
          ) : (
            'A pull request can be opened once it has been tried.'
          )}
        </p>
      )}
      {hindered && (
        <TakeAlong
          text={written.text}
          fileName={`${spec?.name ?? 'slo'}.yaml`}
        />
      )}
    </section>
  );
}
