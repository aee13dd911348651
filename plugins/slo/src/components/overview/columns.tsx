import {
  alertPairsOf,
  AlertPolicy,
  durationInWords,
  ExhaustionForecast,
  forecastExhaustion,
  forecastInWords,
  indicatorInWords,
  percentInWords,
  periodInWords,
  Slo,
  thresholdInWords,
} from '@goreliable/plugin-slo-common';
import { CellLink, DataTableColumn, StateChip } from '@goreliable/ui';
import { BudgetLeft } from '../shared/BudgetLeft';
import { BudgetTrend } from '../shared/BudgetTrend';
import { BurnRate } from '../shared/BurnRate';
import { EntityHref, nameOf } from '../shared/EntityName';
import { reviewLook } from '../shared/reviewWords';
import { isOutOfDate, stateWords } from '../shared/stateWords';

type Column = DataTableColumn<Slo>;

/** Windows that are shown before anybody chooses: those of the quick page alert. More do not fit 1280 px. */
const windowsShown = new Set(['5m', '1h']);

const nameColumn: Column = {
  id: 'slo',
  header: 'SLO',
  width: 130,
  grow: 2,
  alwaysShown: true,
  truncate: 'middle',
  value: slo => slo.name,
};

const stateColumn: Column = {
  id: 'state',
  header: 'State',
  width: 105,
  grow: 0,
  // The order without any choice is by urgency already, which says more.
  sortable: false,
  value: stateWords,
  cell: slo => (
    <StateChip size="small" state={slo.state} label={stateWords(slo)} />
  ),
};

function ServiceCell(props: { slo: Slo; href: string | undefined }) {
  const { slo, href } = props;
  return href ? (
    <CellLink className="gr-link slo-secondary" to={href} title={slo.entityRef}>
      {slo.service}
    </CellLink>
  ) : (
    <span
      className="slo-secondary"
      title={slo.entityRef ?? 'No catalog entity bears this name'}
    >
      {slo.service}
    </span>
  );
}

const serviceColumn = (entityHref: EntityHref): Column => ({
  id: 'service',
  header: 'Service',
  width: 125,
  grow: 1,
  value: slo => slo.service,
  isText: true,
  cell: slo => (
    <ServiceCell slo={slo} href={slo.entityRef && entityHref(slo.entityRef)} />
  ),
});

const objectiveColumn: Column = {
  id: 'objective',
  header: 'Objective',
  width: 102,
  grow: 0,
  align: 'end',
  value: slo => slo.objective,
  isText: true,
  cell: slo =>
    slo.objective === undefined ? (
      <span className="gr-cell-missing">–</span>
    ) : (
      <span
        title={[
          slo.indicator && indicatorInWords(slo.indicator, slo.objective),
          `over ${periodInWords(slo.periodDays)}`,
        ]
          .filter(Boolean)
          .join(' ')}
      >
        <span className="gr-numbers">{percentInWords(slo.objective)}</span>
        {slo.indicator && slo.indicator.kind !== 'events' && (
          <small className="slo-threshold">
            ≤{thresholdInWords(slo.indicator.thresholdSeconds)}
          </small>
        )}
      </span>
    ),
};

const measuresColumn: Column = {
  id: 'measures',
  header: 'Measures',
  width: 220,
  grow: 1,
  hiddenByDefault: true,
  truncate: 'end',
  value: slo => slo.indicator && indicatorInWords(slo.indicator, slo.objective),
};

const budgetColumn: Column = {
  id: 'budget',
  header: 'Budget left',
  width: 147,
  grow: 0,
  align: 'end',
  value: slo => slo.budgetRemaining,
  isText: true,
  cell: slo => <BudgetLeft slo={slo} />,
};

const trendColumn: Column = {
  id: 'trend',
  header: '30 days',
  width: 62,
  grow: 0,
  sortable: false,
  isExported: false,
  value: () => undefined,
  cell: slo => <BudgetTrend slo={slo} width={46} />,
};

/** To whole units from ten of them on: no forecast is as good as that, nor is there room. */
function coarse(seconds: number): number {
  const unit = [86_400, 3_600, 60].find(size => seconds >= 10 * size) ?? 1;
  return Math.round(seconds / unit) * unit;
}

