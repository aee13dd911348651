import { formatCount } from '../format/numbers';
import {
  Sample,
  SparklineFrame,
  sparklinePath,
  sparklineRange,
  sparklineY,
} from './sparklinePath';
import './sparkline.css';

/** Props of {@link Sparkline}. */
export type SparklineProps = {
  values: readonly Sample[];
  /** What is drawn: "Error rate, last hour". The latest value and the range are added to it. */
  label: string;
  /** Drawn as a dashed line; part of the label. */
  threshold?: number;
  /** Size in px. */
  width?: number;
  height?: number;
  /** Puts a value into words for the label. */
  format?: (value: number) => string;
  /** The lower edge is zero unless this is false: for values that live near one. */
  fromZero?: boolean;
};

function summary(props: SparklineProps): string {
  const { values, label, threshold, format = formatCount } = props;
  const numbers = values.filter((value): value is number => value !== null);
  if (numbers.length === 0) {
    return `${label}: no data`;
  }
  const latest = values[values.length - 1];
  const parts = [
    `latest ${latest === null ? 'missing' : format(latest)}`,
    `between ${format(Math.min(...numbers))} and ${format(
      Math.max(...numbers),
    )}`,
  ];
  if (threshold !== undefined) {
    parts.push(`threshold ${format(threshold)}`);
  }
  return `${label}: ${parts.join(', ')}`;
}

/** Room in px around the line for its width and for lone samples. */
const edge = 2;

/** A line the height of text, for tables and cards. */
export function Sparkline(props: SparklineProps) {
  const { values, threshold, width = 96, height = 24, fromZero = true } = props;
  const frame: SparklineFrame = {
    width: width - 2 * edge,
    height: height - 2 * edge,
    ...sparklineRange(values, { threshold, fromZero }),
  };
  const { lines, dots } = sparklinePath(values, frame);
  return (
    <svg
      className="gr-sparkline"
      role="img"
      aria-label={summary(props)}
      width={width}
      height={height}
      viewBox={`${-edge} ${-edge} ${width} ${height}`}
    >
      {threshold !== undefined && (
        <line
          className="gr-sparkline-threshold"
          x1={0}
          x2={frame.width}
          y1={sparklineY(threshold, frame)}
          y2={sparklineY(threshold, frame)}
        />
      )}
      {lines.length + dots.length === 0 && (
        // Nothing at all would look like something that has not loaded.
        <line
          className="gr-sparkline-nothing"
          x1={0}
          x2={frame.width}
          y1={frame.height / 2}
          y2={frame.height / 2}
        />
      )}
      {lines.map(line => (
        <path key={line} className="gr-sparkline-line" d={line} />
      ))}
      {dots.map(({ x, y }) => (
        <circle key={x} className="gr-sparkline-dot" cx={x} cy={y} r={1.5} />
      ))}
    </svg>
  );
}
