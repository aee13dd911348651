import { CheckedField, checkSpec } from './checkSpec';
import { readOpenSloContext, readOpenSloDocument } from './openSlo';
import { readOpenSloAlphaDocument } from './openSloAlpha';
import { kubernetesNames, SlothNames, standardNames } from './slothSchema';
import { ReadDocument, readSlothDocument, readSlothObject } from './slothSpecs';
import { SliPlugin, SliPluginLookup } from './sliPlugins';
import { SloSpec, SpecFormat, SpecProblem } from './types';
import { readYamlDocuments, YamlDocument } from './yamlDocuments';

/** What a text declares. */
export interface ParsedSpecs {
  /** Only of documents without any error: Sloth makes nothing of others, too. */
  specs: SloSpec[];
  /** In the order of the text. */
  problems: SpecProblem[];
}

const line = (pattern: string) => new RegExp(`(?:^|\\n)${pattern} *(?:\\n|$)`);

/**
 * How Sloth tells formats apart: by lines of their own, without comments and
 * without indentation.
 */
const marks: Record<'sloth' | 'sloth-kubernetes' | 'alpha', RegExp[]> = {
  sloth: [line(`version: +['"]?prometheus/v1['"]?\\r?`)],
  'sloth-kubernetes': [
    line(`kind: +['"]?PrometheusServiceLevel['"]?`),
    line(`apiVersion: +['"]?sloth.slok.dev/v1['"]?`),
  ],
  alpha: [
    line(`kind: +['"]?SLO['"]?`),
    line(`apiVersion: +['"]?openslo/v1alpha['"]?`),
  ],
};

type DocumentKind =
  | 'sloth'
  | 'sloth-kubernetes'
  | 'openslo-alpha'
  | 'openslo-slo'
  /** What SLOs of OpenSLO may refer to, or belongs to other tools. */
  | 'openslo-other'
  | 'unknown';

/**
 * Reads and checks the SLOs that a text declares, in any of the formats: Sloth's
 * own, Sloth's for Kubernetes, OpenSLO `v1` and `v1alpha`. A text may have
 * several documents.
 *
 * @param options.periodDays - of SLOs whose format has no period of its own
 * @param options.sliPlugins - those that specs of Sloth may name
 */
export function parseSpecs(
  text: string,
  {
    periodDays = 30,
    sliPlugins = [],
  }: {
    periodDays?: number;
    sliPlugins?: readonly SliPlugin[] | SliPluginLookup;
  } = {},
): ParsedSpecs {
  const sliPluginOf: SliPluginLookup =
    typeof sliPlugins === 'function'
      ? sliPlugins
      : id => sliPlugins.find(plugin => plugin.id === id);
  const { documents, problems } = readYamlDocuments(text);
  if (documents.length === 0 && problems.length === 0) {
    return {
      specs: [],
      problems: [
        {
          severity: 'error',
          document: 0,
          path: '',
          message: 'The text is empty: write a spec',
        },
      ],
    };
  }
  const kinds = documents.map(kindOf);
  const openSlo = documents.filter(
    (_, index) => kinds[index] === 'openslo-other',
  );
  const { context, problems: ofContext } = readOpenSloContext(openSlo);
  problems.push(...ofContext);
  const specs: SloSpec[] = [];
  documents.forEach((document, index) => {
    const read = readAs(kinds[index], document);
    problems.push(...read.problems);
    for (const spec of read.specs) {
      problems.push(...checkSpec(spec, fieldNames(spec.origin.format)));
      specs.push(spec);
    }
  });
  problems.push(...repeatedSlos(specs));
  if (specs.length === 0 && problems.every(p => p.severity !== 'error')) {
    problems.push({
      severity: 'error',
      document: 0,
      path: '',
      message: 'The text has no SLO: write at least one',
    });
  }
  const refused = new Set(
    problems
      .filter(({ severity }) => severity === 'error')
      .map(({ document }) => document),
  );
  return {
    specs: specs.filter(({ origin }) => !refused.has(origin.document)),
    problems: withoutRepetitions(problems).sort(
      (one, other) => one.document - other.document,
    ),
  };

  function readAs(kind: DocumentKind, document: YamlDocument): ReadDocument {
    switch (kind) {
      case 'sloth':
        return readSlothDocument(document, { periodDays, sliPluginOf });
      case 'sloth-kubernetes':
        return readSlothObject(document, { periodDays, sliPluginOf });
      case 'openslo-alpha':
        return readOpenSloAlphaDocument(document, periodDays);
      case 'openslo-slo':
        return readOpenSloDocument(document, context, periodDays);
      case 'openslo-other':
        return { specs: [], problems: [] };
      default:
        return { specs: [], problems: [unknownFormat(document)] };
    }
  }
}

