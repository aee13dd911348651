import { useMemo } from 'react';
import { coverageOf, SloDetail } from '@goreliable/plugin-slo-common';
import {
  ChartSkeleton,
  ErrorPanel,
  QueryFreshness,
  TimeRange,
  TimeSeriesChart,
} from '@goreliable/ui';
import { useEventMarks } from '../../hooks/useEventMarks';
import { useSloSeries } from '../../hooks/useSloSeries';
import { useTimeRange } from '../../hooks/useTimeRange';
import { SourceWarnings } from '../shared/SourceWarnings';
import { coverageInWords } from '../shared/coverageWords';
import { chartThresholds } from './chartThresholds';
import { RangePicker } from './RangePicker';
import { TrafficChart } from './TrafficChart';

/** Error ratio, traffic and budget over a range that the address holds, with what happened meanwhile. */
export function Charts(props: { detail: SloDetail }) {
  const { slo, alertPairs } = props.detail;
  const [choice, setChoice] = useTimeRange();
  const query = useSloSeries(slo.id, choice);
  const series = query.data;
  const shown = useMemo<TimeRange | undefined>(
    () =>
      series && series.timestamps.length > 0
        ? { from: series.timestamps[0], to: series.timestamps.at(-1)! }
        : undefined,
    [series],
  );
  const marks = useEventMarks(slo.entityRef, shown);
  const lines = useMemo(
    () => ({
      errorRatio: [
        {
          label: `Error ratio, ${series?.errorRatio.window ?? 'no window'}`,
          values: series?.errorRatio.values ?? [],
        },
      ],
      budget: [{ label: 'Budget left', values: series?.budgetRemaining ?? [] }],
    }),
    [series],
  );
  const shared = {
    marks,
    syncKey: `slo-${slo.id}`,
    range: choice.kind === 'fixed' ? choice : undefined,
    onRangeChange: (range: TimeRange | undefined) =>
      setChoice(
        range ? { kind: 'fixed', ...range } : { kind: 'preset', preset: '1d' },
      ),
  };
  const recorded = {
    timestamps: series?.timestamps ?? [],
    unit: 'ratio' as const,
  };
  return (
    <section className="slo-panel" aria-labelledby="slo-charts-heading">
      <div className="slo-panel-head">
        <h2 id="slo-charts-heading">Over time</h2>
        <RangePicker choice={choice} onChange={setChoice} />
      </div>
      {query.isPending && (
        <div className="slo-charts">
          <ChartSkeleton height={220} label="Loading the error ratio" />
          <ChartSkeleton height={120} label="Loading the traffic" />
          <ChartSkeleton height={140} label="Loading the budget" />
        </div>
      )}
      {query.error && !series && (
        <ErrorPanel
          title="The series could not be loaded"
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {series && (
        <div className="slo-charts" aria-busy={query.isPlaceholderData}>
          <QueryFreshness query={query} sources={series.sources} />
          <SourceWarnings warnings={series.warnings} />
          <TimeSeriesChart
            {...shared}
            {...recorded}
            title="Error ratio"
            description={coverageInWords(series.coverage)}
            series={lines.errorRatio}
            thresholds={
              slo.objective === undefined
                ? []
                : chartThresholds(
                    slo.objective,
                    series.errorRatio.window,
                    alertPairs,
                  )
            }
            height={220}
          />
          <TrafficChart slo={slo} choice={choice} shared={shared} />
          <TimeSeriesChart
            {...shared}
            {...recorded}
            title="Budget left"
            description={coverageInWords(coverageOf(series.budgetRemaining))}
            series={lines.budget}
            thresholds={[{ label: 'spent', value: 0 }]}
            height={140}
            yFrom="data"
          />
        </div>
      )}
    </section>
  );
}
