import { useMemo } from 'react';
import { percentInWords, SloDetail } from '@goreliable/plugin-slo-common';
import {
  ChartSkeleton,
  ErrorPanel,
  FreshnessBanner,
  TimeRange,
  TimeSeriesChart,
} from '@goreliable/ui';
import { useEventMarks } from '../../hooks/useEventMarks';
import { useSloSeries } from '../../hooks/useSloSeries';
import { useTimeRange } from '../../hooks/useTimeRange';
import { SourceWarnings } from '../shared/SourceWarnings';
import { chartThresholds } from './chartThresholds';
import { RangePicker } from './RangePicker';

/** Error ratio and budget over a range that the address holds, with what happened meanwhile. */
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
    timestamps: series?.timestamps ?? [],
    unit: 'ratio' as const,
    marks,
    syncKey: `slo-${slo.id}`,
    range: choice.kind === 'fixed' ? choice : undefined,
    onRangeChange: (range: TimeRange | undefined) =>
      setChoice(
        range ? { kind: 'fixed', ...range } : { kind: 'preset', preset: '1d' },
      ),
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
          <FreshnessBanner sources={series.sources} onRetry={query.refetch} />
          <SourceWarnings warnings={series.warnings} />
          <TimeSeriesChart
            {...shared}
            title="Error ratio"
            description={
              series.coverage < 1
                ? `Recorded for ${percentInWords(
                    series.coverage,
                    1,
                  )} of the range; the rest is left blank`
                : undefined
            }
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
          <TimeSeriesChart
            {...shared}
            title="Budget left"
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
