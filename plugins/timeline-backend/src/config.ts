import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const dayMs = 24 * 3_600_000;

/** The timeline's configuration in plain types. */
export interface TimelineConfig {
  /** Milliseconds an event is kept after it happened. */
  retentionMs: number;
}

/** Reads `timeline` from the configuration. @throws InputError that names the key */
export function readTimelineConfig(config: Config): TimelineConfig {
  const key = 'timeline.retention';
  if (!config.has(key)) {
    return { retentionMs: 400 * dayMs };
  }
  const retentionMs = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (!(retentionMs >= dayMs)) {
    throw new InputError(
      `The config key '${key}' must be at least one day: less would delete what pages still show`,
    );
  }
  return { retentionMs };
}
