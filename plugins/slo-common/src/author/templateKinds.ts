import { SliSpec } from '../specs';
import { readCounters, readHistogram } from './readSli';
import { boundText, counterTotal, selectorOf, windowOf } from './sliTexts';
import { SloTemplateId, TemplateField } from './types';

type Fields = Readonly<Record<string, string>>;

/** A kind of objective that many services have. */
export interface SloTemplate {
  id: SloTemplateId;
  title: string;
  /** When to choose it, in a sentence. */
  purpose: string;
  /** What such an SLO is usually called. */
  name: string;
  /** In percent. */
  objective: string;
  fields: readonly TemplateField[];
  /** What the fields hold at first. */
  defaults(service: string): Fields;
  sli(fields: Fields): SliSpec;
  /** The fields that would make this indicator; a guess, which the caller tries. */
  read(sli: SliSpec): Fields | undefined;
}

/** Of which service the series are. */
export const selector: TemplateField = {
  id: 'selector',
  label: 'Only series with',
  help: 'Label matchers, separated by commas, that select the service: job="shop".',
  kind: 'matchers',
};

/** What selects a service, as long as nobody says otherwise. */
export const byJob = (service: string) => (service ? `job="${service}"` : '');

/** A share of what a histogram has below a threshold. */
export const latencyOf = (
  template: Pick<SloTemplate, 'id' | 'title' | 'purpose' | 'name'> & {
    histogram: string;
    threshold: string;
    histogramHelp: string;
  },
): SloTemplate => ({
  ...template,
  objective: '99',
  fields: [
    {
      id: 'histogram',
      label: 'Histogram',
      help: template.histogramHelp,
      kind: 'metric',
    },
    { ...selector, isOptional: true },
    {
      id: 'threshold',
      label: 'Threshold',
      help: 'Longer than this is bad. It has to be the bound of a bucket.',
      kind: 'seconds',
      boundOf: 'histogram',
    },
  ],
  defaults: service => ({
    histogram: template.histogram,
    selector: byJob(service),
    threshold: template.threshold,
  }),
  sli: ({ histogram, selector: own, threshold }) => {
    const all = windowOf('rate', selectorOf(`${histogram}_count`, own));
    const good = windowOf(
      'rate',
      selectorOf(`${histogram}_bucket`, own, boundText(threshold)),
    );
    return {
      kind: 'events',
      errorQuery: `${all} - ${good}`,
      totalQuery: `${all} > 0`,
    };
  },
  read: readHistogram,
});

/** A share of what a counter counts. */
export const countersOf = (
  template: Pick<SloTemplate, 'id' | 'title' | 'purpose' | 'name'> & {
    objective: string;
    fields: readonly TemplateField[];
    defaults: SloTemplate['defaults'];
    perWindow: 'rate' | 'increase';
  },
): SloTemplate => ({
  ...template,
  sli: ({ counter, selector: own, bad, counted = '' }) => ({
    kind: 'events',
    errorQuery: windowOf(template.perWindow, selectorOf(counter, own, bad)),
    totalQuery: counterTotal(template.perWindow, counter, own, counted),
  }),
  read: sli => readCounters(sli, template.perWindow),
});
