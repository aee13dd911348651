import { ReactNode } from 'react';
import {
  badEventsInWords,
  budgetInWords,
  countedNoun,
  forecastExhaustion,
  forecastInWords,
  indicatorInWords,
  objectiveInWords,
  percentileInWords,
  percentInWords,
  rateInWords,
  Slo,
  SloWindow,
  trafficFacts,
} from '@goreliable/plugin-slo-common';
import { formatOneIn } from '@goreliable/ui';

const hourSeconds = 3_600;

/**
 * The window whose burn stands for how things go at present: an hour is long enough
 * to be calm and short enough to be now. Without it, the shortest measured.
 */
export function presentWindow(slo: Slo): SloWindow | undefined {
  const measured = slo.windows.filter(window => window.burnRate !== undefined);
  return (
    measured.find(({ seconds }) => seconds === hourSeconds) ?? measured.at(0)
  );
}

function Fact(props: { name: string; value: string; children?: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <strong className="gr-numbers">{props.value}</strong>
        {props.children}
      </dd>
    </div>
  );
}

const originNotes: Partial<Record<NonNullable<Slo['budgetOrigin']>, string>> = {
  repaired:
    'Averaged here without the times that had no traffic: they spoil the average that the rules of Sloth record.',
  computed: 'Computed here from the error ratio over the period.',
};

/** The same budget in what the SLO counts. */
function eventsLeft(slo: Slo, objective: number, eventsPerSecond: number) {
  return badEventsInWords(
    trafficFacts({ ...slo, objective }, eventsPerSecond, []),
    countedNoun(slo.indicator),
  );
}

/** Objective, budget and failures now: in words first, then precisely. */
export function Facts(props: {
  slo: Slo;
  /** Over the last day; absent as long as it is not known. */
  eventsPerSecond?: number;
}) {
  const { slo, eventsPerSecond } = props;
  const { objective, budgetRemaining, periodDays, budgetOrigin } = slo;
  const shortest = slo.windows.at(0);
  const present = presentWindow(slo);
  const forecast = forecastExhaustion(slo, eventsPerSecond);
  const percentile =
    slo.indicator &&
    objective !== undefined &&
    percentileInWords(slo.indicator, objective);
  const note = budgetOrigin && originNotes[budgetOrigin];
  return (
    <section className="slo-panel" aria-label="Objective and budget">
      <dl className="slo-facts">
        <Fact
          name="Objective"
          value={objective === undefined ? '–' : percentInWords(objective)}
        >
          {slo.indicator && (
            <div>{indicatorInWords(slo.indicator, objective)}</div>
          )}
          {percentile && <div>{percentile}</div>}
          {objective === undefined
            ? 'The source records none'
            : objectiveInWords(objective, periodDays, slo.indicator)}
        </Fact>
        <Fact
          name="Budget left"
          value={
            budgetRemaining === undefined
              ? '–'
              : percentInWords(budgetRemaining, 2)
          }
        >
          {budgetRemaining === undefined || objective === undefined
            ? 'It is not known'
            : budgetInWords(budgetRemaining, objective, periodDays)}
          {slo.objective !== undefined && eventsPerSecond !== undefined && (
            <div>{eventsLeft(slo, slo.objective, eventsPerSecond)}</div>
          )}
          {forecast.kind !== 'unknown' && (
            <div>{forecastInWords(forecast)}</div>
          )}
        </Fact>
        <Fact
          name={`Failing now${shortest ? `, last ${shortest.window}` : ''}`}
          value={
            shortest?.errorRatio === undefined
              ? '–'
              : formatOneIn(shortest.errorRatio)
          }
        >
          {shortest?.errorRatio === undefined
            ? 'No measurement'
            : `${percentInWords(shortest.errorRatio, 4)} of ${countedNoun(
                slo.indicator,
              )}`}
        </Fact>
        <Fact
          name={`Burn${present ? `, last ${present.window}` : ''}`}
          value={
            present?.burnRate === undefined
              ? '–'
              : `${rateInWords(present.burnRate)} ×`
          }
        >
          of the rate that uses the budget up exactly over its period
        </Fact>
      </dl>
      {note && <p className="slo-note">{note}</p>}
    </section>
  );
}
