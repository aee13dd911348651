import { ReactNode, useId, useState } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  defaultSuspectWindowMinutes,
  maxSuspectWindowMinutes,
  SuspectQuery,
} from '@goreliable/plugin-timeline-common';
import { CardSkeleton, ErrorPanel, FreshnessBanner } from '@goreliable/ui';
import { sourceStatusOf } from '@goreliable/upstream-common';
import { timelineApiRef } from '../../api/TimelineApi';
import { useSuspects } from '../../hooks/useSuspects';
import { Moment } from './Moment';
import { SuspectsAnswer } from './SuspectsAnswer';
import '../timeline.css';
import './suspects.css';

/** What the caller knows of a burn's begin. Times are ISO 8601. */
export type SuspectsOnset =
  | { kind: 'loading' }
  | { kind: 'found'; at: string; earliest: string; latest: string }
  /** `text` says why it is not known, as a sentence without a full stop. */
  | { kind: 'unknown'; text: string }
  | { kind: 'failed'; error: unknown; onRetry?: () => void };

/** Props of {@link SuspectsPanel}. */
export interface SuspectsPanelProps {
  /** Whose budget burns, or burned: a full entity reference. */
  entityRef: string;
  onset: SuspectsOnset;
  /** Without a frame and with a smaller heading, to stand inside of a card. */
  embedded?: boolean;
  /** Suspects that are shown; 5 by default. */
  limit?: number;
  /** How long before the onset is looked at first, in minutes; 60 by default. */
  windowMinutes?: number;
}

/** Two missed looks and a bit. */
const staleAfterMs = 150_000;

function queryOf(
  { entityRef, onset }: SuspectsPanelProps,
  windowMinutes: number,
): SuspectQuery | undefined {
  if (onset.kind !== 'found') {
    return undefined;
  }
  const { at, earliest, latest } = onset;
  return { entityRef, onset: at, earliest, latest, windowMinutes };
}

function OnsetLine(props: { onset: SuspectsOnset & { kind: 'found' } }) {
  const { at, earliest, latest } = props.onset;
  return (
    <p className="gr-timeline-meta">
      <span>
        It began to burn at <Moment at={at} />, between <Moment at={earliest} />{' '}
        and <Moment at={latest} />
      </span>
    </p>
  );
}

function Suspects(props: SuspectsPanelProps) {
  const { onset, limit = 5 } = props;
  const [windowMinutes, setWindow] = useState(
    props.windowMinutes ?? defaultSuspectWindowMinutes,
  );
  const query = useSuspects(queryOf(props, windowMinutes));
  const { data, error, refetch } = query;
  const retry = () => {
    refetch();
  };
  if (onset.kind === 'failed') {
    return (
      <ErrorPanel
        title="When it began could not be looked up"
        error={onset.error}
        onRetry={onset.onRetry}
      />
    );
  }
  if (onset.kind === 'unknown') {
    return (
      <p className="gr-suspects-none">
        {onset.text}. So nobody can say what came before.
      </p>
    );
  }
  if (onset.kind === 'found' && error && !data) {
    return (
      <ErrorPanel
        title="What changed before could not be looked up"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (onset.kind === 'loading' || !data) {
    return <CardSkeleton lines={3} label="Looking for what changed before" />;
  }
  return (
    <div aria-busy={query.isPlaceholderData}>
      {error && (
        <FreshnessBanner
          sources={[
            sourceStatusOf({
              name: 'The timeline',
              asOf: new Date(query.dataUpdatedAt).toISOString(),
              now: Date.now(),
              staleAfterMs,
              error: error.message,
            }),
          ]}
          onRetry={retry}
        />
      )}
      <OnsetLine onset={onset} />
      <SuspectsAnswer
        answer={data}
        limit={limit}
        onLookFurther={() => setWindow(maxSuspectWindowMinutes)}
      />
    </div>
  );
}

function Frame(props: { embedded: boolean; children: ReactNode }) {
  const headingId = useId();
  const Heading = props.embedded ? 'h3' : 'h2';
  return (
    <section
      className={`gr-suspects ${props.embedded ? '' : 'gr-suspects--framed'}`}
      aria-labelledby={headingId}
    >
      <Heading id={headingId}>What changed before</Heading>
      {props.children}
    </section>
  );
}

/**
 * What changed just before a budget began to burn, here or in what the entity depends on,
 * with the reasons in words. For pages of other plugins; nothing where the
 * portal has no timeline.
 */
export function SuspectsPanel(props: SuspectsPanelProps) {
  const timelineApi = useApiHolder().get(timelineApiRef);
  return timelineApi ? (
    <Frame embedded={props.embedded ?? false}>
      <Suspects {...props} />
    </Frame>
  ) : null;
}
