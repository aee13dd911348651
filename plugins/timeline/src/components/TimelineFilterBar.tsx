import { ReactNode } from 'react';
import {
  TimelineFilters,
  TimelineInterval,
  TimelineRangeName,
  TimelineSeverity,
} from '@goreliable/plugin-timeline-common';
import { QueryField } from '@goreliable/ui';
import { KindFilter } from './KindFilter';

const rangeWords: Record<TimelineRangeName, string> = {
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  all: 'All time',
};

const hopsWords = [
  'Only this',
  'And direct dependencies',
  'And up to 2 steps away',
  'And up to 3 steps away',
];

const severityChoices: { words: string; severities: TimelineSeverity[] }[] = [
  { words: 'All severities', severities: [] },
  { words: 'Warning and critical', severities: ['warning', 'critical'] },
  { words: 'Critical only', severities: ['critical'] },
];

function intervalWords({ from, to }: TimelineInterval): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.formatRange(new Date(from), new Date(to));
}

function Choice(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <select
      className="gr-timeline-select"
      aria-label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
    >
      {props.children}
    </select>
  );
}

function RangeChoice(props: TimelineFilterBarProps) {
  const { range } = props.filters;
  return (
    <Choice
      label="Range"
      value={typeof range === 'string' ? range : 'interval'}
      onChange={name => props.onChange({ range: name as TimelineRangeName })}
    >
      {typeof range === 'object' && (
        <option value="interval">{intervalWords(range)}</option>
      )}
      {Object.entries(rangeWords).map(([name, words]) => (
        <option key={name} value={name}>
          {words}
        </option>
      ))}
    </Choice>
  );
}

function SeverityChoice(props: TimelineFilterBarProps) {
  const chosen = props.filters.severities.join();
  const known = severityChoices.some(
    ({ severities }) => severities.join() === chosen,
  );
  return (
    <Choice
      label="Severity"
      value={chosen}
      onChange={value =>
        props.onChange({
          severities: value
            .split(',')
            .filter(severity => severity !== '') as TimelineSeverity[],
        })
      }
    >
      {/* A link may name any combination. */}
      {!known && <option value={chosen}>{chosen.replace(',', ' and ')}</option>}
      {severityChoices.map(({ words, severities }) => (
        <option key={words} value={severities.join()}>
          {words}
        </option>
      ))}
    </Choice>
  );
}

/** Props of {@link TimelineFilterBar}. */
export interface TimelineFilterBarProps {
  filters: TimelineFilters;
  onChange: (change: Partial<TimelineFilters>) => void;
  /** What stands at the end of the bar. */
  children?: ReactNode;
}

/** What to see of a timeline. */
export function TimelineFilterBar(props: TimelineFilterBarProps) {
  const { filters, onChange } = props;
  return (
    <div className="gr-timeline-filters" role="search" aria-label="Events">
      <QueryField
        label="Filter events"
        value={filters.text}
        onChange={text => onChange({ text: text.trim() })}
      />
      <KindFilter
        chosen={filters.kinds}
        onChange={kinds => onChange({ kinds })}
      />
      <SeverityChoice {...props} />
      <RangeChoice {...props} />
      <Choice
        label="Dependencies"
        value={String(filters.hops)}
        onChange={hops => onChange({ hops: Number(hops) })}
      >
        {hopsWords.map((words, hops) => (
          <option key={words} value={hops}>
            {words}
          </option>
        ))}
      </Choice>
      {props.children}
    </div>
  );
}
