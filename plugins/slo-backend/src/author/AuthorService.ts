import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  alertPairsFor,
  AlertWindowCatalog,
  defaultAlertWindows,
  lintSpec,
  longestAuthoredQuery,
  MissingInput,
  parseSpecs,
  PreviewRequest,
  proposalDescription,
  ProposalRequest,
  proposalTitle,
  Slo,
  sloIdOf,
  SloPreview,
  SloProposal,
  SloSpec,
  SloSpecSource,
  writeSpec,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { JudgementSettings } from '../collector/nextRecords';
import { Clock } from '../ports';
import { ScopedSource } from '../series/SeriesReader';
import { SloService } from '../SloService';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { PreviewSlots } from './PreviewSlots';
import { PresentSpecs } from './PresentSpecs';
import { ProposeAuthorizer } from './ProposeAuthorizer';
import { ServicePlace, ServicePlaces } from './ServicePlaces';
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
      authorizer: ProposeAuthorizer;
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
    const spec = chosen(specs, request.slo);
    const place = await this.deps.places.find(spec.service);
    const status = await this.statusFor(spec.service, request.source);
    const slo = this.proposed(spec, place, status?.name ?? '');
    await this.deps.authorizer.require(caller.credentials, slo);
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
      ...(place.target && { target: place.target }),
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
    const { replaces, reason, ...asked } = request;
    const preview = await this.preview(asked, caller);
    const error = preview.problems.find(({ severity }) => severity === 'error');
    if (error || !preview.slo) {
      throw new InputError(
        `The spec has an error: ${error?.path ?? ''} ${error?.message ?? ''}`,
      );
    }
    if (!preview.target) {
      throw new InputError(
        `No repository is known of the service '${preview.slo.service}': give its entity the annotation backstage.io/source-location, or put the text there by hand`,
      );
    }
    const spec = chosen(parseSpecs(request.spec).specs, preview.slo);
    const { overview } = await this.deps.snapshots.snapshot();
    const known = overview.slos.some(
      ({ service, name }) =>
        service === spec.service && name === (replaces ?? spec.name),
    );
    return {
      target: preview.target,
      spec: writeSpec(spec),
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
    const place = await this.deps.places.find(slo.service);
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
    return { ...found, ...(place.target && { target: place.target }) };
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

  /** The source that is asked for, or else the one that has SLOs of the service. */
  private async statusFor(
    service: string,
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
    const name =
      wanted ??
      overview.slos.find(slo => slo.service === service)?.source ??
      [...sources.keys()][0];
    return overview.sources.find(source => source.name === name);
  }

  /** As it would be known if it were recorded: what permissions are decided by. */
  private proposed(spec: SloSpec, place: ServicePlace, source: string): Slo {
    const { service, name, objective, periodDays } = spec;
    const { entityRef, owners, system } = place;
    return {
      id: sloIdOf({ source, service, name }),
      source,
      service,
      name,
      objective,
      periodDays,
      windows: [],
      state: 'no-data',
      reason: { code: 'not-recorded' },
      owners,
      ...(entityRef && { entityRef }),
      ...(system && { system }),
    };
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

/** @throws InputError if there is no such SLO, or its queries are too long to be tried */
function chosen(
  specs: readonly SloSpec[],
  wanted: { service: string; name: string } | undefined,
): SloSpec {
  const spec = wanted
    ? specs.find(
        ({ service, name }) =>
          service === wanted.service && name === wanted.name,
      )
    : specs[0];
  if (!spec) {
    throw new InputError(
      `The spec has no SLO '${wanted?.name}' of the service '${wanted?.service}'`,
    );
  }
  const { sli } = spec;
  const queries =
    sli.kind === 'raw'
      ? [sli.errorRatioQuery]
      : [sli.errorQuery, sli.totalQuery];
  if (queries.some(({ length }) => length > longestAuthoredQuery)) {
    throw new InputError(
      `A query of '${spec.name}' has more than ${longestAuthoredQuery} characters: record a part of it by a rule of its own`,
    );
  }
  return spec;
}

function personOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as Partial<
    BackstageUserPrincipal & { subject: string }
  >;
  return userEntityRef ?? subject ?? 'unknown';
}
