import { LabelSet } from './types';

/** What an SLI plugin knows of the SLO whose query it makes. */
export interface SliPluginInput {
  meta: {
    service: string;
    /** The SLO's name. */
    slo: string;
    /** Percent, with six decimals as Sloth gives it, e.g. `99.900000`. */
    objective: string;
  };
  /** Those of the whole spec, without those of the SLO. */
  labels: LabelSet;
  /** From the spec, `sli.plugin.options`. */
  options: LabelSet;
}

/**
 * What Sloth calls an SLI plugin: makes the query of an error ratio out of a few
 * options. Sloth's own are Go code (`prometheus/v1`), which cannot be run here;
 * one with the same id and the same query stands for it.
 *
 * @see https://sloth.dev/usage/plugins/
 */
export interface SliPlugin {
  id: string;
  /**
   * PromQL that gives the error ratio, 0 to 1, with `{{.window}}` for the window.
   *
   * @throws Error that says what is wrong with the options or the labels
   */
  errorRatioQuery(input: SliPluginInput): string;
}

/** Finds the SLI plugin of an id; `undefined` if there is none. */
export type SliPluginLookup = (id: string) => SliPlugin | undefined;

/**
 * Takes any SLI plugin for one that is there. What is read so can be put back as
 * it was; its queries say nothing, and no rules can be made of them.
 */
export const anySliPlugin: SliPluginLookup = id => ({
  id,
  errorRatioQuery: () => 'sum(rate(sli_plugin[{{.window}}]))',
});
