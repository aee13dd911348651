import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  alertPairsFor,
  AlertWindowCatalog,
  defaultAlertWindows,
  Slo,
  SloSpec,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { JudgementSettings } from '../collector/nextRecords';
import { Clock } from '../ports';
import { ScopedSource } from '../series/SeriesReader';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { PreviewSlots } from './PreviewSlots';
import { TriedSli, tryOut } from './tryOut';

const secondsPerDay = 86_400;

/** Who asks, and until when. */
export interface Caller {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** Tries specs on what the sources have recorded, a few at a time. */
export class SpecTrials {
  /** Windows of alerts by the period's seconds, those of the configuration before Sloth's. */
  readonly alertWindows: AlertWindowCatalog;

  constructor(
    private readonly deps: {
      sources: ReadonlyMap<string, ScopedSource>;
      snapshots: Pick<SnapshotReader, 'snapshot'>;
      slots: PreviewSlots;
      incidents: Parameters<typeof tryOut>[0]['incidents'];
      settings: JudgementSettings;
      now: Clock;
    },
  ) {
    this.alertWindows = new Map([
      ...defaultAlertWindows,
      ...[...deps.settings.alertWindows].map(
        ([days, windows]) => [days * secondsPerDay, windows] as const,
      ),
    ]);
  }

  get sourceNames(): string[] {
    return [...this.deps.sources.keys()];
  }

  /**
   * The source that is asked for, or else the one that has the SLO, or others of its service.
   *
   * @returns `undefined` if none is configured
   * @throws InputError if there is no source of the wanted name
   */
  async sourceFor(
    { service, name }: { service: string; name: string },
    wanted: string | undefined,
  ): Promise<SourceStatus | undefined> {
    const { sourceNames } = this;
    if (wanted !== undefined && !sourceNames.includes(wanted)) {
      throw new InputError(
        `There is no source '${wanted}': take one of ${sourceNames.join(', ')}`,
      );
    }
    const { overview } = await this.deps.snapshots.snapshot();
    const ofService = overview.slos.filter(slo => slo.service === service);
    const known = ofService.find(slo => slo.name === name) ?? ofService.at(0);
    const chosen = wanted ?? known?.source ?? sourceNames[0];
    return overview.sources.find(source => source.name === chosen);
  }

  /**
   * What an SLO would have measured, and what its alerts would have done.
   *
   * @param slo - the same as it would be known
   * @throws ServiceUnavailableError if too many are tried at once
   */
  async try(
    spec: SloSpec,
    slo: Slo,
    status: SourceStatus | undefined,
    { credentials, signal: leaving }: Caller,
  ): Promise<TriedSli> {
    const { sources, slots, incidents, now } = this.deps;
    const scoped = status && sources.get(status.name);
    if (!scoped || !status) {
      const reason = 'No source is configured, so it cannot be tried.';
      return {
        ratios: [],
        bucketBounds: {},
        missing: [{ input: 'history', reason }],
        warnings: [],
        sources: [],
      };
    }
    return await slots.run(
      personOf(credentials),
      signal =>
        tryOut({
          spec,
          slo,
          scoped,
          status,
          alertPairs: alertPairsFor(
            spec.periodDays,
            this.alertWindows.get(spec.periodDays * secondsPerDay),
          ),
          incidents,
          now: now() / 1000,
          caller: { credentials, signal },
        }),
      leaving,
    );
  }
}

function personOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as Partial<
    BackstageUserPrincipal & { subject: string }
  >;
  return userEntityRef ?? subject ?? 'unknown';
}
