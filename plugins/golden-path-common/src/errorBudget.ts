const secondsPerDay = 86_400;

/**
 * How long everything may be down within a window before an objective is
 * missed, if nothing else fails.
 *
 * @param objective - percent, above 0 and below 100, as Sloth writes it: 99.9
 * @param windowDays - the window's length, by default 30 days
 * @returns seconds, not rounded
 * @throws RangeError if the objective is outside its range
 */
export function outageSeconds(objective: number, windowDays = 30): number {
  if (!(objective > 0 && objective < 100)) {
    throw new RangeError(
      `An objective is above 0 and below 100 percent, not ${objective}`,
    );
  }
  return ((100 - objective) / 100) * windowDays * secondsPerDay;
}

const steps = [
  { unit: 'd', seconds: secondsPerDay },
  { unit: 'h', seconds: 3600 },
  { unit: 'm', seconds: 60 },
  { unit: 's', seconds: 1 },
] as const;

/** A span in its two largest units: 2592 → `43 m 12 s`, 26000 → `7 h 13 m`. */
export function spanInWords(seconds: number): string {
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const step of steps) {
    const count = Math.floor(rest / step.seconds);
    rest -= count * step.seconds;
    if (count > 0) {
      parts.push(`${count} ${step.unit}`);
    } else if (parts.length > 0) {
      // A gap ends it: 1 d 0 h 5 m says no more than 1 d.
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.length > 0 ? parts.join(' ') : '0 s';
}

/** One failed request in so many, for an objective in percent: 99.9 → 1000. */
export function oneFailureIn(objective: number): number {
  // The nearest whole number: binary fractions make 99.9 into 999.9999….
  return Math.round(100 / (100 - objective));
}
