import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AlertWindowCatalog,
  compareRules,
  defaultAlertWindows,
  generateRules,
  lintSpec,
  LoadedRules,
  loadedRulesToYaml,
  parseSloId,
  parseSpecs,
  RuleOptions,
  rulesInWords,
  rulesToYaml,
  SliPlugin,
  Slo,
  SloRules,
  SloRulesAnswer,
  SloSpec,
  SpecProblem,
  verdictOfCounts,
} from '@goreliable/plugin-slo-common';
import { isUpstreamError } from '@goreliable/upstream';
import { JudgementSettings } from '../collector/nextRecords';
import { SloService } from '../SloService';
import { fileOf } from '../specs/declaredSlos';
import { SpecFile, SpecStore } from '../specs/types';
import { LoadedRulesReader } from './LoadedRulesReader';

const secondsPerDay = 86_400;

interface Caller {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

type Loaded = { rules: LoadedRules } | { reason: string };

/** Tells of the rules of an SLO: what its spec would make, and what is loaded. */
export class SloRulesService {
  constructor(
    private readonly deps: {
      slos: Pick<SloService, 'get'>;
      specs: Pick<SpecStore, 'files'>;
      reader: Pick<LoadedRulesReader, 'read'>;
      settings: JudgementSettings;
      sliPlugins: readonly SliPlugin[];
      /** As the rules are made that are loaded. */
      options: Pick<RuleOptions, 'corrections' | 'extraLabels'>;
    },
  ) {}

  /** @throws NotFoundError if there is no such SLO, or none that the caller may see */
  async rules(id: string, caller: Caller): Promise<SloRulesAnswer> {
    const { slo, sources } = await this.deps.slos.get(id, caller);
    const { tool } = slo;
    const [files, loaded] = await Promise.all([
      this.deps.specs.files(),
      this.readLoaded(slo, sources[0]?.state, caller.signal),
    ]);
    const file = fileOf(files, slo);
    const common = {
      id,
      sources,
      ...('rules' in loaded && { loaded: loadedRulesToYaml(loaded.rules) }),
    };
    if (!file) {
      return {
        ...common,
        ...(tool === undefined
          ? judged('no-spec', slo)
          : judged('not-judged', slo, { tool })),
        problems: [],
        findings: [],
      };
    }
    return { ...common, ...specOf(file), ...this.compare(file, slo, loaded) };
  }

  private compare(file: SpecFile, slo: Slo, loaded: Loaded) {
    const windows = this.alertWindows();
    const { spec, made, problems } = this.generate(file, slo, windows);
    const findings = spec ? lintSpec(spec, { alertWindows: windows }) : [];
    const told = { problems, findings };
    if (!made) {
      return { ...told, ...judged('refused', slo) };
    }
    const generated = rulesToYaml([made]);
    if (!('rules' in loaded)) {
      const { reason } = loaded;
      return { ...told, generated, ...judged('unknown', slo, { reason }) };
    }
    const { drift, counts } = compareRules(made, loaded.rules);
    return {
      ...told,
      generated,
      ...judged(verdictOfCounts(counts), slo, { counts }),
      drift,
      equal: counts.equal,
    };
  }

  private generate(
    { text = '' }: SpecFile,
    slo: Slo,
    windows: AlertWindowCatalog,
  ): { spec?: SloSpec; made?: SloRules; problems: SpecProblem[] } {
    const parsed = parseSpecs(text, this.deps);
    const spec = parsed.specs.find(
      ({ service, name }) => service === slo.service && name === slo.name,
    );
    if (!spec) {
      return { problems: parsed.problems };
    }
    const { slos, problems } = generateRules([spec], {
      ...this.deps.options,
      windows,
    });
    const own = parsed.problems.filter(
      ({ document }) => document === spec.origin.document,
    );
    return { spec, made: slos.at(0), problems: [...own, ...problems] };
  }

  private async readLoaded(
    slo: Slo,
    state: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Loaded> {
    if (state === 'unreachable') {
      return { reason: 'it does not answer at present' };
    }
    try {
      return {
        rules: await this.deps.reader.read(parseSloId(slo.id)!, signal),
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (!isUpstreamError(error)) {
        throw error;
      }
      return { reason: error.message };
    }
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

function judged(
  verdict: SloRulesAnswer['verdict'],
  { source }: Slo,
  facts: Omit<Parameters<typeof rulesInWords>[1], 'source'> = {},
): Pick<SloRulesAnswer, 'verdict' | 'summary' | 'drift' | 'equal'> {
  const summary = rulesInWords(verdict, { source, ...facts });
  return { verdict, summary, drift: [], equal: 0 };
}

function specOf({
  location,
  text = '',
  readAtMs,
  failure,
}: SpecFile): Pick<SloRulesAnswer, 'spec'> {
  return {
    spec: {
      location,
      text,
      ...(readAtMs !== undefined && {
        readAt: new Date(readAtMs).toISOString(),
      }),
      ...(failure !== undefined && { failure }),
    },
  };
}
