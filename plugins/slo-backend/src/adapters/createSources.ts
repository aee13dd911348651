import { LoggerService } from '@backstage/backend-plugin-api';
import { createUpstream } from '@goreliable/upstream';
import { SourceConfig } from '../config';
import { RulesSource } from '../ports';
import { ScopedSource } from '../series/SeriesReader';
import { PrometheusSource } from './PrometheusSource';

/** The configured sources by name, in the order of the configuration. */
export function createSources(
  configs: readonly SourceConfig[],
  logger: LoggerService,
): {
  sources: Map<string, ScopedSource & { source: RulesSource }>;
  close: () => Promise<void>;
} {
  const upstreams = configs.map(({ upstream }) =>
    createUpstream({ ...upstream, logger }),
  );
  return {
    sources: new Map(
      configs.map(({ scope, upstream }, index) => [
        upstream.name,
        { source: new PrometheusSource(upstreams[index]), scope },
      ]),
    ),
    close: async () => {
      await Promise.all(upstreams.map(upstream => upstream.close()));
    },
  };
}
