import type { CSSProperties } from 'react';
import { Sparkline } from '../sparkline/Sparkline';
import { lineVariable } from './chartColours';
import { valuesWithin } from './chartRange';
import type { DrawnSeries } from './chartSeries';
import { formatChartValue } from './chartUnits';
import { seriesFigures } from './chartWords';
import type { ChartThreshold, ChartUnit, TimeRange } from './types';

/** A chart where there is no room for one: for each line a sparkline and three numbers. */
export function ChartCompact(props: {
  drawn: readonly DrawnSeries[];
  timestamps: readonly number[];
  range: TimeRange | undefined;
  unit: ChartUnit;
  thresholds: readonly ChartThreshold[];
  yFrom: 'zero' | 'data' | undefined;
  width: number;
}) {
  const { drawn, timestamps, range, unit, thresholds, yFrom, width } = props;
  return (
    <div className="gr-chart-compact">
      {drawn.map(series => {
        const values = valuesWithin(timestamps, series.values, range);
        const { latest, mean, highest } = seriesFigures({ ...series, values });
        const colour = { '--gr-sparkline': `var(${lineVariable(series)})` };
        const figures = [
          ['Now', latest],
          ['Mean', mean],
          ['Highest', highest],
        ] as const;
        return (
          <div key={series.label} style={colour as CSSProperties}>
            <div className="gr-chart-compact-name">{series.label}</div>
            <Sparkline
              label={series.label}
              values={values}
              fromZero={yFrom !== 'data'}
              threshold={thresholds[0]?.value}
              format={value => formatChartValue(unit, value)}
              width={Math.max(80, width)}
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
