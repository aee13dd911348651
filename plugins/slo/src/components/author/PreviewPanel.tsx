import {
  durationInWords,
  errorBudget,
  percentInWords,
  SloPreview,
} from '@goreliable/plugin-slo-common';
import {
  CardSkeleton,
  EmptyState,
  ErrorPanel,
  formatOneIn,
  formatRate,
  FreshnessBanner,
  TimeSeriesChart,
} from '@goreliable/ui';
import { useSloPreview } from '../../hooks/useSloPreview';
import { coverageInWords } from '../shared/coverageWords';
import { SourceWarnings } from '../shared/SourceWarnings';
import { TriedObjectives } from './TriedObjectives';

/** What a proposed SLO would have measured, and what its alerts would have done. */
export function PreviewPanel(props: {
  query: ReturnType<typeof useSloPreview>;
  /** Whether there is anything to try. */
  isComplete: boolean;
  /** Whether what is shown is of an older text than the present one. */
  isBehind: boolean;
  service: string;
  onSource: (source: string) => void;
}) {
  const { query, isComplete, isBehind, service, onSource } = props;
  const { data, error, isFetching, refetch } = query;
  const isBusy = isComplete && (isFetching || isBehind);
  return (
    <section
      className="slo-panel"
      aria-labelledby="slo-preview-heading"
      aria-busy={isBusy}
    >
      <div className="slo-panel-head">
        <h2 id="slo-preview-heading">On real data</h2>
        {data && data.sourceNames.length > 1 && (
          <label className="slo-select">
            Source
            <select
              value={data.source}
              onChange={event => onSource(event.target.value)}
            >
              {data.sourceNames.map(name => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="slo-preview-state" role="status">
        {isBusy &&
          data &&
          'Trying the change; below is what was known before it.'}
        {!isComplete &&
          `It is tried as soon as nothing is missing in the form${
            data ? '; below is what was known before' : ''
          }.`}
      </p>
      {isBusy && !data && !error && (
        <CardSkeleton lines={8} label="Reading the last 30 days" />
      )}
      {error && isComplete && (
        <Refusal error={error} service={service} onRetry={refetch} />
      )}
      {data && !error && <Previewed preview={data} onRetry={refetch} />}
    </section>
  );
}

function Refusal(props: {
  error: Error;
  service: string;
  onRetry: () => void;
}) {
  const { error, service, onRetry } = props;
  const status = (error as { statusCode?: number }).statusCode;
  return status === 403 || error.name === 'NotAllowedError' ? (
    <EmptyState
      title="Only the owners can try it"
      description={`Trying reads the series of a source, which is for those who own the catalog entity of ${
        service || 'the service'
      }. You can still write it, and hand the text to them.`}
    />
  ) : (
    <ErrorPanel title="It could not be tried" error={error} onRetry={onRetry} />
  );
}

function Previewed(props: { preview: SloPreview; onRetry: () => void }) {
  const { preview, onRetry } = props;
  const { series, backtest, slo, missing, sources, warnings } = preview;
  const hasData = series !== undefined && series.coverage > 0;
  return (
    <>
      <FreshnessBanner sources={sources} onRetry={onRetry} />
      <SourceWarnings warnings={warnings} />
      {missing.map(({ reason }) => (
        <p key={reason} className="slo-note" role="status">
          {reason}
        </p>
      ))}
      {series && !hasData && (
        <EmptyState
          title="Its queries give nothing"
          description={`${preview.source} has no value of it in 30 days: check the names of metrics and labels. If only failures are missing, let the service count them from zero on.`}
        />
      )}
      {hasData && (
        <>
          <Ratios preview={preview} />
          <TimeSeriesChart
            title="Error ratio of each hour"
            unit="ratio"
            timestamps={series.timestamps}
            series={[{ label: 'Error ratio', values: series.errorRatio }]}
            thresholds={
              slo
                ? [
                    {
                      label: `${percentInWords(slo.objective)} allows`,
                      value: errorBudget(slo.objective),
                    },
                  ]
                : []
            }
            height={160}
          />
          <p className="slo-note">{resolutionInWords(series.coverage)}</p>
        </>
      )}
      {hasData && backtest && <TriedObjectives answer={backtest} />}
    </>
  );
}

function resolutionInWords(coverage: number): string {
  const recorded = coverageInWords(coverage);
  return `Read in whole hours: what fails since the last one ended is in none of the days yet.${
    recorded ? ` ${recorded}.` : ''
  }`;
}

function Ratios(props: { preview: SloPreview }) {
  const { ratios, eventsPerSecond, slo } = props.preview;
  const budget = slo && errorBudget(slo.objective);
  return (
    <dl className="slo-facts slo-ratios">
      {ratios.map(({ seconds, errorRatio }) => (
        <div key={seconds}>
          <dt>Fails in the last {durationInWords(seconds)}</dt>
          <dd>
            <strong className="gr-numbers">
              {errorRatio === undefined
                ? 'No value'
                : percentInWords(errorRatio, 3)}
            </strong>
            {errorRatio !== undefined && formatOneIn(errorRatio)}
            {errorRatio !== undefined &&
              budget !== undefined &&
              budget > 0 &&
              (errorRatio > budget
                ? ', more than it allows'
                : ', less than it allows')}
          </dd>
        </div>
      ))}
      {eventsPerSecond !== undefined && (
        <div>
          <dt>Events in the last day</dt>
          <dd>
            <strong className="gr-numbers">
              {formatRate(eventsPerSecond)}
            </strong>
          </dd>
        </div>
      )}
    </dl>
  );
}
