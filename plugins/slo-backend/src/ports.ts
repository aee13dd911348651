import { SeriesRange } from '@goreliable/plugin-slo-common';

/** One series of an instant query's answer. */
export interface InstantSample {
  labels: Record<string, string>;
  /** Can be `NaN` or infinite: Prometheus records 0/0 and x/0 as they are. */
  value: number;
}

/** One series of a range query's answer. */
export interface RangeSample {
  labels: Record<string, string>;
  /** Unix seconds and value; only the steps that have one. */
  points: [at: number, value: number][];
}

/** What every answer of a {@link MetricsSource} carries. */
export interface MetricsAnswer<S> {
  samples: S[];
  /** The store's own doubts about its answer; not empty means it may be partial. */
  warnings: string[];
}

/** A question to a {@link MetricsSource}. */
export interface MetricsQuestion {
  /** Ends the sentence "could not …" in errors. */
  operation: string;
  promql: string;
  signal?: AbortSignal;
}

/** A Prometheus-compatible store. Every method rejects with an `UpstreamError`. */
export interface MetricsSource {
  readonly name: string;
  /** @param at - moment to evaluate at, in Unix seconds */
  query(
    question: MetricsQuestion & { at: number },
  ): Promise<MetricsAnswer<InstantSample>>;
  queryRange(
    question: MetricsQuestion & { range: SeriesRange },
  ): Promise<MetricsAnswer<RangeSample>>;
}

/** A rule as a source has it loaded. */
export interface LoadedRule {
  kind: 'recording' | 'alerting';
  /** Of the recorded series, or of the alert. */
  name: string;
  promql: string;
  labels: Record<string, string>;
  /** None for recording rules. */
  annotations: Record<string, string>;
  /** Name of its group, where the store tells. */
  group?: string;
  /** Seconds between evaluations of its group. */
  intervalSeconds?: number;
  /** Seconds for which an alert must hold before it fires. */
  forSeconds?: number;
}

/** A store that evaluates rules itself, and tells of them. */
export interface RulesSource {
  /**
   * A store that cannot narrow its answer down gives more than was asked for.
   *
   * @param question.labels - that the rules carry
   * @param question.group - that they are in
   * @param question.names - that they have one of
   * @param question.withLabel - that they carry, whatever its value
   */
  loadedRules(
    question: Omit<MetricsQuestion, 'promql'> & {
      labels?: Record<string, string>;
      group?: string;
      names?: readonly string[];
      withLabel?: string;
    },
  ): Promise<LoadedRule[]>;
}

/** What the catalog says about the entity that a service's SLOs belong to. */
export interface MappedEntity {
  entityRef: string;
  owners: string[];
  system?: string;
}

/** Knows which entities services are. */
export interface EntityDirectory {
  /**
   * @param services - values of `sloth_service`
   * @returns only the services that have an entity
   * @throws if the catalog does not answer: that is not the same as no entity
   */
  find(services: readonly string[]): Promise<Map<string, MappedEntity>>;
}

/** The present in milliseconds since the epoch. */
export type Clock = () => number;
