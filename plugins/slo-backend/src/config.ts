import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { readUpstreamConfig, UpstreamConfig } from '@goreliable/upstream';
import {
  alertPairsFor,
  AlertWindow,
  ruleCorrectionsSchema,
  RuleOptions,
} from '@goreliable/plugin-slo-common';
import { z } from 'zod';
import { JudgementSettings } from './collector/nextRecords';
import { SeriesScope } from './discovery/selectors';
import { ConfiguredSpec } from './specs/specPlaces';

/** One configured source. */
export interface SourceConfig {
  upstream: UpstreamConfig;
  scope: SeriesScope;
}

/** The plugin's configuration, read once and checked. */
export interface SloConfig {
  sources: SourceConfig[];
  refreshIntervalMs: number;
  settings: JudgementSettings;
  specs: ConfiguredSpec[];
  specsIntervalMs: number;
  /** How the rules that are loaded are made of specs, where not as Sloth does it. */
  rules: Pick<RuleOptions, 'corrections' | 'extraLabels'>;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const shortestRefreshMs = 5 * secondMs;

/** Answers of 10,000 SLOs have some 25 MB; uncompressed and in memory once. */
const defaultMaxResponseBytes = 64 * 1024 * 1024;

const knownKeys = [
  'prometheus',
  'refreshInterval',
  'staleAfter',
  'forgetAfter',
  'alertWindows',
  'specs',
  'specsInterval',
  'rules',
];

/**
 * Reads `slo` from the configuration; without it there are no sources.
 *
 * @throws InputError that names the key for anything that cannot work
 */
export function readSloConfig(root: Config): SloConfig {
  const config = root.getOptionalConfig('slo');
  const unknown = config?.keys().find(key => !knownKeys.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `The config key 'slo.${unknown}' is not known; known are ${knownKeys.join(
        ', ',
      )}`,
    );
  }
  const refreshIntervalMs = readMs(config, 'refreshInterval', 30 * secondMs);
  if (refreshIntervalMs < shortestRefreshMs) {
    throw new InputError(
      `The config key 'slo.refreshInterval' must be at least ${
        shortestRefreshMs / secondMs
      } seconds`,
    );
  }
  const sources = readSources(config);
  return {
    sources,
    refreshIntervalMs,
    specs: readSpecs(
      config,
      sources.map(({ upstream }) => upstream.name),
    ),
    specsIntervalMs: Math.max(
      minuteMs,
      readMs(config, 'specsInterval', 5 * minuteMs),
    ),
    rules: readRules(config),
    settings: {
      staleAfterMs: readMs(config, 'staleAfter', 3 * minuteMs),
      forgetAfterMs: readMs(config, 'forgetAfter', 24 * hourMs),
      alertWindows: readAlertWindows(config),
    },
  };
}

function readMs(
  config: Config | undefined,
  key: string,
  defaultMs: number,
): number {
  if (!config?.has(key)) {
    return defaultMs;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms > 0)) {
    throw new InputError(`The config key 'slo.${key}' must be more than zero`);
  }
  return ms;
}

function readSources(config: Config | undefined): SourceConfig[] {
  const items = config?.getOptionalConfigArray('prometheus') ?? [];
  const sources = items.map((item, index) =>
    readSource(item, `slo.prometheus[${index}]`),
  );
  const names = sources.map(({ upstream }) => upstream.name);
  const repeated = names.findIndex((name, n) => names.indexOf(name) !== n);
  if (repeated >= 0) {
    throw new InputError(
      `The config key 'slo.prometheus[${repeated}].name' repeats '${names[repeated]}'; each source needs a name of its own`,
    );
  }
  return sources;
}

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function readSource(config: Config, key: string): SourceConfig {
  const upstream = readUpstreamConfig(config, {
    key,
    extraKeys: ['keyLabels', 'matchers'],
  });
  const keyLabels = config.getOptionalStringArray('keyLabels') ?? [];
  const matchers = config.getOptional<Record<string, string>>('matchers') ?? {};
  const labels: [string, string][] = [
    ...keyLabels.map((label): [string, string] => ['keyLabels', label]),
    ...Object.keys(matchers).map((label): [string, string] => [
      'matchers',
      label,
    ]),
  ];
  for (const [part, label] of labels) {
    if (!labelName.test(label)) {
      throw new InputError(
        `The config key '${key}.${part}' names '${label}', which is no Prometheus label`,
      );
    }
  }
  return {
    upstream: {
      maxResponseBytes: defaultMaxResponseBytes,
      ...withoutUndefined(upstream),
    },
    scope: { keyLabels, matchers },
  };
}

/** So that a key that is not configured does not replace a default. */
function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as T;
}

const specsSchema = z.array(
  z.strictObject({
    location: z.url({
      protocol: /^https?$/,
      error: 'must be an address that begins with http:// or https://',
    }),
    source: z.string().optional(),
  }),
);

function readSpecs(
  config: Config | undefined,
  sources: readonly string[],
): ConfiguredSpec[] {
  const specs = parsed(
    'slo.specs',
    specsSchema,
    config?.getOptional('specs'),
    [],
  );
  const stray = specs.findIndex(
    ({ source }) => source !== undefined && !sources.includes(source),
  );
  if (stray >= 0) {
    throw new InputError(
      `The config key 'slo.specs.${stray}.source' names '${specs[stray].source}', which is none of 'slo.prometheus'`,
    );
  }
  return specs;
}

const rulesSchema = z.strictObject({
  corrections: ruleCorrectionsSchema.partial().optional(),
  extraLabels: z.record(z.string().min(1), z.string().min(1)).optional(),
});

function readRules(config: Config | undefined): SloConfig['rules'] {
  return parsed('slo.rules', rulesSchema, config?.getOptional('rules'), {});
}

function parsed<T>(
  key: string,
  schema: z.ZodType<T>,
  value: unknown,
  fallback: T,
): T {
  const result = schema.safeParse(value ?? fallback);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(
      `The config key '${[key, ...issue.path].join('.')}' ${issue.message}`,
    );
  }
  return result.data;
}

const windowSchema = z.strictObject({
  errorBudgetPercent: z.number().positive().max(100),
  shortWindow: z.string(),
  longWindow: z.string(),
});
const speedsSchema = z.strictObject({
  quick: windowSchema,
  slow: windowSchema,
});
const alertWindowsSchema = z.array(
  z.strictObject({
    periodDays: z.number().positive(),
    page: speedsSchema,
    ticket: speedsSchema,
  }),
);

function readAlertWindows(
  config: Config | undefined,
): Map<number, AlertWindow[]> {
  const windows = parsed(
    'slo.alertWindows',
    alertWindowsSchema,
    config?.getOptional('alertWindows'),
    [],
  );
  return new Map(
    windows.map(({ periodDays, page, ticket }, index) => {
      const ofPeriod: AlertWindow[] = [
        { severity: 'page', speed: 'quick', ...page.quick },
        { severity: 'page', speed: 'slow', ...page.slow },
        { severity: 'ticket', speed: 'quick', ...ticket.quick },
        { severity: 'ticket', speed: 'slow', ...ticket.slow },
      ];
      try {
        alertPairsFor(periodDays, ofPeriod);
      } catch (error) {
        throw new InputError(
          `The config key 'slo.alertWindows.${index}' cannot work: ${
            (error as Error).message
          }`,
        );
      }
      return [periodDays, ofPeriod];
    }),
  );
}