/** What all SLOs of a document share is looked at with each. */
function withoutRepetitions(problems: readonly SpecProblem[]): SpecProblem[] {
  const byText = new Map(
    problems.map(problem => [JSON.stringify(problem), problem] as const),
  );
  return [...byText.values()];
}

function kindOf({ text, value }: YamlDocument): DocumentKind {
  const has = (patterns: RegExp[]) =>
    patterns.every(pattern => pattern.test(text));
  if (has(marks.sloth)) {
    return 'sloth';
  }
  if (has(marks['sloth-kubernetes'])) {
    return 'sloth-kubernetes';
  }
  if (has(marks.alpha)) {
    return 'openslo-alpha';
  }
  const { apiVersion, kind } = Object(value) as Record<string, unknown>;
  if (apiVersion === 'openslo/v1') {
    return kind === 'SLO' ? 'openslo-slo' : 'openslo-other';
  }
  return 'unknown';
}

function unknownFormat({ number, value }: YamlDocument): SpecProblem {
  const { version, apiVersion, kind } = Object(value) as Record<
    string,
    unknown
  >;
  const isNearly =
    version === 'prometheus/v1' ||
    apiVersion === 'sloth.slok.dev/v1' ||
    apiVersion === 'openslo/v1alpha';
  return {
    severity: 'error',
    document: number,
    path: version === undefined ? 'apiVersion' : 'version',
    message: isNearly
      ? `cannot be recognised as Sloth does it: write ${
          version === undefined
            ? `'apiVersion: ${apiVersion}' and 'kind: ${kind}'`
            : `'version: prometheus/v1'`
        } on lines of their own, without indentation and without anything behind`
      : `names no format that is known: write 'version: prometheus/v1' (Sloth), 'apiVersion: sloth.slok.dev/v1' with 'kind: PrometheusServiceLevel', or 'apiVersion: openslo/v1' with 'kind: SLO'`,
  };
}

/** Prometheus refuses files with two groups of one name, and Sloth writes them. */
function repeatedSlos(specs: readonly SloSpec[]): SpecProblem[] {
  const seen = new Map<string, SloSpec>();
  return specs.flatMap((spec): SpecProblem[] => {
    const { document, path, kubernetes } = spec.origin;
    // Each object of Kubernetes becomes a file of its own.
    const file = kubernetes ? `${document}` : '';
    const id = `${file}/${spec.service}-${spec.name}`;
    const other = seen.get(id);
    seen.set(id, spec);
    return other
      ? [
          {
            severity: 'error',
            document,
            path,
            message: `has the id '${spec.service}-${spec.name}' like ${other.origin.path} of document ${other.origin.document}, and ids may not repeat: rename one`,
          },
        ]
      : [];
  });
}

function fieldNames(format: SpecFormat): (field: CheckedField) => string {
  if (format === 'openslo') {
    return field =>
      ({
        name: 'name',
        objective: 'target',
        labels: 'labels',
        errorQuery: 'bad',
        totalQuery: 'total',
        errorRatioQuery: 'query',
        alerting: 'alerting',
        pageAlert: 'page',
        ticketAlert: 'ticket',
      }[field]);
  }
  const names: SlothNames =
    format === 'sloth' ? standardNames : kubernetesNames;
  return field => {
    switch (field) {
      case 'errorQuery':
      case 'totalQuery':
        return `sli.events.${names[field]}`;
      case 'errorRatioQuery':
        return `sli.raw.${names.errorRatioQuery}`;
      case 'pageAlert':
      case 'ticketAlert':
        return names[field];
      default:
        return field;
    }
  };
}
