import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  alertPairsFor,
  AlertWindowCatalog,
  defaultAlertWindows,
  isSameSli,
  lintSpec,
  MissingInput,
  obstacleInWords,
  parseSpecs,
  PreviewRequest,
  proposalDescription,
  ProposalPlace,
  ProposalPlaceQuery,
  ProposalRequest,
  proposalTitle,
  Slo,
  SloPreview,
  SloProposal,
  SloSpec,
  SloSpecSource,
  writeSpec,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { JudgementSettings } from '../collector/nextRecords';
import { SloAuthorizer } from '../permissions/SloAuthorizer';
import { Clock } from '../ports';
import { ScopedSource } from '../series/SeriesReader';
import { SloService } from '../SloService';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { chosenSpec } from './chosenSpec';
import { PreviewSlots } from './PreviewSlots';
import { PresentSpecs } from './PresentSpecs';
import { proposedSlo } from './proposedSlo';
import { ServicePlaces } from './ServicePlaces';
import { tryOut, TriedSli } from './tryOut';

const secondsPerDay = 86_400;

interface Caller {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

type Trial = Parameters<typeof tryOut>[0]['incidents'];

const untried: TriedSli = {
  ratios: [],
  bucketBounds: {},
  missing: [] as MissingInput[],
  warnings: [],
  sources: [],
};

/** What it takes to write an SLO, to try it on real data, and to propose it. */
export class AuthorService {
  constructor(
    private readonly deps: {
      slos: Pick<SloService, 'get'>;
      sources: ReadonlyMap<string, ScopedSource>;
      snapshots: Pick<SnapshotReader, 'snapshot'>;
      places: ServicePlaces;
      present: PresentSpecs;
      authorizer: SloAuthorizer;
      slots: PreviewSlots;
      incidents: Trial;
      settings: JudgementSettings;
      now: Clock;
    },
  ) {}

  /**
   * What a proposed SLO is worth: its findings, what it would have measured, and
   * what its alerts would have done.
   *
   * @throws NotAllowedError if the caller may not propose SLOs of its service,
   *   InputError for a source or an SLO that there is not, ServiceUnavailableError
   *   if too many are tried at once
   */
  async preview(request: PreviewRequest, caller: Caller): Promise<SloPreview> {
    const { specs, problems } = parseSpecs(request.spec);
    const { sources } = this.deps;
    const nothing: SloPreview = {
      problems: [...problems],
      findings: [],
      sourceNames: [...sources.keys()],
      ratios: [],
      bucketBounds: {},
      missing: [],
      warnings: [],
      sources: [],
    };
    if (specs.length === 0) {
      return nothing;
    }
    const spec = chosenSpec(specs, request.slo);
    const known = {
      service: spec.service,
      name: request.replaces ?? spec.name,
    };
    const status = await this.statusFor(known, request.source);
    const place = await this.deps.places.find(known.service, {
      name: known.name,
      source: status?.name,
    });
    const slo = proposedSlo(spec, place, status?.name ?? '');
    await this.requireMayPropose(slo, caller);
    const tried = await this.try(spec, slo, status, caller);
    return {
      ...nothing,
      slo: {
        service: spec.service,
        name: spec.name,
        objective: spec.objective,
        periodDays: spec.periodDays,
      },
      ...(status && { source: status.name }),
      ...wayOf(place),
      ...tried,
      findings: lintSpec(spec, {
        alertWindows: this.alertWindows(),
        eventsPerSecond: tried.eventsPerSecond,
        bucketBounds: tried.bucketBounds,
      }),
    };
  }

  /**
   * What a pull request for an SLO is made of.
   *
   * @throws InputError if the spec has an error, or no repository is known, beside
   *   what {@link preview} throws
   */
  async propose(
    request: ProposalRequest,
    caller: Caller,
  ): Promise<SloProposal> {
    const { reason, ...asked } = request;
    const preview = await this.preview(asked, caller);
    const error = preview.problems.find(({ severity }) => severity === 'error');
    if (error || !preview.slo) {
      throw new InputError(
        `The spec has an error: ${error?.path ?? ''} ${error?.message ?? ''}`,
      );
    }
    if (!preview.target) {
      throw new InputError(
        obstacleInWords(
          preview.obstacle ?? { kind: 'no-repository' },
          preview.slo.service,
        ),
      );
    }
    const spec = chosenSpec(parseSpecs(request.spec).specs, preview.slo);
    const { overview } = await this.deps.snapshots.snapshot();
    const known = overview.slos.some(
      ({ service, name, source }) =>
        service === spec.service &&
        name === (request.replaces ?? spec.name) &&
        source === preview.source,
    );
    return {
      target: preview.target,
      spec: writeSpec(await this.withSliPlugin(spec, request, preview, caller)),
      slo: { service: spec.service, name: spec.name },
      title: proposalTitle(spec, known ? 'changed' : 'added'),
      description: proposalDescription(spec, preview, reason),
    };
  }

