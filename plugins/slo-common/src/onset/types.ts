/** Burn rates, or error ratios, at even steps; what is not finite counts as missing. */
export interface BurnSeries {
  /** Unix seconds, ascending; steps may be left out. */
  timestamps: readonly number[];
  /** One for each timestamp. */
  values: readonly (number | null | undefined)[];
  stepSeconds: number;
}

/** How {@link findOnset} looks. */
export interface OnsetOptions {
  /**
   * A level, in the unit of the values, from which on it counts as burning:
   * 1 for burn rates, the error budget for error ratios.
   */
  burningAbove: number;
  /** A moment, in Unix seconds, at which it is known to burn; the series' end by default. */
  anchor?: number;
  /** Seconds that each value looks back over, e.g. 300 for a 5m ratio; one step by default. */
  windowSeconds?: number;
  /**
   * Seconds that pass at most until what happens shows in a value: two scrapes
   * and one evaluation of the rules. 60 by default.
   */
  visibleAfterSeconds?: number;
}

/** A moment that is not known exactly. All of it in Unix seconds. */
export interface UncertainMoment {
  /** The best single guess. */
  at: number;
  /** It was not before this, */
  earliest: number;
  /** and not after this. */
  latest: number;
}

/** When a burn began. */
export type Onset =
  | ({
      kind: 'found';
      /** `gradual` if it took more than two windows to reach half its level. */
      shape: 'sudden' | 'gradual';
      /** Typical value before and since, in the unit of the series. */
      levels: { before: number; since: number };
    } & UncertainMoment)
  /** It burned already when the series begins, in Unix seconds. */
  | { kind: 'before-range'; from: number }
  /** At the anchor nothing burns. */
  | { kind: 'not-burning' }
  /** `no-data`: too few values; `unclear`: it rises too little to say when. */
  | { kind: 'unknown'; reason: 'no-data' | 'unclear' };
