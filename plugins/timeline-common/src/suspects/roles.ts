import { TimelineEvent, TimelineKind } from '../types';

/**
 * What an event is to a burn:
 * - `change`: somebody or something made it so, and it may be the cause;
 * - `degradation`: something did not work, as a cause in a dependency, or as
 *   a symptom of the burn itself;
 * - `none`: neither, or the end of one.
 */
export type EventRole = 'change' | 'degradation' | 'none';

/**
 * How often each kind of change turns out to be the cause, beside a deploy:
 * in Google's postmortems a binary push set off 37 % of the outages, a
 * configuration push 31 %, and capacity 5 % (The Site Reliability Workbook,
 * table C-1). A degradation has a cause of its own, so it stands back behind one.
 */
export const kindWeights: Partial<Record<TimelineKind, number>> = {
  deploy: 1,
  promotion: 1,
  rollout: 0.9,
  config: 0.85,
  scenario: 0.9,
  scale: 0.5,
  drift: 0.5,
  alert: 0.5,
  slo: 0.5,
  incident: 0.5,
};

const changes = new Set<TimelineKind>([
  'deploy',
  'promotion',
  'rollout',
  'config',
  'scenario',
  'scale',
  'drift',
]);

const degradations = new Set<TimelineKind>(['alert', 'slo', 'incident']);

/** Words that publishers use for something that is over. */
const endings = new Set(['end', 'ended', 'resolved', 'recovered', 'closed']);

/** Whether an event says that something is over. */
function isEnd({ data }: TimelineEvent): boolean {
  return ['phase', 'state', 'status'].some(name => {
    const value = data[name];
    return typeof value === 'string' && endings.has(value.toLowerCase());
  });
}

/** The role of an event. A degradation that is only for information is none. */
export function roleOf(event: TimelineEvent): EventRole {
  if (isEnd(event)) {
    return 'none';
  }
  if (changes.has(event.kind)) {
    return 'change';
  }
  return degradations.has(event.kind) && event.severity !== 'info'
    ? 'degradation'
    : 'none';
}

/** The kinds that have a role. */
export const suspectKinds = Object.keys(kindWeights) as TimelineKind[];

function text(event: TimelineEvent, name: string): string | undefined {
  const value = event.data[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * What is the same for all events of one change, e.g. for a scenario, the
 * deploy of its commit and the steps of its rollout; `undefined` for an event
 * that stands alone.
 */
export function changeKey(event: TimelineEvent): string | undefined {
  const revision =
    text(event, 'commit') ?? text(event, 'revision') ?? text(event, 'version');
  return revision && `${event.entityRef} ${revision}`;
}

/** Names of the settings that an event changed, as its publisher lists them. */
export function settingsOf(event: TimelineEvent): string[] {
  const { changes: listed } = event.data;
  const names = Array.isArray(listed)
    ? listed.flatMap(change =>
        typeof change === 'string' ? change.split(/[\s:=]/, 1) : [],
      )
    : [];
  const single = text(event, 'setting');
  return single ? [...names, single] : names;
}
