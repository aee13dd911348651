const unitSeconds: Record<string, number> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

const pattern =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const units = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];

/**
 * Seconds in a Prometheus duration such as `5m`, `1h30m` or `4w`; `undefined`
 * if it is none, or zero.
 */
export function promDurationSeconds(text: string): number | undefined {
  const match = pattern.exec(text);
  if (!match) {
    return undefined;
  }
  const seconds = units.reduce(
    (sum, unit, index) =>
      sum + Number(match[index + 1] ?? 0) * unitSeconds[unit],
    0,
  );
  return seconds > 0 ? seconds : undefined;
}

/**
 * A whole number of seconds as Prometheus writes it, which is also how Sloth
 * names its windows: years and weeks only where they divide evenly, so 28 days
 * is `4w`, 30 days `30d`, 24 hours `1d` and 36 hours `1d12h`.
 *
 * @throws RangeError unless `seconds` is a positive whole number.
 */
export function formatPromDuration(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds <= 0) {
    throw new RangeError(`Not a positive number of seconds: ${seconds}`);
  }
  for (const unit of ['y', 'w']) {
    if (seconds % unitSeconds[unit] === 0) {
      return `${seconds / unitSeconds[unit]}${unit}`;
    }
  }
  let text = '';
  let rest = seconds;
  for (const unit of ['d', 'h', 'm', 's']) {
    const count = Math.floor(rest / unitSeconds[unit]);
    if (count > 0) {
      text += `${count}${unit}`;
      rest -= count * unitSeconds[unit];
    }
  }
  return text;
}
