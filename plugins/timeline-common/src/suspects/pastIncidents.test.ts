import { TimelineEvent } from '../types';
import { pastIncidents, recollect } from './pastIncidents';

const orders = 'component:default/orders';

function event(
  title: string,
  minutes: number,
  rest: Partial<TimelineEvent>,
): TimelineEvent {
  return {
    id: `test:${title}`,
    at: new Date(minutes * 60_000).toISOString(),
    kind: 'deploy',
    severity: 'info',
    entityRef: orders,
    title,
    data: {},
    ...rest,
  };
}

const burn = (title: string, minutes: number) =>
  event(title, minutes, { kind: 'slo', severity: 'critical' });
const incident = (title: string, minutes: number) =>
  event(title, minutes, { kind: 'incident', severity: 'warning' });

const summary = (past: TimelineEvent[], beforeMs = Infinity) =>
  pastIncidents(past, beforeMs).map(
    ({ event: { title }, preceding }) =>
      `${title}: ${preceding.map(change => change.title).join(', ')}`,
  );

describe('past incidents', () => {
  it('are incidents and burns, with what changed in the hour before', () => {
    expect(
      summary([
        event('too early', 0, {}),
        event('1.0', 40, {}),
        burn('availability burns', 70),
        event('alert', 71, { kind: 'alert', severity: 'critical' }),
        event('1.1', 90, {}),
        incident('unrelated', 600),
      ]),
    ).toEqual(['availability burns: 1.0', 'unrelated: ']);
  });

  it('that begin together are one, named by whoever opened it', () => {
    expect(
      summary([
        event('1.0', 0, {}),
        burn('availability burns', 5),
        burn('latency burns', 8),
        incident('Orders fail', 12),
        event('1.1', 20, {}),
      ]),
    ).toEqual(['Orders fail: 1.0']);
  });

  it('are over: what began later, or only ended, is none', () => {
    expect(
      summary(
        [
          incident('now', 100),
          event('resolved', 20, {
            kind: 'incident',
            severity: 'warning',
            data: { state: 'resolved' },
          }),
        ],
        90 * 60_000,
      ),
    ).toEqual([]);
  });
});

describe('recollecting a change', () => {
  it.each<[string, Partial<TimelineEvent>, Partial<TimelineEvent>, boolean]>([
    [
      'the same commit',
      { data: { commit: 'a' } },
      { data: { commit: 'a' } },
      true,
    ],
    [
      'another commit',
      { data: { commit: 'a' } },
      { data: { commit: 'b' } },
      false,
    ],
    [
      'the same version',
      { data: { version: '1' } },
      { data: { version: '1' } },
      true,
    ],
    [
      'the same commit elsewhere',
      { data: { commit: 'a' } },
      { data: { commit: 'a' }, entityRef: 'component:default/x' },
      false,
    ],
    [
      'a setting that was changed in another way',
      { kind: 'config', data: { changes: ['POOL 10 → 3', 'LOG a → b'] } },
      { kind: 'config', data: { setting: 'POOL', from: '10', to: '4' } },
      true,
    ],
    [
      'another setting',
      { kind: 'config', data: { changes: ['A 1 → 2'] } },
      { kind: 'config', data: { changes: ['B 1 → 2'] } },
      false,
    ],
    [
      'a setting of the same version',
      { kind: 'config', data: { version: '1' } },
      { kind: 'config', data: { version: '1' } },
      false,
    ],
  ])('%s', (_, now, then, isSame) => {
    const incidents = pastIncidents(
      [event('then', 0, then), incident('it broke', 5)],
      Infinity,
    );
    const { same, alike } = recollect(event('now', 999, now), incidents);
    expect(same).toHaveLength(isSame ? 1 : 0);
    expect(alike).toHaveLength(then.entityRef ? 0 : 1);
  });

  it('knows a change by its words', () => {
    const incidents = pastIncidents(
      [event('Pool from 20 to 5', 0, { kind: 'config' }), incident('x', 5)],
      Infinity,
    );
    const again = event('Pool from 20 to 5', 999, { kind: 'config' });
    expect(recollect(again, incidents).same).toHaveLength(1);
  });
});
