import {
  AlertPair,
  alertPairInWords,
  evaluatePair,
  PairPhase,
  Slo,
} from '@goreliable/plugin-slo-common';
import { RelativeTime, StateChip } from '@goreliable/ui';
import { isOutOfDate } from '../shared/stateWords';

const phaseWords: Record<PairPhase, string> = {
  firing: 'Firing',
  increasing: 'Increasing',
  recovering: 'Recovering',
  quiet: 'Quiet',
  unknown: 'Unknown',
};

function stateOf(pair: AlertPair, phase: PairPhase) {
  switch (phase) {
    case 'firing':
      return pair.severity === 'page' ? 'critical' : 'warning';
    case 'increasing':
      return 'warning';
    case 'recovering':
      return 'progressing';
    case 'quiet':
      return 'ok';
    default:
      return 'no-data';
  }
}

/** How far each alert is from firing, and what it would take. */
export function AlertPairs(props: { slo: Slo; pairs: readonly AlertPair[] }) {
  const { slo, pairs } = props;
  const { objective } = slo;
  const isOld = isOutOfDate(slo);
  return (
    <section className="slo-panel" aria-labelledby="slo-alerts-heading">
      <h2 id="slo-alerts-heading">Alerts</h2>
      {isOld && objective !== undefined && (
        <p className="slo-note">
          What follows is of the last measurement,{' '}
          <RelativeTime at={slo.sampleAt} />; how the alerts stand now is not
          known.
        </p>
      )}
      {objective === undefined ? (
        <p className="slo-note">
          Without an objective there is no threshold to compare with.
        </p>
      ) : (
        <ul className="slo-list">
          {pairs.map(pair => {
            const evaluated = evaluatePair(pair, objective, slo.windows);
            return (
              <li key={pair.id} className="slo-pair">
                {isOld ? (
                  <StateChip size="small" state="stale" label="Unknown" />
                ) : (
                  <StateChip
                    size="small"
                    state={stateOf(pair, evaluated.phase)}
                    label={phaseWords[evaluated.phase]}
                  />
                )}
                <span>{alertPairInWords(evaluated, objective)}</span>
                <small>
                  {pair.severity === 'page' ? 'Pages' : 'Opens a ticket'} when{' '}
                  {pair.errorBudgetPercent} % of the budget is gone within{' '}
                  {pair.longWindow}, and it still burns in the last{' '}
                  {pair.shortWindow}
                </small>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
