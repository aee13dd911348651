import { checkSpec, SloSpec, SpecProblem } from '../specs';
import { noAlerting } from '../specs/openSloAlpha';
import { matcherTexts } from './matchers';
import { sloTemplate } from './templates';
import { DraftProblem, SloDraft, TemplateField } from './types';
import { writeSpec } from './writeSpec';

/** What a draft is: a spec, or what is missing to one. */
export type DraftedSpec =
  | { kind: 'spec'; spec: SloSpec }
  | { kind: 'incomplete'; problems: DraftProblem[] };

/** The spec that a draft stands for, or what is wrong with which of its fields. */
export function specOfDraft(draft: SloDraft): DraftedSpec {
  const problems = fieldProblems(draft);
  if (problems.length > 0) {
    return { kind: 'incomplete', problems };
  }
  const spec = toSpec(draft);
  const wrong = checkSpec(spec)
    .filter(({ severity }) => severity === 'error')
    .map(problem => toDraftProblem(problem, draft))
    // One thing to do at each field, for what follows from it goes with it.
    .filter(
      ({ field, message }, index, all) =>
        all.findIndex(
          other =>
            other.field === field &&
            (field !== '' || other.message === message),
        ) === index,
    );
  return wrong.length > 0
    ? { kind: 'incomplete', problems: wrong }
    : { kind: 'spec', spec };
}

/** The text that a draft stands for, finished or not. */
export function draftText(draft: SloDraft): string {
  return writeSpec(toSpec(draft));
}

function toSpec(draft: SloDraft): SloSpec {
  const { format, kept } = draft;
  const isOpenSlo = format === 'openslo';
  // What is no number is none that anybody could promise.
  const percent = Number(draft.objective) || 0;
  return {
    service: draft.service.trim(),
    name: isOpenSlo ? `${draft.name.trim()}-0` : draft.name.trim(),
    ...(draft.description.trim() && { description: draft.description.trim() }),
    objective: percent / 100,
    objectivePercent: percent,
    periodDays: isOpenSlo ? Number(draft.periodDays) : 30,
    sli: sloTemplate(draft.template).sli(trimmed(draft.fields)),
    labels: { ...kept?.labels },
    alerting: isOpenSlo ? noAlerting : alertingOf(draft),
    origin: isOpenSlo
      ? {
          format,
          specVersion: 'openslo/v1',
          document: 0,
          path: 'spec.objectives[0]',
        }
      : { format, specVersion: 'prometheus/v1', document: 0, path: 'slos[0]' },
  };
}

function alertingOf({ alerts, kept, service }: SloDraft): SloSpec['alerting'] {
  const none = { labels: {}, annotations: {} };
  return {
    name: alerts.name.trim(),
    labels:
      kept?.alertLabels ?? (service.trim() ? { service: service.trim() } : {}),
    annotations: {
      ...kept?.alertAnnotations,
      ...(alerts.summary.trim() && { summary: alerts.summary.trim() }),
      ...(alerts.runbookUrl.trim() && {
        runbook_url: alerts.runbookUrl.trim(),
      }),
    },
    page: {
      isDisabled: !alerts.page,
      ...(kept?.page ?? { ...none, labels: { severity: 'critical' } }),
    },
    ticket: {
      isDisabled: !alerts.ticket,
      ...(kept?.ticket ?? { ...none, labels: { severity: 'warning' } }),
    },
  };
}

function trimmed(fields: SloDraft['fields']): SloDraft['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([id, value]) => [id, value.trim()]),
  );
}

function fieldProblems(draft: SloDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const report = (field: string, message: string | undefined) => {
    if (message !== undefined) {
      problems.push({ field, message });
    }
  };
  report('objective', objectiveProblem(draft.objective));
  if (draft.format === 'openslo') {
    report('periodDays', periodProblem(draft.periodDays));
  }
  for (const field of sloTemplate(draft.template).fields) {
    report(`fields.${field.id}`, templateFieldProblem(field, draft));
  }
  return problems;
}

function objectiveProblem(typed: string): string | undefined {
  const percent = typed.trim() === '' ? NaN : Number(typed);
  if (!Number.isFinite(percent)) {
    return 'must be a number of per cent, such as 99.9';
  }
  if (percent >= 100) {
    return 'must be less than 100 %: without a budget there is nothing to spend, and every failure would page';
  }
  return percent > 0 ? undefined : 'must be more than 0 %';
}

function periodProblem(typed: string): string | undefined {
  const days = Number(typed);
  return Number.isInteger(days) && days > 0 && days <= 366
    ? undefined
    : 'must be a whole number of days, such as 28 or 30';
}

function templateFieldProblem(
  { id, kind, isOptional }: TemplateField,
  draft: SloDraft,
): string | undefined {
  const typed = (draft.fields[id] ?? '').trim();
  if (typed === '') {
    return isOptional ? undefined : 'is missing';
  }
  switch (kind) {
    case 'metric':
      return /^[A-Za-z_:][A-Za-z0-9_:]*$/.test(typed)
        ? undefined
        : `must be the name of a metric: letters, digits, '_' and ':', not beginning with a digit`;
    case 'matchers':
      return matcherTexts(typed)
        ? undefined
        : 'must be label matchers, separated by commas: job="shop",code=~"5.."';
    case 'seconds':
      return Number(typed) > 0 && Number.isFinite(Number(typed))
        ? undefined
        : 'must be a number of seconds above 0, such as 0.5';
    default:
      // Whether it is PromQL, the check of the whole spec says.
      return undefined;
  }
}

/** Where in the form a problem of the spec is. */
function toDraftProblem(
  { path, message }: SpecProblem,
  draft: SloDraft,
): DraftProblem {
  const at = path.replace(/^(?:slos\[0\]|spec\.objectives\[0\])\./, '');
  const { template } = draft;
  const queries: Record<string, string> = {
    errorQuery: 'fields.errors',
    totalQuery: 'fields.total',
    errorRatioQuery: 'fields.ratio',
  };
  const ownField = queries[at];
  if (ownField) {
    const isOwn = template === 'own-queries' || template === 'raw-ratio';
    const first = sloTemplate(template).fields.at(-1)!;
    return { field: isOwn ? ownField : `fields.${first.id}`, message };
  }
  const known: [RegExp, string][] = [
    [/^(spec\.)?service$/, 'service'],
    [/^name$/, 'name'],
    [/^objective$/, 'objective'],
    [/^alerting\.annotations\.summary/, 'alerts.summary'],
    [/^alerting\.annotations\.runbook_url/, 'alerts.runbookUrl'],
    [/^alerting\.name$/, 'alerts.name'],
  ];
  const found = known.find(([pattern]) => pattern.test(at));
  return found
    ? { field: found[1], message }
    : { field: '', message: `${at} ${message}` };
}
