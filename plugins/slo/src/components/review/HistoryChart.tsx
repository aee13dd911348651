import { useMemo } from 'react';
import {
  errorBudget,
  IncidentFacts,
  percentInWords,
} from '@goreliable/plugin-slo-common';
import { ChartMark, ChartSkeleton, TimeSeriesChart } from '@goreliable/ui';
import { useEventMarks } from '../../hooks/useEventMarks';
import { useSloSeries } from '../../hooks/useSloSeries';
import { coverageInWords } from '../shared/coverageWords';

/** What the candidates were tried on: the error ratio, beside what one of them allows. */
export function HistoryChart(props: {
  id: string;
  objective: number;
  incidents: readonly IncidentFacts[];
  /** What it belongs to, whose events are marked. */
  entityRef?: string;
}) {
  const { id, objective, incidents, entityRef } = props;
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
  const shown = useMemo(
    () =>
      series && series.timestamps.length > 0
        ? { from: series.timestamps[0], to: series.timestamps.at(-1)! }
        : undefined,
    [series],
  );
  const events = useEventMarks(entityRef, shown);
  // Incidents are marked where they began, rather than where they were written down.
  const marks = [
    ...incidents.map(
      ({ from, title }): ChartMark => ({
        at: from,
        label: title,
        kind: 'incident',
      }),
    ),
    ...events.filter(({ kind }) => kind !== 'incident'),
  ].sort((a, b) => a.at - b.at);
  if (isPending) {
    return <ChartSkeleton height={180} label="Loading the error ratio" />;
  }
  // The table says it all; the chart only shows it once more.
  return series ? (
    <TimeSeriesChart
      title="Error ratio"
      description={coverageInWords(series.coverage)}
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
