import { useMemo } from 'react';
import {
  countedNoun,
  percentInWords,
  Slo,
  SloTraffic,
} from '@goreliable/plugin-slo-common';
import {
  ChartSkeleton,
  TimeSeriesChart,
  TimeSeriesChartProps,
} from '@goreliable/ui';
import { useSloTraffic } from '../../hooks/useSloTraffic';
import { TimeRangeChoice } from '../../hooks/useTimeRange';

function descriptionOf(
  { window, coverage, missing }: SloTraffic,
  isOld: boolean,
): string {
  return [
    window && `Average over ${window}`,
    coverage < 1 &&
      coverage > 0 &&
      `known for ${percentInWords(coverage, 1)} of the range`,
    isOld && 'asking for it again has failed',
    ...missing.map(({ reason }) => reason.replace(/\.$/, '')),
  ]
    .filter(Boolean)
    .join('; ');
}

/** How many events the SLO saw, beside how many of them failed; why not, where that is not known. */
export function TrafficChart(props: {
  slo: Slo;
  choice: TimeRangeChoice;
  shared: Pick<
    TimeSeriesChartProps,
    'marks' | 'syncKey' | 'range' | 'onRangeChange'
  >;
}) {
  const { slo, choice, shared } = props;
  const { data, error, isPending } = useSloTraffic(slo.id, choice);
  const noun = countedNoun(slo.indicator);
  const title = `Rate of ${noun}`;
  const lines = useMemo(
    () => [
      {
        label: data?.window ? `Rate, ${data.window}` : 'Rate',
        values: data?.values ?? [],
      },
    ],
    [data],
  );
  if (isPending) {
    return <ChartSkeleton height={120} label={`Loading the rate of ${noun}`} />;
  }
  return data ? (
    <TimeSeriesChart
      {...shared}
      title={title}
      description={descriptionOf(data, error !== null)}
      timestamps={data.timestamps}
      series={lines}
      unit="rate"
      height={120}
    />
  ) : (
    <p className="slo-note" role="status">
      The rate of {noun} could not be loaded; everything else does not depend on
      it.
    </p>
  );
}
