import { Document } from 'yaml';
import { SloSpec } from '../specs';
import { openSloName } from './draft';

type Fields = Record<string, unknown>;

/** What things are called in the two forms of Sloth's specs. */
const names = {
  sloth: {
    errorQuery: 'error_query',
    totalQuery: 'total_query',
    errorRatioQuery: 'error_ratio_query',
    page: 'page_alert',
    ticket: 'ticket_alert',
  },
  'sloth-kubernetes': {
    errorQuery: 'errorQuery',
    totalQuery: 'totalQuery',
    errorRatioQuery: 'errorRatioQuery',
    page: 'pageAlert',
    ticket: 'ticketAlert',
  },
} as const;

const isEmpty = (value: object) => Object.keys(value).length === 0;

/** Leaves out what says nothing. */
function compact(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        value !== false &&
        !(typeof value === 'object' && value !== null && isEmpty(value)),
    ),
  );
}

/**
 * An SLO as an item of Sloth's `slos`.
 *
 * @param inherited - labels that its document gives to all
 */
export function toSlothItem(
  spec: SloSpec,
  format: keyof typeof names,
  inherited: Readonly<Record<string, string>> = {},
): Fields {
  const name = names[format];
  const { sli, sliPlugin, alerting } = spec;
  const alert = ({ isDisabled, labels, annotations }: typeof alerting.page) =>
    compact({ disable: isDisabled, labels, annotations });
  const ownLabels = Object.fromEntries(
    Object.entries(spec.labels).filter(
      ([label, value]) => inherited[label] !== value,
    ),
  );
  return compact({
    name: spec.name,
    objective: spec.objectivePercent,
    description: spec.description,
    labels: ownLabels,
    sli: toSli(),
    alerting: compact({
      name: alerting.name,
      labels: alerting.labels,
      annotations: alerting.annotations,
      [name.page]: alert(alerting.page),
      [name.ticket]: alert(alerting.ticket),
    }),
  });

  function toSli(): Fields {
    if (sliPlugin) {
      return { plugin: compact(sliPlugin) };
    }
    return sli.kind === 'events'
      ? {
          events: {
            [name.errorQuery]: sli.errorQuery,
            [name.totalQuery]: sli.totalQuery,
          },
        }
      : { raw: { [name.errorRatioQuery]: sli.errorRatioQuery } };
  }
}

/** A `version: prometheus/v1` document with one SLO. */
export function toSlothDocument(spec: SloSpec): Fields {
  return {
    version: 'prometheus/v1',
    service: spec.service,
    slos: [toSlothItem(spec, 'sloth')],
  };
}

/** An `openslo/v1` document. */
export function toOpenSloDocument(spec: SloSpec): Fields {
  const name = openSloName(spec.name);
  const metric = (query: string) => ({
    metricSource: { type: 'Prometheus', spec: { query } },
  });
  const { sli } = spec;
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: compact({ name, labels: spec.labels }),
    spec: compact({
      description: spec.description,
      service: spec.service,
      indicator: {
        metadata: { name },
        spec: {
          ratioMetric:
            sli.kind === 'events'
              ? { bad: metric(sli.errorQuery), total: metric(sli.totalQuery) }
              : { raw: metric(sli.errorRatioQuery), rawType: 'failure' },
        },
      },
      timeWindow: [{ duration: `${spec.periodDays}d`, isRolling: true }],
      budgetingMethod: 'Occurrences',
      objectives: [{ targetPercent: spec.objectivePercent }],
    }),
  };
}

/**
 * YAML of a value as Sloth's reader understands it: by YAML 1.1, in which `yes`
 * without quotes is no text. Long queries stay in one piece.
 */
export function toYaml(value: unknown): string {
  return new Document(value, { version: '1.1' }).toString({ lineWidth: 0 });
}

/** The text of a spec file with one SLO, in the format of its origin. */
export function writeSpec(spec: SloSpec): string {
  return toYaml(
    spec.origin.format === 'openslo'
      ? toOpenSloDocument(spec)
      : toSlothDocument(spec),
  );
}
