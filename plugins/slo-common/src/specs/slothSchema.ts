import { z } from 'zod';
import {
  anything,
  booleanField,
  labelsField,
  lenientText,
  numberField,
  ObjectSchema,
  strictText,
} from './fields';
import { readerOf } from './readWith';
import { LabelSet } from './types';

/** What a document of Sloth's declares, in whichever of the two forms. */
export interface SlothDeclaration {
  service: string;
  labels: LabelSet;
  plugins?: PluginsDeclaration | null;
  slos: SloDeclaration[];
}

/** Plugins that take part in making rules. */
export interface PluginsDeclaration {
  overridePrevious: boolean;
  chain: { id: string; config?: unknown; priority: number }[];
}

/** One SLO of a {@link SlothDeclaration}. */
export interface SloDeclaration {
  name: string;
  description: string;
  objective: number;
  labels: LabelSet;
  plugins?: PluginsDeclaration | null;
  sli: {
    raw?: { errorRatioQuery: string } | null;
    events?: { errorQuery: string; totalQuery: string } | null;
    plugin?: { id: string; options: LabelSet } | null;
  };
  alerting: {
    name: string;
    labels: LabelSet;
    annotations: LabelSet;
    page: AlertDeclaration;
    ticket: AlertDeclaration;
  };
}

interface AlertDeclaration {
  disable: boolean;
  labels: LabelSet;
  annotations: LabelSet;
}

/** What the same fields are called in the two forms. */
export interface SlothNames {
  errorQuery: string;
  totalQuery: string;
  errorRatioQuery: string;
  pageAlert: string;
  ticketAlert: string;
  /** Plugins of all SLOs; those of one are `plugins` in both. */
  sloPlugins: string;
}

/** Of `prometheus/v1`. */
export const standardNames: SlothNames = {
  errorQuery: 'error_query',
  totalQuery: 'total_query',
  errorRatioQuery: 'error_ratio_query',
  pageAlert: 'page_alert',
  ticketAlert: 'ticket_alert',
  sloPlugins: 'slo_plugins',
};

/** Of `sloth.slok.dev/v1`. */
export const kubernetesNames: SlothNames = {
  errorQuery: 'errorQuery',
  totalQuery: 'totalQuery',
  errorRatioQuery: 'errorRatioQuery',
  pageAlert: 'pageAlert',
  ticketAlert: 'ticketAlert',
  sloPlugins: 'sloPlugins',
};

type Fields = Record<string, any>;

function declarationSchema(
  object: ObjectSchema,
  text: typeof lenientText | typeof strictText,
  names: SlothNames,
  extra: z.core.$ZodLooseShape = {},
): z.ZodType<SlothDeclaration> {
  const labels = labelsField(text);
  const list = <T extends z.ZodType>(item: T) =>
    z
      .array(item)
      .nullish()
      .transform(items => items ?? []);
  const plugins = object({
    overridePrevious: booleanField,
    chain: list(object({ id: text, config: anything, priority: numberField })),
  }).nullish();
  const alertFields = { disable: booleanField, labels, annotations: labels };
  const noAlert = { disable: false, labels: {}, annotations: {} };
  const alert = object(alertFields)
    .nullish()
    .transform(value => value ?? noAlert);
  const alerting = object({
    name: text,
    labels,
    annotations: labels,
    [names.pageAlert]: alert,
    [names.ticketAlert]: alert,
  })
    .nullish()
    .transform((value: Fields | null | undefined) => ({
      name: value?.name ?? '',
      labels: value?.labels ?? {},
      annotations: value?.annotations ?? {},
      page: value?.[names.pageAlert] ?? noAlert,
      ticket: value?.[names.ticketAlert] ?? noAlert,
    }));
  const sli = object({
    raw: object({ [names.errorRatioQuery]: text })
      .transform((value: Fields) => ({
        errorRatioQuery: value[names.errorRatioQuery],
      }))
      .nullish(),
    events: object({ [names.errorQuery]: text, [names.totalQuery]: text })
      .transform((value: Fields) => ({
        errorQuery: value[names.errorQuery],
        totalQuery: value[names.totalQuery],
      }))
      .nullish(),
    plugin: object({ id: text, options: labels }).nullish(),
  })
    .nullish()
    .transform(value => value ?? {});
  const slo = object({
    name: text,
    description: text,
    objective: numberField,
    labels,
    plugins,
    sli,
    alerting,
  });
  return object({
    ...extra,
    service: text,
    labels,
    [names.sloPlugins]: plugins,
    slos: list(slo),
  }).transform((value: Fields) => ({
    service: value.service,
    labels: value.labels,
    plugins: value[names.sloPlugins],
    slos: value.slos,
  })) as z.ZodType<SlothDeclaration>;
}

/** Reads a `prometheus/v1` document. */
export const readStandardDocument = readerOf(object =>
  declarationSchema(object, lenientText, standardNames, {
    version: lenientText,
  }),
);

/** Reads a `PrometheusServiceLevel`. */
export const readKubernetesDocument = readerOf(object =>
  object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z
      .object({
        name: strictText,
        namespace: strictText,
        labels: labelsField(strictText),
        annotations: labelsField(strictText),
      })
      .nullish(),
    spec: declarationSchema(object, strictText, kubernetesNames),
    status: anything,
  }),
);