  /**
   * An SLO as its spec file has it or, where none can be read, as its rules tell.
   *
   * @throws NotFoundError if there is no such SLO that the caller may see, or
   *   nothing is known of its queries
   */
  async specOf(id: string, caller: Caller): Promise<SloSpecSource> {
    const { slo, sources } = await this.deps.slos.get(id, caller);
    const place = await this.deps.places.find(slo.service, {
      name: slo.name,
      source: slo.source,
    });
    const found = await this.deps.present.find(
      slo,
      place,
      sources[0],
      caller.signal,
    );
    if (!found) {
      throw new NotFoundError(
        `The queries of '${id}' are not known: neither a spec file nor its rules could be read`,
      );
    }
    return { ...found, ...wayOf(place) };
  }

  /**
   * Where an SLO would be proposed, or why it cannot be: known before anything
   * is written.
   *
   * @throws NotAllowedError if the caller may not propose SLOs of the service
   */
  async placeOf(
    { service, name, replaces, source }: ProposalPlaceQuery,
    caller: Caller,
  ): Promise<ProposalPlace> {
    const place = await this.deps.places.find(service, {
      name: replaces ?? name,
      source,
    });
    await this.requireMayPropose(
      proposedSlo({ service, name: name ?? '', periodDays: 30 }, place, ''),
      caller,
    );
    return wayOf(place);
  }

  private async requireMayPropose(slo: Slo, { credentials }: Caller) {
    if (!(await this.deps.authorizer.may(credentials, slo))) {
      throw new NotAllowedError(
        `You may not propose SLOs of '${slo.service}': that is for the owners of what they belong to`,
      );
    }
  }

  /** An SLI plugin that the file names stays, where the queries are still those that it makes. */
  private async withSliPlugin(
    spec: SloSpec,
    { replaces }: Pick<ProposalRequest, 'replaces'>,
    { source }: Pick<SloPreview, 'source'>,
    { signal }: Caller,
  ): Promise<SloSpec> {
    const { service } = spec;
    const name = replaces ?? spec.name;
    const place = await this.deps.places.find(service, { name, source });
    const written = await this.deps.present.inFile(
      { service, name },
      place,
      signal,
    );
    return written?.sliPlugin && isSameSli(written.sli, spec.sli)
      ? { ...spec, sliPlugin: written.sliPlugin }
      : spec;
  }

  private async try(
    spec: SloSpec,
    slo: Slo,
    status: SourceStatus | undefined,
    caller: Caller,
  ): Promise<TriedSli> {
    const scoped = status && this.deps.sources.get(status.name);
    if (!scoped || !status) {
      const reason = 'No source is configured, so it cannot be tried.';
      return { ...untried, missing: [{ input: 'history', reason }] };
    }
    return await this.deps.slots.run(
      personOf(caller.credentials),
      signal =>
        tryOut({
          spec,
          slo,
          scoped,
          status,
          alertPairs: alertPairsFor(
            spec.periodDays,
            this.alertWindows().get(spec.periodDays * secondsPerDay),
          ),
          incidents: this.deps.incidents,
          now: this.deps.now() / 1000,
          caller: { credentials: caller.credentials, signal },
        }),
      caller.signal,
    );
  }

  /** The source that is asked for, or else the one that has the SLO, or others of its service. */
  private async statusFor(
    { service, name }: { service: string; name: string },
    wanted: string | undefined,
  ): Promise<SourceStatus | undefined> {
    const { sources, snapshots } = this.deps;
    if (wanted !== undefined && !sources.has(wanted)) {
      throw new InputError(
        `There is no source '${wanted}': take one of ${[...sources.keys()].join(
          ', ',
        )}`,
      );
    }
    const { overview } = await snapshots.snapshot();
    const ofService = overview.slos.filter(slo => slo.service === service);
    const known = ofService.find(slo => slo.name === name) ?? ofService.at(0);
    const chosen = wanted ?? known?.source ?? [...sources.keys()][0];
    return overview.sources.find(source => source.name === chosen);
  }

  private alertWindows(): AlertWindowCatalog {
    return new Map([
      ...defaultAlertWindows,
      ...[...this.deps.settings.alertWindows].map(
        ([days, windows]) => [days * secondsPerDay, windows] as const,
      ),
    ]);
  }
}

/** What of a place is for those who propose. */
function wayOf({ target, obstacle }: ProposalPlace): ProposalPlace {
  return { ...(target && { target }), ...(obstacle && { obstacle }) };
}

function personOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as Partial<
    BackstageUserPrincipal & { subject: string }
  >;
  return userEntityRef ?? subject ?? 'unknown';
}
