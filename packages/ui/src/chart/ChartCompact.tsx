import { Sparkline } from '../sparkline/Sparkline';
import type { DrawnSeries } from './chartSeries';
import { formatChartValue } from './chartUnits';
import { seriesFigures } from './chartWords';
import type { ChartThreshold, ChartUnit } from './types';

/** A chart where there is no room for one: for each line a sparkline and three numbers. */
export function ChartCompact(props: {
  drawn: readonly DrawnSeries[];
  unit: ChartUnit;
  thresholds: readonly ChartThreshold[];
  width: number;
}) {
  const { drawn, unit, thresholds, width } = props;
  return (
    <div className="gr-chart-compact">
      {drawn.map(series => {
        const { latest, mean, highest } = seriesFigures(series);
        const figures = [
          ['Now', latest],
          ['Mean', mean],
          ['Highest', highest],
        ] as const;
        return (
          <div key={series.label}>
            <div className="gr-chart-compact-name">{series.label}</div>
            <Sparkline
              label={series.label}
              values={series.values}
              threshold={thresholds[0]?.value}
              format={value => formatChartValue(unit, value)}
              width={Math.max(80, width - 8)}
              height={40}
            />
            <dl>
              {figures.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="gr-numbers">
                    {formatChartValue(unit, value)}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        );
      })}
    </div>
  );
}
