import { useState } from 'react';
import { Link } from 'react-router-dom';
import { RelativeTime } from '../time/RelativeTime';
import { clusterMarks, MarkCluster } from './chartLayout';
import { MarkIcon } from './markIcons';
import type { ChartMark } from './types';
import type { DrawnPlot } from './usePlot';

/** Width of a mark in px; closer ones are shown as one. */
const markWidth = 18;

function MarkLine(props: { mark: ChartMark }) {
  const { at, label, href, kind } = props.mark;
  return (
    <li>
      <MarkIcon kind={kind} />
      {href ? (
        <Link className="gr-link" to={href}>
          {label}
        </Link>
      ) : (
        <span>{label}</span>
      )}
      <span className="gr-mark-time">
        <RelativeTime at={at * 1_000} />
      </span>
    </li>
  );
}

function Mark(props: { cluster: MarkCluster; plot: DrawnPlot }) {
  const { cluster, plot } = props;
  const { left, marks } = cluster;
  const [isOpen, setOpen] = useState(false);
  const name =
    marks.length === 1
      ? `${marks[0].kind}: ${marks[0].label}`
      : `${marks.length} events`;
  // The list opens to the side with more room.
  const side = left > plot.area.width / 2 ? 'right' : 'left';
  return (
    // Opens for the pointer and for the focus of what is inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="gr-mark"
      style={{ left: plot.area.left + left }}
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={() => setOpen(false)}
      onFocus={() => setOpen(true)}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          setOpen(false);
        }
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          setOpen(false);
        }
        // Arrow keys on a mark are not meant for the chart's cursor.
        event.stopPropagation();
      }}
    >
      <span
        className="gr-mark-line"
        style={{ height: plot.area.height }}
        aria-hidden="true"
      />
      <button
        type="button"
        className="gr-mark-button"
        aria-label={name}
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        {marks.length === 1 ? <MarkIcon kind={marks[0].kind} /> : marks.length}
      </button>
      {isOpen && (
        <ul className={`gr-mark-list gr-mark-list--${side}`}>
          {marks.map(mark => (
            <MarkLine
              key={`${mark.at}:${mark.kind}:${mark.label}`}
              mark={mark}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Events on the time axis; each lists what happened and leads there. */
export function ChartMarks(props: {
  marks: readonly ChartMark[];
  plot: DrawnPlot;
}) {
  const { marks, plot } = props;
  const clusters = clusterMarks(
    marks,
    at => {
      const left = plot.toX(at);
      return left >= 0 && left <= plot.area.width ? left : undefined;
    },
    markWidth,
  );
  return (
    <>
      {clusters.map(cluster => (
        <Mark key={cluster.marks[0].at} cluster={cluster} plot={plot} />
      ))}
    </>
  );
}
