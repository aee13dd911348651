import { selectorText } from './matchers';

/** `http_requests_total{job="shop"}` */
export const selectorOf = selectorText;

/** Prometheus 3 writes the bound of a bucket as `1.0`, older ones as `1`. */
export function boundText(threshold: string): string {
  return `le=~"${numberText(threshold)}([.]0)?"`;
}

/** A number as Prometheus writes it: `0.50` is the bound `0.5`. */
export function numberText(typed: string): string {
  return String(Number(typed));
}

/** Inverse of {@link boundText}. */
export function boundOf(matcher: string): string | undefined {
  return /^le=~"([0-9.e+-]+)\(\[\.\]0\)\?"$/.exec(matcher)?.[1];
}

/** The sum over a window. */
export function windowOf(
  perWindow: 'rate' | 'increase',
  selector: string,
): string {
  return `sum(${perWindow}(${selector}[{{.window}}]))`;
}

/** All events; without any there is no value, rather than a ratio that is no number. */
export function counterTotal(
  perWindow: 'rate' | 'increase',
  counter: string,
  ...matchers: string[]
): string {
  return `${windowOf(perWindow, selectorText(counter, ...matchers))} > 0`;
}
