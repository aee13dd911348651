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
import { SliSpec, SloSpec, SpecOrigin, SpecProblem } from './types';
import { YamlDocument } from './yamlDocuments';

/** What has been read of one document. */
export interface ReadDocument {
  specs: SloSpec[];
  problems: SpecProblem[];
}

/** Reads a `version: prometheus/v1` document. */
export function readSlothDocument(
  document: YamlDocument,
  periodDays: number,
): ReadDocument {
  const { value, problems } = readStandardDocument(
    document.value,
    document.number,
  );
  return collect(value, problems, standardNames, periodDays, {
    format: 'sloth',
    specVersion: 'prometheus/v1',
    document: document.number,
    path: '',
  });
}

/** Reads a `PrometheusServiceLevel` of Kubernetes. */
export function readSlothObject(
  document: YamlDocument,
  periodDays: number,
): ReadDocument {
  const { value, problems } = readKubernetesDocument(
    document.value,
    document.number,
  );
  const meta = value?.metadata;
  return collect(value?.spec, problems, kubernetesNames, periodDays, {
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
  periodDays: number,
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
    const sli = toSli(slo, names, path, document);
    if ('message' in sli) {
      problems.push(sli);
    } else {
      specs.push({
        service: declaration.service,
        name: slo.name,
        ...(slo.description && { description: slo.description }),
        objective: slo.objective / 100,
        objectivePercent: slo.objective,
        periodDays,
        sli,
        labels: { ...declaration.labels, ...slo.labels },
        alerting: toAlerting(slo),
        ...toPlugins(declaration.plugins, slo.plugins),
        origin: { ...origin, path },
      });
    }
  });
  return { specs, problems };
}

function toSli(
  { sli }: SloDeclaration,
  names: SlothNames,
  path: string,
  document: number,
): SliSpec | SpecProblem {
  const problem = (at: string, message: string): SpecProblem => ({
    severity: 'error',
    document,
    path: `${path}.${at}`,
    message,
  });
  if (sli.plugin) {
    return problem(
      'sli.plugin',
      `is Go code that only Sloth itself can run: write what '${sli.plugin.id}' makes of its options as 'events' or 'raw'`,
    );
  }
  if (sli.events && sli.raw) {
    return problem('sli', `must be either 'events' or 'raw', not both`);
  }
  if (sli.events) {
    return { kind: 'events', ...sli.events };
  }
  if (sli.raw) {
    return { kind: 'raw', ...sli.raw };
  }
  return problem(
    'sli',
    `says not what is measured: write 'events' with '${names.errorQuery}' and '${names.totalQuery}', or 'raw' with '${names.errorRatioQuery}'`,
  );
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
