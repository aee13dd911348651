import { AlertPair } from '@goreliable/plugin-slo-common';

/** How a window's burn rate stands to the thresholds that look at it. */
export type BurnLevel = {
  /** The gravest alert whose threshold it exceeds. */
  exceeds?: AlertPair;
  /** The lowest threshold among the alerts that look at this window. */
  next?: AlertPair;
};

/**
 * Compares the burn rate of one window with every alert pair that uses it, as
 * its short or its long window. Exceeding one does not mean that the alert
 * fires: that takes both windows.
 */
export function burnLevel(
  burnRate: number,
  windowSeconds: number,
  pairs: readonly AlertPair[],
): BurnLevel {
  const looking = pairs
    .filter(
      pair =>
        pair.shortSeconds === windowSeconds ||
        pair.longSeconds === windowSeconds,
    )
    .sort((a, b) => b.factor - a.factor);
  const exceeded = looking.filter(pair => burnRate > pair.factor);
  return {
    exceeds: exceeded.find(pair => pair.severity === 'page') ?? exceeded.at(0),
    next: looking.filter(pair => burnRate <= pair.factor).at(-1),
  };
}
