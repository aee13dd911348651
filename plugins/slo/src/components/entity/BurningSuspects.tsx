import { useRouteRef } from '@backstage/frontend-plugin-api';
import { compareUrgency, Slo } from '@goreliable/plugin-slo-common';
import { StateIcon } from '@goreliable/ui';
import { Link } from 'react-router-dom';
import { sloRouteRef } from '../../routes';
import { isBurning, SloSuspects } from '../shared/SloSuspects';
import { stateWords } from '../shared/stateWords';

/** More at once are one trouble, whose first ones tell the most. */
const mostPanels = 3;
/** Suspects of each; the page of the SLO has them all. */
const mostSuspects = 3;

type BurningSlo = Slo & { entityRef: string };

/** What burns, and belongs to something that can be looked at; the most urgent first. */
export function burningSlos(slos: readonly Slo[]): BurningSlo[] {
  return [...slos]
    .sort(compareUrgency)
    .filter(
      (slo): slo is BurningSlo => isBurning(slo) && slo.entityRef !== undefined,
    );
}

function Burning(props: { slo: BurningSlo }) {
  const { slo } = props;
  const sloRoute = useRouteRef(sloRouteRef);
  const headingId = `slo-burning-${slo.id}`;
  return (
    <section className="slo-panel" aria-labelledby={headingId}>
      <h2 id={headingId} className="slo-burning">
        <StateIcon state={slo.state} label={stateWords(slo)} />{' '}
        <Link className="gr-link" to={sloRoute?.({ id: slo.id }) ?? ''}>
          {slo.service} {slo.name}
        </Link>
      </h2>
      <SloSuspects slo={slo} embedded limit={mostSuspects} />
    </section>
  );
}

/** What changed before the burns of an entity's SLOs began; nothing while none burns. */
export function BurningSuspects(props: { slos: readonly Slo[] }) {
  const burning = burningSlos(props.slos);
  const more = burning.length - mostPanels;
  if (burning.length === 0) {
    return null;
  }
  return (
    <div className="slo-columns">
      {burning.slice(0, mostPanels).map(slo => (
        <Burning key={slo.id} slo={slo} />
      ))}
      {more > 0 && (
        <p className="slo-note">
          {more} more burn; each is a row of the table, and its page says what
          changed before.
        </p>
      )}
    </div>
  );
}
