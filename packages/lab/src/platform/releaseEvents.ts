import {
  timelineEventId,
  type TimelineEventInput,
} from '@goreliable/plugin-timeline-common';
import type { ReleasedService } from './PlatformState';
import { labEnvironmentName, type ServiceValues } from './serviceValues';

/** Settings of a release as a person would name them, without secrets. */
export function settingsOf(values: ServiceValues): Record<string, string> {
  return {
    LOG_LEVEL: values.logLevel,
    ENVIRONMENT: values.environment,
    SHUTDOWN_TIMEOUT: `${values.shutdown.timeoutSeconds}s`,
    ...(values.goMemoryLimit ? { GOMEMLIMIT: values.goMemoryLimit } : {}),
    ...Object.fromEntries(
      Object.entries(values.config).map(([name, value]) => [
        name,
        String(value),
      ]),
    ),
  };
}

/** The settings that differ, e.g. `CONCURRENCY 8 → 1`. */
export function settingsChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter(name => before[name] !== after[name])
    .sort()
    .map(name => `${name} ${before[name] ?? '–'} → ${after[name] ?? '–'}`);
}

/**
 * What the timeline learns of a release: a deploy, or, of a commit that ran
 * already, a change of its configuration.
 */
export function releaseEvent(options: {
  service: string;
  released: ReleasedService;
  previous: ReleasedService | undefined;
  author: string;
  subject: string;
  /** Address of the repository as a browser opens it. */
  repositoryUrl: string;
}): TimelineEventInput {
  const { service, released, previous, author, repositoryUrl } = options;
  const common = {
    id: timelineEventId({
      source: 'lab',
      key: `release:${service}:${released.sequence}`,
    }),
    at: released.at,
    severity: 'info' as const,
    entityRef: `component:default/${service}`,
    actor: author,
  };
  const data = {
    version: released.version,
    commit: released.commit,
    previousCommit: previous?.commit ?? null,
    environment: labEnvironmentName,
    repository: repositoryUrl,
  };
  if (previous && previous.commit === released.commit) {
    const changes = settingsChanges(previous.settings, released.settings);
    return {
      ...common,
      kind: 'config',
      title: `${service}: ${changes.join(', ') || 'settings changed'}`,
      href: `${
        new URL(repositoryUrl).origin
      }/goreliable/gitops/src/branch/main/services/${service}`,
      data: { ...data, changes },
    };
  }
  return {
    ...common,
    kind: 'deploy',
    title: `${service} ${released.version} deployed: ${options.subject}`,
    href: `${repositoryUrl}/commit/${released.commit}`,
    data: { ...data, previousVersion: previous?.version ?? null },
  };
}
