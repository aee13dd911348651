import { SloSpec } from '../specs';
import { SloTemplate, sloTemplate, sloTemplates } from './templates';
import { SloDraft, SloTemplateId } from './types';

/** `order-service` becomes `OrderService`. */
function camelCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** What an alert is called unless somebody calls it otherwise. */
export function alertNameFor(service: string, name: string): string {
  return `${camelCase(service)}${camelCase(name)}`;
}

/** A draft from a template, with everything in it that can be guessed. */
export function newDraft(id: SloTemplateId, service: string = ''): SloDraft {
  const template = sloTemplate(id);
  return {
    format: 'sloth',
    template: id,
    service,
    name: template.name,
    description: '',
    objective: template.objective,
    periodDays: '30',
    fields: { ...template.defaults(service) },
    alerts: {
      name: alertNameFor(service, template.name),
      summary: '',
      runbookUrl: '',
      page: true,
      ticket: true,
    },
  };
}

/**
 * The same draft with another template: what is typed already stays, where the
 * other one has a place for it.
 */
export function withTemplate(draft: SloDraft, id: SloTemplateId): SloDraft {
  const before = sloTemplate(draft.template);
  const after = sloTemplate(id);
  const untouched = (typed: string, usual: string) => typed === usual;
  const name = untouched(draft.name, before.name) ? after.name : draft.name;
  const usualBefore = before.defaults(draft.service);
  const typed = Object.fromEntries(
    after.fields
      .map(field => [field.id, draft.fields[field.id]] as const)
      .filter(
        ([field, value]) => value !== undefined && value !== usualBefore[field],
      ),
  );
  return {
    ...draft,
    template: id,
    name,
    objective: untouched(draft.objective, before.objective)
      ? after.objective
      : draft.objective,
    fields: { ...after.defaults(draft.service), ...typed },
    alerts: {
      ...draft.alerts,
      name: untouched(
        draft.alerts.name,
        alertNameFor(draft.service, draft.name),
      )
        ? alertNameFor(draft.service, name)
        : draft.alerts.name,
    },
  };
}

/** The same draft for another service: what follows from the service follows. */
export function withService(draft: SloDraft, service: string): SloDraft {
  const template = sloTemplate(draft.template);
  const before = template.defaults(draft.service);
  const after = template.defaults(service);
  return {
    ...draft,
    service,
    fields: Object.fromEntries(
      Object.entries(draft.fields).map(([id, value]) => [
        id,
        value === before[id] ? after[id] : value,
      ]),
    ),
    alerts: {
      ...draft.alerts,
      name:
        draft.alerts.name === alertNameFor(draft.service, draft.name)
          ? alertNameFor(service, draft.name)
          : draft.alerts.name,
    },
  };
}

/** The same draft with another name. */
export function withName(draft: SloDraft, name: string): SloDraft {
  const usual = alertNameFor(draft.service, draft.name);
  return {
    ...draft,
    name,
    alerts: {
      ...draft.alerts,
      name:
        draft.alerts.name === usual
          ? alertNameFor(draft.service, name)
          : draft.alerts.name,
    },
  };
}

const oneLine = (query: string) => query.trim().replace(/\s+/g, ' ');

/** Whether two indicators are the same queries, however they are broken into lines. */
export function isSameSli(one: SloSpec['sli'], other: SloSpec['sli']): boolean {
  const texts = (sli: SloSpec['sli']) =>
    sli.kind === 'raw'
      ? [sli.errorRatioQuery]
      : [sli.errorQuery, sli.totalQuery];
  return (
    one.kind === other.kind &&
    texts(one).map(oneLine).join('\n') === texts(other).map(oneLine).join('\n')
  );
}

/** Latency and freshness are the same queries; what they are about, names tell. */
function tried(spec: SloSpec): SloTemplate[] {
  const isFreshness = /fresh|_age_/.test(
    `${spec.name} ${JSON.stringify(spec.sli)}`,
  );
  return [...sloTemplates].sort((a, b) => rank(a.id) - rank(b.id));
  function rank(id: SloTemplateId): number {
    return id === (isFreshness ? 'freshness' : 'latency') ? 0 : 1;
  }
}

/** The template and its fields that make the indicator of a spec, to the letter. */
function templateOf(spec: SloSpec): Pick<SloDraft, 'template' | 'fields'> {
  for (const template of tried(spec)) {
    const fields = template.read(spec.sli);
    if (fields && isSameSli(template.sli(fields), spec.sli)) {
      return { template: template.id, fields: { ...fields } };
    }
  }
  throw new RangeError('One of the templates takes any queries');
}

/** The name that an SLO of OpenSLO is written with: its objective's number is not a part of it. */
export function openSloName(name: string): string {
  return name.replace(/-\d+$/, '');
}

/** A spec as the form shows it; `specOfDraft` makes the same spec of it again. */
export function draftOfSpec(spec: SloSpec): SloDraft {
  const { alerting, origin } = spec;
  const isOpenSlo = origin.format === 'openslo';
  const {
    summary = '',
    runbook_url: runbookUrl = '',
    ...annotations
  } = alerting.annotations;
  const rest = ({ labels, annotations: own }: typeof alerting.page) => ({
    labels: { ...labels },
    annotations: { ...own },
  });
  return {
    format: isOpenSlo ? 'openslo' : 'sloth',
    ...templateOf(spec),
    service: spec.service,
    name: isOpenSlo ? openSloName(spec.name) : spec.name,
    description: spec.description ?? '',
    objective: String(spec.objectivePercent),
    periodDays: String(spec.periodDays),
    alerts: {
      name: alerting.name,
      summary,
      runbookUrl,
      page: !alerting.page.isDisabled,
      ticket: !alerting.ticket.isDisabled,
    },
    kept: {
      labels: { ...spec.labels },
      alertLabels: { ...alerting.labels },
      alertAnnotations: annotations,
      page: rest(alerting.page),
      ticket: rest(alerting.ticket),
    },
  };
}
