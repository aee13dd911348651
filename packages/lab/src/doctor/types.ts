/** One line of `make doctor`. */
export interface Finding {
  /** What was looked at. */
  readonly subject: string;
  /** `missing` keeps the lab from running, `warning` only lessens it. */
  readonly state: 'ok' | 'warning' | 'missing';
  readonly detail: string;
  /** What to do about it; absent if all is well. */
  readonly remedy?: string;
}
