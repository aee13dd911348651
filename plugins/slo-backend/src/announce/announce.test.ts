import { mockServices } from '@backstage/backend-test-utils';
import { Slo, SloOverview } from '@goreliable/plugin-slo-common';
import { Announcement, SloRecord, SourceRecord } from '../store/types';
import { changeOf } from './changeOf';
import { EpisodeAnnouncer } from './EpisodeAnnouncer';
import { HomePublisher } from './HomePublisher';

const now = Date.parse('2026-05-04T10:00:00Z');
const minute = 60_000;

describe('changeOf', () => {
  const slo = {
    id: 'a',
    state: 'ok',
    budgetRemaining: 0.5,
    windows: [{ window: '5m', condition: 'measured', errorRatio: 0.1 }],
  } as SloRecord;
  const source = (override: Partial<SourceRecord> = {}): SourceRecord => ({
    name: 'lab',
    attemptedAtMs: now,
    warnings: [],
    slos: [slo],
    ...override,
  });
  const measured = (errorRatio: number): SourceRecord =>
    source({
      slos: [{ ...slo, windows: [{ ...slo.windows[0], errorRatio }] }],
    });

  it.each([
    {
      name: 'the first answer',
      previous: undefined,
      current: source(),
      changed: 'states',
    },
    {
      name: 'nothing',
      previous: source(),
      current: source(),
      changed: undefined,
    },
    {
      name: 'too little to see',
      previous: source(),
      current: measured(0.10001),
      changed: undefined,
    },
    {
      name: 'a number',
      previous: source(),
      current: measured(0.11),
      changed: 'numbers',
    },
    {
      name: 'a number from zero',
      previous: measured(0),
      current: measured(1e-9),
      changed: 'numbers',
    },
    {
      name: 'the budget',
      previous: source(),
      current: source({ slos: [{ ...slo, budgetRemaining: undefined }] }),
      changed: 'numbers',
    },
    {
      name: 'a window',
      previous: source(),
      current: source({ slos: [{ ...slo, windows: [] }] }),
      changed: 'numbers',
    },
    {
      name: 'a state',
      previous: source(),
      current: source({ slos: [{ ...slo, state: 'critical' }] }),
      changed: 'states',
    },
    {
      name: 'a new SLO',
      previous: source(),
      current: source({ slos: [slo, { ...slo, id: 'b' }] }),
      changed: 'states',
    },
    {
      name: 'another SLO',
      previous: source(),
      current: source({ slos: [{ ...slo, id: 'b' }] }),
      changed: 'states',
    },
    {
      name: 'the source failing',
      previous: source(),
      current: source({ error: 'x' }),
      changed: 'states',
    },
    {
      name: 'the source failing on',
      previous: source({ error: 'x' }),
      current: source({ error: 'y' }),
      changed: undefined,
    },
  ])('tells $name as $changed', ({ previous, current, changed }) => {
    expect(changeOf({ previous, current })).toBe(changed);
  });
});

describe('EpisodeAnnouncer', () => {
  const announcement = (
    override: Partial<Announcement> = {},
  ): Announcement => ({
    episode: {
      id: 'lab~a~b@1',
      sloId: 'lab~a~b',
      source: 'lab',
      facts: {
        service: 'a',
        name: 'b',
        periodDays: 30,
        entityRef: 'component:default/a',
        owners: ['group:default/t'],
        summary: 'Burning its budget at page rate',
      },
      startedAtMs: now - 30 * minute,
      lastCriticalAtMs: now,
      endedAtMs: now,
      peakBurnRate: 45.25,
    },
    phase: 'end',
    channel: 'timeline',
    createdAtMs: now,
    ...override,
  });

  function setUp(announcements: Announcement[]) {
    const announced = jest.fn();
    const publish = jest.fn();
    const send = jest.fn();
    const announcer = new EpisodeAnnouncer({
      store: { announcements: async () => announcements, announced },
      timeline: { publish },
      notifications: { send },
      logger: mockServices.logger.mock(),
      now: () => now,
    });
    return { announcer, announced, publish, send };
  }

  it('tells how long it lasted and how bad it was', async () => {
    const end = announcement({ channel: 'notification' });
    const { announcer, send, announced } = setUp([end]);
    await announcer.announce('lab');
    expect(send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: ['group:default/t'] },
      payload: expect.objectContaining({
        title: 'a b burns at page rate no more',
        description: expect.stringMatching(
          /^It lasted 30.m, at most at 45.3 times the sustainable rate$/,
        ),
        severity: 'normal',
        scope: 'slo:lab~a~b@1:end',
      }),
    });
    expect(announced).toHaveBeenCalledWith(end);
  });

  it('tells the timeline when it was, not when it is told', async () => {
    const { announcer, publish } = setUp([
      announcement({ phase: 'start' }),
      announcement(),
    ]);
    await announcer.announce('lab');
    expect(publish.mock.calls.map(([[event]]) => [event.id, event.at])).toEqual(
      [
        ['slo:lab~a~b@1:start', '2026-05-04T09:30:00.000Z'],
        ['slo:lab~a~b@1:end', '2026-05-04T10:00:00.000Z'],
      ],
    );
  });

  it('keeps what could not be told, in its order, and tells the rest', async () => {
    const start = announcement({ phase: 'start' });
    const end = announcement();
    const mail = announcement({ channel: 'notification' });
    const { announcer, publish, announced } = setUp([start, end, mail]);
    publish.mockRejectedValue(new Error('down'));
    await announcer.announce('lab');
    expect(publish).toHaveBeenCalledTimes(1);
    expect(announced.mock.calls).toEqual([[mail]]);
  });

  it('drops old news, and news that concern nobody', async () => {
    const old = announcement({ createdAtMs: now - 25 * 60 * minute });
    const { facts } = announcement().episode;
    const nobody = announcement({
      channel: 'notification',
      episode: { ...announcement().episode, facts: { ...facts, owners: [] } },
    });
    const nowhere = announcement({
      episode: {
        ...announcement().episode,
        facts: { ...facts, entityRef: undefined },
      },
    });
    const { announcer, announced, publish, send } = setUp([
      old,
      nobody,
      nowhere,
    ]);
    await announcer.announce('lab');
    expect(publish).not.toHaveBeenCalled();
    expect(send).not.toHaveBeenCalled();
    expect(announced).toHaveBeenCalledTimes(3);
  });
});

