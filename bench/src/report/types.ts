/** What a figure must be; a figure without a goal is shown for information. */
export type Goal =
  /** Our median is at most this many times the other one's. */
  | { readonly kind: 'ratio-at-most'; readonly limit: number }
  /** Our median is at least this many times the other one's. */
  | { readonly kind: 'ratio-at-least'; readonly limit: number }
  /** Our median is at most this, in the figure's unit. */
  | { readonly kind: 'at-most'; readonly limit: number };

export type Unit = 'ms' | 'kB' | 'MB' | 'requests' | 'queries' | 'requests/s';

/** One figure of the portal and of what it is compared with, as often as it was taken. */
export interface Measurement {
  readonly what: string;
  readonly unit: Unit;
  /** One value a round. */
  readonly ours: readonly number[];
  /** Absent where there is nothing to compare with. */
  readonly theirs?: readonly number[];
  readonly goal?: Goal;
}

/** What a suite has found. */
export interface SuiteReport {
  /** What was compared with what, and how: printed above the table. */
  readonly notes: readonly string[];
  /** The heading of the other one's column. */
  readonly comparedWith: string;
  readonly measurements: readonly Measurement[];
}

export interface Suite {
  readonly name: string;
  /** @param say - tells the person who waits how far it is */
  run(options: SuiteOptions): Promise<SuiteReport>;
}

export interface SuiteOptions {
  /** How often each figure is taken; medians are of these. */
  readonly rounds: number;
  say(line: string): void;
}
