import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';
import {
  AlertPair,
  alertPairsOf,
  compareUrgency,
  indicatorInWords,
  reasonInWords,
  rollUp,
  Slo,
  SloOverview,
} from '@goreliable/plugin-slo-common';
import {
  CardSkeleton,
  ErrorPanel,
  QueryFreshness,
  StateChip,
  StateIcon,
} from '@goreliable/ui';
import { sloRouteRef } from '../../routes';
import { presentWindow } from '../detail/Facts';
import { BudgetLeft } from '../shared/BudgetLeft';
import { BurnRate } from '../shared/BurnRate';
import { SloSuspects } from '../shared/SloSuspects';
import { isOutOfDate, stateWords } from '../shared/stateWords';
import { burningSlos } from './BurningSuspects';
import { NoEntitySlos } from './NoEntitySlos';
import { useEntitySlos } from './useEntitySlos';
import '../slo.css';

/** More belong into the tab. */
const mostRows = 6;

function Row(props: { slo: Slo; pairs: readonly AlertPair[] }) {
  const { slo, pairs } = props;
  const sloRoute = useRouteRef(sloRouteRef);
  const window = presentWindow(slo) ?? slo.windows.at(0);
  return (
    <li className="slo-card-row">
      <span>
        <StateIcon state={slo.state} label={stateWords(slo)} />
        <Link className="gr-link" to={sloRoute?.({ id: slo.id }) ?? ''}>
          {slo.name}
        </Link>
      </span>
      <BudgetLeft slo={slo} />
      <span>
        <BurnRate window={window} pairs={pairs} isOld={isOutOfDate(slo)} />
        {window?.burnRate !== undefined && (
          <span className="slo-budget-percent"> × in {window.window}</span>
        )}
      </span>
      {slo.indicator && (
        <span className="slo-card-reason">
          {indicatorInWords(slo.indicator, slo.objective)}
        </span>
      )}
      {slo.state !== 'ok' && (
        <span className="slo-card-reason">{reasonInWords(slo.reason)}</span>
      )}
    </li>
  );
}

function Slos(props: { overview: SloOverview }) {
  const { slos, alertPolicies } = props.overview;
  const sorted = [...slos].sort(compareUrgency);
  const more = sorted.length - mostRows;
  return (
    <>
      <ul className="slo-list">
        {sorted.slice(0, mostRows).map(slo => (
          <Row
            key={slo.id}
            slo={slo}
            pairs={alertPairsOf(alertPolicies, slo)}
          />
        ))}
      </ul>
      {more > 0 && (
        <p className="slo-note">
          {more} more, less urgent, are in the SLOs tab.
        </p>
      )}
    </>
  );
}

/** Beside the numbers there is room for the first few. */
const mostSuspects = 3;

/** What changed before the most urgent of the burns began. */
function Suspects(props: { overview: SloOverview }) {
  const [burning] = burningSlos(props.overview.slos);
  return burning ? (
    <SloSuspects slo={burning} embedded limit={mostSuspects} />
  ) : null;
}

/** How an entity keeps its objectives, at a glance. */
export function EntitySlosCard() {
  const query = useEntitySlos();
  const { entity, data, error, isPending, refetch } = query;
  const state =
    data && data.slos.length > 0 ? rollUp(data.slos).state : undefined;
  return (
    <EntityInfoCard
      title="SLOs"
      headerActions={state && <StateChip state={state} />}
    >
      {data && <QueryFreshness query={query} sources={data.sources} />}
      {data && data.slos.length > 0 && <Slos overview={data} />}
      {data && <Suspects overview={data} />}
      {data?.slos.length === 0 && <NoEntitySlos entity={entity} />}
      {isPending && <CardSkeleton lines={3} label="Loading SLOs" />}
      {error && !data && (
        <ErrorPanel
          title="SLOs could not be loaded"
          error={error}
          onRetry={refetch}
        />
      )}
    </EntityInfoCard>
  );
}
