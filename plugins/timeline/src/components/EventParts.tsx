import {
  TimelineEvent,
  TimelineKind,
  TimelineSeverity,
} from '@goreliable/plugin-timeline-common';
import { MarkIcon, StateIcon } from '@goreliable/ui';
import { Link } from 'react-router-dom';
import { kindWords } from '../kindWords';

/** The sign of a kind, with its name for those who do not see it. */
export function KindSign(props: {
  kind: TimelineKind;
  severity?: TimelineSeverity;
}) {
  const { kind, severity = 'info' } = props;
  return (
    <span className={`gr-timeline-sign gr-timeline-sign--${severity}`}>
      <span title={kindWords[kind].one}>
        <MarkIcon kind={kind} />
      </span>
      <span className="gr-hidden">{kindWords[kind].one}: </span>
    </span>
  );
}

/** The sign of trouble, named; nothing for an event that is only for information. */
export function SeveritySign(props: { severity: TimelineSeverity }) {
  if (props.severity === 'info') {
    return null;
  }
  return (
    <StateIcon
      state={props.severity}
      label={props.severity === 'warning' ? 'Warning' : 'Critical'}
    />
  );
}

/** The title, leading on to where more is told. */
export function EventTitle(props: { event: TimelineEvent }) {
  const { title, href } = props.event;
  if (href === undefined) {
    return <span className="gr-timeline-title">{title}</span>;
  }
  if (href.startsWith('/')) {
    return (
      <Link className="gr-timeline-title gr-link" to={href}>
        {title}
      </Link>
    );
  }
  return (
    <a
      className="gr-timeline-title gr-link"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
    >
      {title} <span className="gr-hidden">(opens in a new tab)</span>
    </a>
  );
}