function shortForecast(forecast: ExhaustionForecast): string {
  switch (forecast.kind) {
    case 'exhausts':
      return durationInWords(coarse(forecast.seconds));
    case 'spent':
      return 'spent';
    case 'lasts':
      return forecast.recovering ? 'recovers' : 'lasts';
    default:
      return '–';
  }
}

const forecastColumn: Column = {
  id: 'forecast',
  header: 'Gone in',
  width: 81,
  grow: 0,
  align: 'end',
  value: slo => {
    const forecast = forecastExhaustion(slo);
    return forecast.kind === 'exhausts' ? forecast.seconds : undefined;
  },
  isText: true,
  cell: slo => {
    const forecast = forecastExhaustion(slo);
    return (
      <span className="gr-numbers" title={forecastInWords(forecast)}>
        {shortForecast(forecast)}
      </span>
    );
  },
};

const reviewColumn: Column = {
  id: 'review',
  header: 'Review',
  width: 132,
  grow: 0,
  hiddenByDefault: true,
  value: slo => reviewLook(slo).label,
  cell: slo => <StateChip size="small" {...reviewLook(slo)} />,
};

const ownersOf = (slo: Slo) => slo.owners.map(nameOf).join(', ');

const ownerColumn: Column = {
  id: 'owner',
  header: 'Owner',
  width: 125,
  grow: 1,
  value: ownersOf,
  isText: true,
  cell: slo =>
    slo.owners.length === 0 ? (
      <span className="gr-cell-missing">–</span>
    ) : (
      <span className="slo-secondary" title={ownersOf(slo)}>
        {ownersOf(slo)}
      </span>
    ),
};

const systemColumn: Column = {
  id: 'system',
  header: 'System',
  hiddenByDefault: true,
  value: slo => (slo.system ? nameOf(slo.system) : undefined),
};

const sourceColumn: Column = {
  id: 'source',
  header: 'Source',
  hiddenByDefault: true,
  value: slo => slo.source,
};

/** One column for each recorded window but the periods themselves, shortest first. */
function burnColumns(
  slos: readonly Slo[],
  policies: readonly AlertPolicy[],
): Column[] {
  const windows = new Map<string, number>();
  for (const slo of slos) {
    for (const { window, seconds } of slo.windows) {
      if (seconds < slo.periodDays * 86_400) {
        windows.set(window, seconds);
      }
    }
  }
  const windowOf = (slo: Slo, window: string) =>
    slo.windows.find(candidate => candidate.window === window);
  return [...windows]
    .sort(([, a], [, b]) => a - b)
    .map(([window], index) => ({
      id: `burn-${window}`,
      // The first names them all; there is no room to say it each time.
      header: index === 0 ? `Burn ${window}` : window,
      width: index === 0 ? 66 : 62,
      grow: 0,
      align: 'end',
      hiddenByDefault: !windowsShown.has(window),
      value: slo => windowOf(slo, window)?.burnRate,
      isText: true,
      cell: slo => (
        <BurnRate
          window={windowOf(slo, window)}
          pairs={alertPairsOf(policies, slo)}
          isOld={isOutOfDate(slo)}
        />
      ),
    }));
}

/** What the columns of a table of SLOs depend on. */
export type SloColumnsOptions = {
  slos: readonly Slo[];
  policies: readonly AlertPolicy[];
  entityHref: EntityHref;
  /** Ids of those to leave out. */
  without?: readonly string[];
};

/** The columns of a table of SLOs. */
export function sloColumns(options: SloColumnsOptions): Column[] {
  const { slos, policies, entityHref, without = [] } = options;
  return [
    nameColumn,
    stateColumn,
    serviceColumn(entityHref),
    objectiveColumn,
    budgetColumn,
    trendColumn,
    ...burnColumns(slos, policies),
    forecastColumn,
    ownerColumn,
    measuresColumn,
    systemColumn,
    sourceColumn,
    reviewColumn,
  ].filter(({ id }) => !without.includes(id));
}
