import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import {
  parseSpecs,
  SliPlugin,
  Slo,
  SloSpec,
  SloSpecSource,
  writeSpec,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { IndicatorReader } from '../review/IndicatorReader';
import { ServicePlace } from './ServicePlaces';

const longestFile = 1_000_000;

/** Finds the spec of an SLO that exists. */
export class PresentSpecs {
  constructor(
    private readonly deps: {
      reader: UrlReaderService;
      indicators: Pick<IndicatorReader, 'read'>;
      /** Those that files may name. */
      sliPlugins: readonly SliPlugin[];
      logger: LoggerService;
    },
  ) {}

  /** @returns `undefined` if neither a file nor rules tell */
  async find(
    slo: Slo,
    place: ServicePlace,
    status: SourceStatus,
    signal?: AbortSignal,
  ): Promise<Pick<SloSpecSource, 'spec' | 'origin'> | undefined> {
    const written = await this.inFile(slo, place, signal);
    if (written) {
      // Only queries can be tried and changed: those that a plugin has made, too.
      const { sliPlugin, ...spec } = written;
      return { spec: writeSpec(spec), origin: 'repository' };
    }
    const { sli, alerts } = await this.deps.indicators.read(
      slo,
      status,
      signal,
    );
    if (!sli || slo.objective === undefined) {
      return undefined;
    }
    const of = (severity: 'page' | 'ticket') =>
      alerts?.find(alert => alert.severity === severity);
    const [page, ticket] = [of('page'), of('ticket')];
    const { summary, runbook_url: runbook } =
      (page ?? ticket)?.annotations ?? {};
    const annotations = {
      ...(summary && { summary }),
      ...(runbook && { runbook_url: runbook }),
    };
    const none = { labels: {}, annotations: {} };
    return {
      origin: 'rules',
      spec: writeSpec({
        service: slo.service,
        name: slo.name,
        objective: slo.objective,
        // Recorded ratios carry what binary fractions add.
        objectivePercent: Number((slo.objective * 100).toFixed(6)),
        periodDays: slo.periodDays,
        sli,
        labels: {},
        alerting: {
          name: slo.name.replace(/[^A-Za-z0-9]+/g, '_'),
          labels: {},
          annotations,
          page: { isDisabled: alerts !== undefined && !page, ...none },
          ticket: { isDisabled: alerts !== undefined && !ticket, ...none },
        },
        origin: {
          format: 'sloth',
          specVersion: 'prometheus/v1',
          document: 0,
          path: 'slos[0]',
        },
      }),
    };
  }

  /** @returns an SLO as its file has it; `undefined` if that cannot be read */
  async inFile(
    slo: Pick<Slo, 'service' | 'name'>,
    { fileUrl: url }: ServicePlace,
    signal?: AbortSignal,
  ): Promise<SloSpec | undefined> {
    if (!url) {
      return undefined;
    }
    try {
      const response = await this.deps.reader.readUrl(url, { signal });
      const content = await response.buffer();
      if (content.length > longestFile) {
        return undefined;
      }
      const { sliPlugins } = this.deps;
      const { specs } = parseSpecs(content.toString('utf8'), { sliPlugins });
      return specs.find(
        ({ service, name }) => service === slo.service && name === slo.name,
      );
    } catch (error) {
      signal?.throwIfAborted();
      // The rules tell enough to begin with; that there is no file is no failure.
      this.deps.logger.debug(
        `No spec of '${slo.service}/${slo.name}' at ${url}: ${error}`,
      );
      return undefined;
    }
  }
}
