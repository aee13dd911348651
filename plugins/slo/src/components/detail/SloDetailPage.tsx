import { ReactNode } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import {
  parseSloId,
  reasonInWords,
  reviewStanding,
  Slo,
  SloDetail,
} from '@goreliable/plugin-slo-common';
import {
  CardSkeleton,
  ChartSkeleton,
  PageHeader,
  QueryFreshness,
  RefreshedQuery,
  RelativeTime,
} from '@goreliable/ui';
import { useSlo } from '../../hooks/useSlo';
import { useSloTraffic } from '../../hooks/useSloTraffic';
import { useTimeRange } from '../../hooks/useTimeRange';
import { sloReviewRouteRef } from '../../routes';
import { SloRules } from '../rules/SloRules';
import { SloLoadError } from '../shared/SloLoadError';
import { useSloBreadcrumbs } from '../shared/useSloBreadcrumbs';
import { useSloTabs } from '../shared/useSloTabs';
import { EntityName } from '../shared/EntityName';
import { isBurning, SloSuspects } from '../shared/SloSuspects';
import { ChangeSloLink } from '../author/AuthorLinks';
import { SourceWarnings } from '../shared/SourceWarnings';
import { stateWords } from '../shared/stateWords';
import { AlertPairs } from './AlertPairs';
import { BurnWindows } from './BurnWindows';
import { Charts } from './Charts';
import { Episodes } from './Episodes';
import { Facts } from './Facts';
import '../slo.css';

function metaOf(slo: Slo, reviewHref: string | undefined): ReactNode[] {
  const { entityRef, owners, source, sampleAt, since, review } = slo;
  const isOverdue = reviewStanding(review, Date.now()) === 'overdue';
  return [
    entityRef ? (
      <EntityName entityRef={entityRef} label={slo.service} />
    ) : (
      slo.service
    ),
    ...owners.map(owner => <EntityName key={owner} entityRef={owner} />),
    `from ${source}`,
    sampleAt && (
      <>
        measured <RelativeTime at={sampleAt} />
      </>
    ),
    since && (
      <>
        {stateWords(slo)} since <RelativeTime at={since} />
      </>
    ),
    isOverdue && (
      <Link className="gr-link" to={reviewHref ?? ''}>
        review overdue since {review?.nextReviewOn}
      </Link>
    ),
  ];
}

/** Only where something burns, or has; and where it is known whom to look at. */
function Suspects(props: { detail: SloDetail }) {
  const { slo, episodes } = props.detail;
  const { entityRef } = slo;
  const hasBurned = isBurning(slo) || episodes.length > 0;
  return hasBurned && entityRef !== undefined ? (
    <SloSuspects slo={{ ...slo, entityRef }} />
  ) : null;
}

function Detail(props: { detail: SloDetail; query: RefreshedQuery }) {
  const { detail, query } = props;
  const { slo, alertPairs } = detail;
  const [choice] = useTimeRange();
  const traffic = useSloTraffic(slo.id, choice);
  return (
    <>
      <QueryFreshness query={query} sources={detail.sources} />
      <SourceWarnings warnings={detail.warnings} />
      {slo.state !== 'ok' && (
        <p role="status" className="slo-reason">
          {reasonInWords(slo.reason)}.
          {slo.reason.code === 'objective-unknown' && slo.tool === 'pyrra' && (
            <>
              {' '}
              Pyrra records it where it runs with <code>--generic-rules</code>;
              else it is read from its alerts, of which none tells it.
            </>
          )}
        </p>
      )}
      <Facts slo={slo} eventsPerSecond={traffic.data?.eventsPerSecond} />
      {isBurning(slo) && <Suspects detail={detail} />}
      <Charts detail={detail} />
      <div className="slo-columns">
        <BurnWindows slo={slo} pairs={alertPairs} />
        <AlertPairs slo={slo} pairs={alertPairs} />
      </div>
      {!isBurning(slo) && <Suspects detail={detail} />}
      <Episodes episodes={detail.episodes} />
      <SloRules id={slo.id} />
    </>
  );
}

/** One SLO: what it means, how it stands, and how it came to that. */
export function SloDetailPage(props: { id: string }) {
  const { id } = props;
  const reviewRoute = useRouteRef(sloReviewRouteRef);
  const tabs = useSloTabs(id);
  const query = useSlo(id);
  const { data, error, isPending, refetch } = query;
  const key = parseSloId(id);
  const slo = data?.slo;
  const breadcrumbs = useSloBreadcrumbs(id);
  return (
    <main>
      <PageHeader
        title={slo?.name ?? key?.name ?? id}
        state={slo && { state: slo.state, label: stateWords(slo) }}
        breadcrumbs={breadcrumbs}
        meta={slo && metaOf(slo, reviewRoute?.({ id }))}
        actions={slo && <ChangeSloLink id={id} />}
        tabs={tabs}
      />
      <div className="slo-page">
        {data && <Detail detail={data} query={query} />}
        {isPending && (
          <>
            <CardSkeleton lines={3} label="Loading the SLO" />
            <ChartSkeleton height={220} label="Loading its series" />
          </>
        )}
        {error && !data && (
          <SloLoadError
            title="The SLO could not be loaded"
            error={error}
            onRetry={refetch}
          />
        )}
      </div>
    </main>
  );
}
