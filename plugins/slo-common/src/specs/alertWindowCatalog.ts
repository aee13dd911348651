import { z } from 'zod';
import { AlertWindow, workbookAlertWindows } from '../alertPairs';
import { promDurationSeconds } from '../promDuration';
import { anything } from './fields';
import { readerOf } from './readWith';
import { SpecProblem } from './types';
import { readYamlDocuments } from './yamlDocuments';

/** The alert windows of SLOs, by the exact number of seconds of their period. */
export type AlertWindowCatalog = ReadonlyMap<number, readonly AlertWindow[]>;

const day = 86_400;

/** What Sloth knows of itself: periods of 28 and 30 days. */
export const defaultAlertWindows: AlertWindowCatalog = new Map([
  [28 * day, workbookAlertWindows],
  [30 * day, workbookAlertWindows],
]);

const duration = z
  .string()
  .refine(
    text => promDurationSeconds(text) !== undefined,
    'must be a Prometheus duration above zero, e.g. 5m',
  );

const percent = z
  .union([z.number(), z.bigint()])
  .transform(Number)
  .refine(value => value !== 0 && Number.isFinite(value), 'must not be zero');

const readDocument = readerOf(object => {
  const window = object({
    errorBudgetPercent: percent,
    shortWindow: duration,
    longWindow: duration,
  });
  const both = object({ quick: window, slow: window });
  return object({
    apiVersion: z.literal('sloth.slok.dev/v1', 'must be sloth.slok.dev/v1'),
    kind: z.literal('AlertWindows', 'must be AlertWindows'),
    metadata: anything,
    spec: object({ sloPeriod: duration, page: both, ticket: both }),
  });
});

/**
 * Reads Sloth's catalogs of alert windows. They take the place of the default
 * ones, as with Sloth's `--slo-period-windows-path`.
 *
 * @param texts - YAML, of `kind: AlertWindows`
 */
export function parseAlertWindows(texts: readonly string[]): {
  catalog: AlertWindowCatalog;
  problems: SpecProblem[];
} {
  const catalog = new Map<number, readonly AlertWindow[]>();
  const problems: SpecProblem[] = [];
  for (const text of texts) {
    const yaml = readYamlDocuments(text);
    problems.push(...yaml.problems);
    for (const { value, number } of yaml.documents) {
      const read = readDocument(value, number);
      problems.push(...read.problems);
      if (!read.value) {
        continue;
      }
      const { sloPeriod, page, ticket } = read.value.spec;
      const windows: AlertWindow[] = [
        { severity: 'page', speed: 'quick', ...page.quick },
        { severity: 'page', speed: 'slow', ...page.slow },
        { severity: 'ticket', speed: 'quick', ...ticket.quick },
        { severity: 'ticket', speed: 'slow', ...ticket.slow },
      ];
      const seconds = promDurationSeconds(sloPeriod)!;
      const known = catalog.get(seconds);
      if (known && !isEqual(known, windows)) {
        problems.push({
          severity: 'error',
          document: number,
          path: 'spec.sloPeriod',
          message: `${sloPeriod} has other windows already: keep one of the two`,
        });
      }
      catalog.set(seconds, windows);
    }
  }
  return { catalog, problems };
}

function isEqual(
  one: readonly AlertWindow[],
  other: readonly AlertWindow[],
): boolean {
  return one.every((window, index) => {
    const { shortWindow, longWindow, errorBudgetPercent } = other[index];
    return (
      window.errorBudgetPercent === errorBudgetPercent &&
      promDurationSeconds(window.shortWindow) ===
        promDurationSeconds(shortWindow) &&
      promDurationSeconds(window.longWindow) === promDurationSeconds(longWindow)
    );
  });
}
