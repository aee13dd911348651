import {
  kubernetesNames,
  PluginsDeclaration,
  readKubernetesDocument,
  readStandardDocument,
  SloDeclaration,
  SlothDeclaration,
  SlothNames,
  standardNames,
} from './slothSchema';
import { SliPluginLookup } from './sliPlugins';
import { SliSpec, SloSpec, SpecOrigin, SpecProblem } from './types';
import { YamlDocument } from './yamlDocuments';

/** What has been read of one document. */
export interface ReadDocument {
  specs: SloSpec[];
  problems: SpecProblem[];
}

/** What a document does not say itself. */
export interface SlothSurroundings {
  periodDays: number;
  sliPluginOf: SliPluginLookup;
}

/** Reads a `version: prometheus/v1` document. */
export function readSlothDocument(
  document: YamlDocument,
  surroundings: SlothSurroundings,
): ReadDocument {
  const { value, problems } = readStandardDocument(
    document.value,
    document.number,
  );
  return collect(value, problems, standardNames, surroundings, {
    format: 'sloth',
    specVersion: 'prometheus/v1',
    document: document.number,
    path: '',
  });
}

/** Reads a `PrometheusServiceLevel` of Kubernetes. */
export function readSlothObject(
  document: YamlDocument,
  surroundings: SlothSurroundings,
): ReadDocument {
  const { value, problems } = readKubernetesDocument(
    document.value,
    document.number,
  );
  const meta = value?.metadata;
  return collect(value?.spec, problems, kubernetesNames, surroundings, {
    format: 'sloth-kubernetes',
    specVersion: 'sloth.slok.dev/v1',
    document: document.number,
    path: 'spec',
    kubernetes: {
      name: meta?.name ?? '',
      ...(meta?.namespace && { namespace: meta.namespace }),
      labels: meta?.labels ?? {},
      annotations: meta?.annotations ?? {},
    },
  });
}

function collect(
  declaration: SlothDeclaration | undefined,
  problems: SpecProblem[],
  names: SlothNames,
  { periodDays, sliPluginOf }: SlothSurroundings,
  origin: SpecOrigin,
): ReadDocument {
  const { document } = origin;
  const prefix = origin.path ? `${origin.path}.` : '';
  if (!declaration) {
    return { specs: [], problems };
  }
  if (declaration.slos.length === 0) {
    const message = 'has no SLO: write at least one';
    return {
      specs: [],
      problems: [
        ...problems,
        { severity: 'error', document, path: `${prefix}slos`, message },
      ],
    };
  }
  const specs: SloSpec[] = [];
  declaration.slos.forEach((slo, index) => {
    const path = `${prefix}slos[${index}]`;
    const sli = toSli(slo, names, declaration, sliPluginOf);
    if ('message' in sli) {
      const { at, message } = sli;
      const where = `${path}.${at}`;
      problems.push({ severity: 'error', document, path: where, message });
    } else {
      specs.push({
        service: declaration.service,
        name: slo.name,
        ...(slo.description && { description: slo.description }),
        objective: slo.objective / 100,
        objectivePercent: slo.objective,
        periodDays,
        sli,
        ...(slo.sli.plugin && { sliPlugin: slo.sli.plugin }),
        labels: { ...declaration.labels, ...slo.labels },
        alerting: toAlerting(slo),
        ...toPlugins(declaration.plugins, slo.plugins),
        origin: { ...origin, path },
      });
    }
  });
  return { specs, problems };
}

interface SliProblem {
  /** The field, from the SLO on. */
  at: string;
  message: string;
}

function toSli(
  slo: SloDeclaration,
  names: SlothNames,
  declaration: SlothDeclaration,
  sliPluginOf: SliPluginLookup,
): SliSpec | SliProblem {
  const { sli } = slo;
  if (sli.events && (sli.raw || sli.plugin)) {
    const other = sli.raw ? 'raw' : 'plugin';
    return {
      at: 'sli',
      message: `must be either 'events' or '${other}', not both`,
    };
  }
  if (sli.plugin) {
    return sliOfPlugin(slo, sli.plugin, declaration, sliPluginOf);
  }
  if (sli.events) {
    return { kind: 'events', ...sli.events };
  }
  if (sli.raw) {
    return { kind: 'raw', ...sli.raw };
  }
  return {
    at: 'sli',
    message: `says not what is measured: write 'events' with '${names.errorQuery}' and '${names.totalQuery}', or 'raw' with '${names.errorRatioQuery}'`,
  };
}

function sliOfPlugin(
  slo: SloDeclaration,
  { id, options }: NonNullable<SloDeclaration['sli']['plugin']>,
  { service, labels }: SlothDeclaration,
  sliPluginOf: SliPluginLookup,
): SliSpec | SliProblem {
  const plugin = sliPluginOf(id);
  if (!plugin) {
    return {
      at: 'sli.plugin',
      message: `is Go code that only Sloth itself can run: have '${id}' registered here (docs/slo.md, SLI plugins), or write what it makes of its options as 'events' or 'raw'`,
    };
  }
  try {
    const errorRatioQuery = plugin.errorRatioQuery({
      meta: { service, slo: slo.name, objective: slo.objective.toFixed(6) },
      labels,
      options,
    });
    return { kind: 'raw', errorRatioQuery };
  } catch (error) {
    return {
      at: 'sli.plugin',
      message: `is refused by '${id}': ${(error as Error).message}`,
    };
  }
}

function toAlerting({ alerting }: SloDeclaration): SloSpec['alerting'] {
  const { name, labels, annotations } = alerting;
  const toAlert = (alert: typeof alerting.page) => ({
    isDisabled: alert.disable,
    labels: alert.labels,
    annotations: alert.annotations,
  });
  return {
    name,
    labels,
    annotations,
    page: toAlert(alerting.page),
    ticket: toAlert(alerting.ticket),
  };
}

/** An SLO that overrides does without its document's plugins, too. */
function toPlugins(
  ofAll: PluginsDeclaration | null | undefined,
  own: PluginsDeclaration | null | undefined,
): Pick<SloSpec, 'plugins'> {
  if (!ofAll && !own) {
    return {};
  }
  const inherited = own?.overridePrevious ? [] : ofAll?.chain ?? [];
  return {
    plugins: {
      overridesDefaults: Boolean(
        own?.overridePrevious || ofAll?.overridePrevious,
      ),
      chain: [...inherited, ...(own?.chain ?? [])].map(
        ({ id, config, priority }) => ({ id, config, priority }),
      ),
    },
  };
}
