import {
  badEventsInWords,
  countedNoun,
  forecastExhaustion,
  forecastInWords,
  indicatorInWords,
  objectiveInWords,
  parseSloId,
  SloDetail,
  SloReviewAnswer,
  trafficFacts,
} from '@goreliable/plugin-slo-common';
import {
  CardSkeleton,
  PageHeader,
  QueryFreshness,
  RefreshedQuery,
} from '@goreliable/ui';
import { useSlo } from '../../hooks/useSlo';
import { useSloReview } from '../../hooks/useSloReview';
import { stateWords } from '../shared/stateWords';
import { SloLoadError } from '../shared/SloLoadError';
import { useSloBreadcrumbs } from '../shared/useSloBreadcrumbs';
import { useSloTabs } from '../shared/useSloTabs';
import { BacktestPanel } from './BacktestPanel';
import { Findings } from './Findings';
import { Reviews } from './Reviews';
import '../slo.css';

/** What the objective means, in time and in events. */
function Meaning(props: { detail: SloDetail; eventsPerSecond?: number }) {
  const { detail, eventsPerSecond } = props;
  const { slo, alertPairs } = detail;
  const { objective, periodDays, budgetRemaining } = slo;
  return (
    <section className="slo-panel" aria-labelledby="slo-meaning-heading">
      <h2 id="slo-meaning-heading">What it means</h2>
      <ul className="slo-list">
        {slo.indicator && (
          <li>{indicatorInWords(slo.indicator, objective)}.</li>
        )}
        <li>
          {objective === undefined
            ? 'The source records no objective'
            : objectiveInWords(objective, periodDays, slo.indicator)}
          .
        </li>
        {objective !== undefined && eventsPerSecond !== undefined && (
          <li>
            {badEventsInWords(
              trafficFacts(
                { objective, periodDays, budgetRemaining },
                eventsPerSecond,
                alertPairs,
              ),
              countedNoun(slo.indicator),
            )}
            .
          </li>
        )}
        <li>{forecastInWords(forecastExhaustion(slo, eventsPerSecond))}.</li>
      </ul>
    </section>
  );
}

function Body(props: {
  id: string;
  detail: SloDetail | undefined;
  review: SloReviewAnswer;
  query: RefreshedQuery;
}) {
  const { id, detail, review, query } = props;
  return (
    <>
      <QueryFreshness query={query} sources={review.sources} />
      {detail && (
        <Meaning detail={detail} eventsPerSecond={review.eventsPerSecond} />
      )}
      <Findings
        findings={review.findings}
        // What the backtest misses, it says itself.
        missing={review.missing
          .filter(({ input }) => input === 'rules' || input === 'traffic')
          .map(({ reason }) => reason)}
      />
      <BacktestPanel id={id} entityRef={detail?.slo.entityRef} />
      <Reviews id={id} reviews={review.reviews} mayReview={review.mayReview} />
    </>
  );
}

/** Whether one SLO is meaningful: what is odd, what the past says, what was decided. */
export function ReviewPage(props: { id: string }) {
  const { id } = props;
  const tabs = useSloTabs(id);
  const { data: detail } = useSlo(id);
  const query = useSloReview(id);
  const { data: review, error, isPending, refetch } = query;
  const key = parseSloId(id);
  const slo = detail?.slo;
  const breadcrumbs = useSloBreadcrumbs(id);
  return (
    <main>
      <PageHeader
        title={slo?.name ?? key?.name ?? id}
        state={slo && { state: slo.state, label: stateWords(slo) }}
        breadcrumbs={breadcrumbs}
        tabs={tabs}
      />
      <div className="slo-page">
        {review && (
          <Body id={id} detail={detail} review={review} query={query} />
        )}
        {isPending && (
          <>
            <CardSkeleton lines={4} label="Loading the review" />
            <CardSkeleton lines={8} label="Trying the candidates" />
          </>
        )}
        {error && !review && (
          <SloLoadError
            title="The review could not be loaded"
            error={error}
            onRetry={refetch}
          />
        )}
      </div>
    </main>
  );
}
