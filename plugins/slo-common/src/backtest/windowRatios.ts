import { ErrorHistory } from './types';

/**
 * The error ratio over any window at every slice of a history, by running
 * sums: a window costs one subtraction a slice, however long it is.
 */
export class WindowRatios {
  private readonly failed: Float64Array;
  private readonly total: Float64Array;
  private readonly known = new Map<number, Float64Array>();

  /**
   * @param weighted - whether a slice counts by its events; else all recorded
   *   slices count the same
   */
  constructor(private readonly history: ErrorHistory, weighted: boolean) {
    const { errorRatios, events } = history;
    const count = errorRatios.length;
    this.failed = new Float64Array(count + 1);
    this.total = new Float64Array(count + 1);
    for (let index = 0; index < count; index++) {
      const ratio = errorRatios[index];
      const weight = weighted ? events?.[index] ?? NaN : 1;
      // Nothing recorded and nothing happened are both no measurement.
      const isMeasured = Number.isFinite(ratio) && weight > 0;
      this.failed[index + 1] =
        this.failed[index] + (isMeasured ? ratio * weight : 0);
      this.total[index + 1] = this.total[index] + (isMeasured ? weight : 0);
    }
  }

  /**
   * @param seconds - at least one slice; rounded to whole slices
   * @returns for each slice, the ratio of the window that ends with it; `NaN`
   *   if nothing is measured in it
   */
  over(seconds: number): Float64Array {
    const slices = Math.max(1, Math.round(seconds / this.history.sliceSeconds));
    let ratios = this.known.get(slices);
    if (!ratios) {
      ratios = new Float64Array(this.total.length - 1);
      for (let index = 0; index < ratios.length; index++) {
        ratios[index] = this.between(index + 1 - slices, index + 1);
      }
      this.known.set(slices, ratios);
    }
    return ratios;
  }

  /** The ratio over the slices from `start` up to and without `end`. */
  between(start: number, end: number): number {
    const first = Math.max(0, start);
    const total = this.total[end] - this.total[first];
    // Running sums leave a rest of rounding; a ratio is never below nothing.
    return total > 0
      ? Math.max(0, (this.failed[end] - this.failed[first]) / total)
      : NaN;
  }
}
