import { useMemo } from 'react';
import {
  errorBudget,
  IncidentFacts,
  percentInWords,
} from '@goreliable/plugin-slo-common';
import { ChartMark, ChartSkeleton, TimeSeriesChart } from '@goreliable/ui';
import { useSloSeries } from '../../hooks/useSloSeries';

/** What the candidates were tried on: the error ratio, beside what one of them allows. */
export function HistoryChart(props: {
  id: string;
  objective: number;
  incidents: readonly IncidentFacts[];
}) {
  const { id, objective, incidents } = props;
  const { data: series, isPending } = useSloSeries(id, {
    kind: 'preset',
    preset: '30d',
  });
  const lines = useMemo(
    () => [
      {
        label: `Error ratio, ${series?.errorRatio.window ?? 'no window'}`,
        values: series?.errorRatio.values ?? [],
      },
    ],
    [series],
  );
  const marks = useMemo(
    () =>
      incidents.map(
        ({ from, title }): ChartMark => ({
          at: from,
          label: title,
          kind: 'incident',
        }),
      ),
    [incidents],
  );
  if (isPending) {
    return <ChartSkeleton height={180} label="Loading the error ratio" />;
  }
  // The table says it all; the chart only shows it once more.
  return series ? (
    <TimeSeriesChart
      title="Error ratio"
      unit="ratio"
      timestamps={series.timestamps}
      series={lines}
      marks={marks}
      thresholds={[
        {
          label: `${percentInWords(objective)} allows`,
          value: errorBudget(objective),
        },
      ]}
      height={180}
    />
  ) : null;
}