describe('HomePublisher', () => {
  const slo = (override: Partial<Slo>): Slo => ({
    id: `lab~a~${override.name}`,
    source: 'lab',
    service: 'a',
    name: 'b',
    objective: 0.99,
    periodDays: 30,
    windows: [],
    owners: [],
    state: 'ok',
    reason: { code: 'within-objective' },
    budgetRemaining: 0.5,
    sampleAt: '2026-05-04T09:59:00.000Z',
    entityRef: 'component:default/a',
    ...override,
  });
  const overview = (slos: Slo[]): SloOverview => ({
    sources: [{ name: 'lab', state: 'fresh' }],
    warnings: [],
    alertPolicies: [],
    slos,
  });

  it('tells the worst of each entity, once until it changes', async () => {
    const clock = { ms: now };
    const publish = jest.fn();
    const home = new HomePublisher({ publish }, () => clock.ms);
    const slos = [
      slo({ name: 'fine' }),
      slo({
        name: 'burning',
        state: 'critical',
        reason: { code: 'burning', severity: 'page', pairs: [] },
      }),
      slo({ name: 'nobody', entityRef: undefined }),
    ];
    await home.publish(overview(slos), false);
    expect(publish).toHaveBeenCalledWith({
      source: 'slo',
      permission: { name: 'slo.read', resourceType: 'slo' },
      sources: [{ name: 'lab', state: 'fresh' }],
      states: [
        {
          entityRef: 'component:default/a',
          state: 'critical',
          summary: expect.stringContaining('1 of 2 SLOs: burning'),
          href: '/slo/lab~a~burning',
          asOf: '2026-05-04T09:59:00.000Z',
        },
      ],
    });
    await home.publish(overview(slos), false);
    expect(publish).toHaveBeenCalledTimes(1);
    await home.publish(overview(slos.slice(0, 1)), false);
    expect(publish).toHaveBeenCalledTimes(2);
    clock.ms += 5 * minute;
    await home.publish(overview(slos.slice(0, 1)), false);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('tells again what is news, for another replica may have told otherwise since', async () => {
    let shown: string | undefined;
    const landing = {
      publish: async ({ states: [{ state }] }: any) => {
        shown = state;
      },
    };
    const [one, other] = [0, 1].map(
      () => new HomePublisher(landing, () => now),
    );
    const burning = overview([slo({ name: 'x', state: 'critical' })]);
    await one.publish(burning, true);
    await other.publish(overview([slo({ name: 'x' })]), true);
    expect(shown).toBe('ok');
    await one.publish(burning, true);
    expect(shown).toBe('critical');
  });

  it('tells of overdue reviews too, however long the rest is', async () => {
    const publish = jest.fn();
    const home = new HomePublisher({ publish }, () => now);
    const review = {
      decision: 'keep',
      decidedAt: '2026-02-04T10:00:00.000Z',
      nextReviewOn: '2026-05-03',
    } as const;
    await home.publish(
      overview([slo({ name: 'n'.repeat(300), review })]),
      false,
    );
    const [{ summary }] = publish.mock.calls[0][0].states;
    expect(summary).toHaveLength(200);
    expect(summary).toMatch(/…; 1 review is overdue$/);
  });

  it('tries again what failed, and keeps to the length of a line', async () => {
    const publish = jest.fn().mockRejectedValueOnce(new Error('down'));
    const home = new HomePublisher({ publish }, () => now);
    const long = overview([slo({ name: 'n'.repeat(300) })]);
    await expect(home.publish(long, false)).rejects.toThrow('down');
    await home.publish(long, false);
    expect(publish).toHaveBeenCalledTimes(2);
    expect(publish.mock.calls[1][0].states[0].summary).toHaveLength(200);
  });
});
