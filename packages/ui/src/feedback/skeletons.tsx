import type { ReactNode } from 'react';
import { tokens } from '../theme/tokens';
import './feedback.css';

/** `count` numbers from zero, to draw as many of something. */
function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/**
 * Takes its place at once but is painted only after 150 ms: a quick answer
 * shows no flicker, a slow one moves nothing.
 */
function Skeleton(props: { label: string; children: ReactNode }) {
  return (
    <div className="gr-skeleton" role="status" aria-busy="true">
      <span className="gr-hidden">{props.label}</span>
      <div aria-hidden="true">{props.children}</div>
    </div>
  );
}

/** The place of a table while it loads, with its header and row height. */
export function TableSkeleton(props: {
  rows?: number;
  columns?: number;
  label?: string;
}) {
  const { rows = 8, columns = 5, label = 'Loading table' } = props;
  return (
    <Skeleton label={label}>
      <div className="gr-skeleton-frame">
        {indices(rows + 1).map(row => (
          <div
            key={row}
            className="gr-skeleton-row"
            style={{
              height: tokens.size.row,
              gridTemplateColumns: `2fr repeat(${columns - 1}, 1fr)`,
            }}
          >
            {indices(columns).map(column => (
              <span key={column} className="gr-skeleton-bar" />
            ))}
          </div>
        ))}
      </div>
    </Skeleton>
  );
}

/** The place of a table's lines while they load, below its header and in its columns. */
export function LinesSkeleton(props: {
  label: string;
  /** In px. */
  lineHeight: number;
  /** The columns as CSS grid tracks. */
  tracks: string;
  columns: number;
  lines?: number;
}) {
  const { label, lineHeight, tracks, columns, lines = 8 } = props;
  return (
    <Skeleton label={label}>
      <div className="gr-skeleton-lines">
        {indices(lines).map(line => (
          <div
            key={line}
            className="gr-skeleton-line"
            style={{ height: lineHeight, gridTemplateColumns: tracks }}
          >
            {indices(columns).map(column => (
              <span key={column} className="gr-skeleton-bar" />
            ))}
          </div>
        ))}
      </div>
    </Skeleton>
  );
}

/** The place of a card while it loads. */
export function CardSkeleton(props: { lines?: number; label?: string }) {
  const { lines = 3, label = 'Loading' } = props;
  return (
    <Skeleton label={label}>
      <div className="gr-skeleton-frame gr-skeleton-card">
        {indices(lines + 1).map(line => (
          <span key={line} className="gr-skeleton-bar" />
        ))}
      </div>
    </Skeleton>
  );
}

/** The place of a chart while it loads. `height` in px is that of the plot. */
export function ChartSkeleton(props: { height?: number; label?: string }) {
  const { height = 180, label = 'Loading chart' } = props;
  return (
    <Skeleton label={label}>
      <div className="gr-skeleton-chart" style={{ height }} />
    </Skeleton>
  );
}
