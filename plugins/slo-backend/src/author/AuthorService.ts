import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  isSameSli,
  lintSpec,
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
import { SloAuthorizer } from '../permissions/SloAuthorizer';
import { SloService } from '../SloService';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { chosenSpec } from './chosenSpec';
import { PresentSpecs } from './PresentSpecs';
import { proposedSlo } from './proposedSlo';
import { ServicePlace, ServicePlaces } from './ServicePlaces';
import { Caller, SpecTrials } from './SpecTrials';

/** A preview, and what it was made of where the text has an SLO. */
interface Considered {
  preview: SloPreview;
  subject?: {
    spec: SloSpec;
    /** The name that the SLO has so far, or will have. */
    known: { service: string; name: string };
    place: ServicePlace;
  };
}

/** What it takes to write an SLO, to try it on real data, and to propose it. */
export class AuthorService {
  constructor(
    private readonly deps: {
      slos: Pick<SloService, 'get'>;
      snapshots: Pick<SnapshotReader, 'snapshot'>;
      places: ServicePlaces;
      present: PresentSpecs;
      authorizer: SloAuthorizer;
      trials: SpecTrials;
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
    return (await this.consider(request, caller)).preview;
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
    const { preview, subject } = await this.consider(asked, caller);
    const error = preview.problems.find(({ severity }) => severity === 'error');
    if (error || !subject) {
      throw new InputError(
        `The spec has an error: ${error?.path ?? ''} ${error?.message ?? ''}`,
      );
    }
    const { spec, known, place } = subject;
    if (!place.target) {
      throw new InputError(
        obstacleInWords(
          place.obstacle ?? { kind: 'no-repository' },
          spec.service,
        ),
      );
    }
    const { overview } = await this.deps.snapshots.snapshot();
    const isKnown = overview.slos.some(
      ({ service, name, source }) =>
        service === known.service &&
        name === known.name &&
        source === preview.source,
    );
    const written = await this.deps.present.inFile(known, place, caller.signal);
    return {
      target: place.target,
      spec: writeSpec(withPluginOf(written, spec)),
      slo: { service: spec.service, name: spec.name },
      title: proposalTitle(spec, isKnown ? 'changed' : 'added'),
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

  private async consider(
    request: PreviewRequest,
    caller: Caller,
  ): Promise<Considered> {
    const { specs, problems } = parseSpecs(request.spec);
    const { trials, places } = this.deps;
    const nothing: SloPreview = {
      problems: [...problems],
      findings: [],
      sourceNames: trials.sourceNames,
      ratios: [],
      bucketBounds: {},
      missing: [],
      warnings: [],
      sources: [],
    };
    if (specs.length === 0) {
      return { preview: nothing };
    }
    const spec = chosenSpec(specs, request.slo);
    const { service, name, objective, periodDays } = spec;
    const known = { service, name: request.replaces ?? name };
    const status = await trials.sourceFor(known, request.source);
    const place = await places.find(service, {
      name: known.name,
      source: status?.name,
    });
    const slo = proposedSlo(spec, place, status?.name ?? '');
    await this.requireMayPropose(slo, caller);
    const tried = await trials.try(spec, slo, status, caller);
    const preview: SloPreview = {
      ...nothing,
      slo: { service, name, objective, periodDays },
      ...(status && { source: status.name }),
      ...wayOf(place),
      ...tried,
      findings: lintSpec(spec, {
        alertWindows: trials.alertWindows,
        eventsPerSecond: tried.eventsPerSecond,
        bucketBounds: tried.bucketBounds,
      }),
    };
    return { preview, subject: { spec, known, place } };
  }

  private async requireMayPropose(slo: Slo, { credentials }: Caller) {
    if (!(await this.deps.authorizer.may(credentials, slo))) {
      throw new NotAllowedError(
        `You may not propose SLOs of '${slo.service}': that is for the owners of what they belong to`,
      );
    }
  }
}

/** What of a place is for those who propose. */
function wayOf({ target, obstacle }: ProposalPlace): ProposalPlace {
  return { ...(target && { target }), ...(obstacle && { obstacle }) };
}

/** An SLI plugin that a file names stays there as long as the queries are those that it makes. */
function withPluginOf(written: SloSpec | undefined, spec: SloSpec): SloSpec {
  return written?.sliPlugin && isSameSli(written.sli, spec.sli)
    ? { ...spec, sliPlugin: written.sliPlugin }
    : spec;
}
