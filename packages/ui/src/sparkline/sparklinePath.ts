/** A value, or a gap. */
export type Sample = number | null;

/** Where a sparkline is drawn, in px, and the values at its lower and upper edge. */
export type SparklineFrame = {
  width: number;
  height: number;
  low: number;
  high: number;
};

/** A stretch of samples without gap as SVG path; a lone sample is a dot. */
export type SparklineShape = {
  lines: string[];
  dots: Array<{ x: number; y: number }>;
};

/**
 * The value range a sparkline spans: all samples and the threshold, and zero
 * if asked for. A flat line gets a range around it.
 */
export function sparklineRange(
  values: readonly Sample[],
  options: { threshold?: number; fromZero: boolean },
): { low: number; high: number } {
  const numbers = values.filter((value): value is number => value !== null);
  if (options.threshold !== undefined) {
    numbers.push(options.threshold);
  }
  if (options.fromZero || numbers.length === 0) {
    numbers.push(0);
  }
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  if (low < high) {
    return { low, high };
  }
  return low === 0 && options.fromZero
    ? { low: 0, high: 1 }
    : { low: low - 1, high: high + 1 };
}

/** The vertical place of a value in px from the top. */
export function sparklineY(value: number, frame: SparklineFrame): number {
  const share = (value - frame.low) / (frame.high - frame.low);
  return round(frame.height - share * frame.height);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Draws the samples left to right at equal distance; gaps stay gaps. */
export function sparklinePath(
  values: readonly Sample[],
  frame: SparklineFrame,
): SparklineShape {
  const step = values.length > 1 ? frame.width / (values.length - 1) : 0;
  const shape: SparklineShape = { lines: [], dots: [] };
  let run: Array<{ x: number; y: number }> = [];
  const endRun = () => {
    if (run.length === 1) {
      shape.dots.push(run[0]);
    } else if (run.length > 1) {
      shape.lines.push(`M${run.map(({ x, y }) => `${x} ${y}`).join('L')}`);
    }
    run = [];
  };
  values.forEach((value, index) => {
    if (value === null) {
      endRun();
    } else {
      run.push({ x: round(index * step), y: sparklineY(value, frame) });
    }
  });
  endRun();
  return shape;
}
