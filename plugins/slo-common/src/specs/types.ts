/** LabelSet or annotations by their names. */
export type LabelSet = Readonly<Record<string, string>>;

/**
 * What is measured. In the queries `{{.window}}` stands for the window, as in
 * Sloth's specs, whatever format they came from.
 */
export type SliSpec =
  | {
      kind: 'events';
      /** PromQL that counts, or gives the rate of, bad events. */
      errorQuery: string;
      /** PromQL that counts, or gives the rate of, all events. */
      totalQuery: string;
    }
  | {
      kind: 'raw';
      /** PromQL that gives the error ratio itself, 0 to 1. */
      errorRatioQuery: string;
    };

/** One of the two alerts of an SLO. */
export interface AlertSpec {
  isDisabled: boolean;
  /** In addition to the labels of both alerts. */
  labels: LabelSet;
  /** In addition to the annotations of both alerts. */
  annotations: LabelSet;
}

/** The alerts of an SLO; {@link alertOf} gives one of them with all it carries. */
export interface AlertingSpec {
  /** The alerts' name in Prometheus; needed unless both are disabled. */
  name: string;
  labels: LabelSet;
  annotations: LabelSet;
  page: AlertSpec;
  ticket: AlertSpec;
}

/** The formats that specs are written in. */
export type SpecFormat =
  /** `version: prometheus/v1` */
  | 'sloth'
  /** `apiVersion: sloth.slok.dev/v1`, `kind: PrometheusServiceLevel` */
  | 'sloth-kubernetes'
  /** `apiVersion: openslo/v1` or `openslo/v1alpha` */
  | 'openslo';

/** The name and labels of a Kubernetes object that holds specs. */
export interface KubernetesMeta {
  name: string;
  namespace?: string;
  labels: LabelSet;
  annotations: LabelSet;
}

/** Where a spec stands. */
export interface SpecOrigin {
  format: SpecFormat;
  /** As Sloth's `sloth_spec` label says it, e.g. `prometheus/v1`. */
  specVersion: string;
  /** Number of the YAML document in its text, from 0. */
  document: number;
  /** Place within the document, e.g. `slos[0]`. */
  path: string;
  /** Of the object that the spec is a part of. */
  kubernetes?: KubernetesMeta;
}

/** One of Sloth's plugins that take part in making the rules of an SLO. */
export interface SloPluginSpec {
  id: string;
  /** Plugins with a negative one come before the rules are made. */
  priority: number;
  config: unknown;
}

/** One SLO as its spec declares it, whatever format the spec has. */
export interface SloSpec {
  service: string;
  name: string;
  description?: string;
  /** As a ratio, 0 < objective <= 1. */
  objective: number;
  /** In percent, as Sloth's specs have it: dividing and multiplying are not exact. */
  objectivePercent: number;
  periodDays: number;
  sli: SliSpec;
  /** What has made `sli`, where the spec names it in place of queries. */
  sliPlugin?: { id: string; options: LabelSet };
  /** Of all rules. */
  labels: LabelSet;
  alerting: AlertingSpec;
  plugins?: {
    /** Only these, and none of the ones that make Sloth's usual rules. */
    overridesDefaults: boolean;
    chain: readonly SloPluginSpec[];
  };
  origin: SpecOrigin;
}

/** What is wrong, or odd, in a text of specs. */
export interface SpecProblem {
  /** `error`: no rules are made; `warning`: they are, and it may surprise. */
  severity: 'error' | 'warning';
  /** Number of the YAML document in its text, from 0. */
  document: number;
  /** Place within the document, e.g. `slos[0].sli.events.error_query`. */
  path: string;
  /** What is wrong and what to do, in a sentence. */
  message: string;
}

/** An alert's name, labels and annotations; `undefined` where it is disabled. */
export function alertOf(
  spec: Pick<SloSpec, 'alerting'>,
  severity: 'page' | 'ticket',
): { name: string; labels: LabelSet; annotations: LabelSet } | undefined {
  const { name, labels, annotations, [severity]: own } = spec.alerting;
  return own.isDisabled
    ? undefined
    : {
        name,
        labels: { ...labels, ...own.labels },
        annotations: { ...annotations, ...own.annotations },
      };
}
