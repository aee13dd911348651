import {
  database,
  event,
  gateway,
  minute,
  names,
  onsetMs,
  orders,
  plain,
  rank,
  scope,
} from './__testUtils__/ranking';

describe('scenarios', () => {
  it('one deploy just before is likely, with its reason in words', () => {
    const ranking = rank([event('1.8.0', -2)]);
    expect(ranking.suspects).toMatchObject([
      { confidence: 'likely', hops: 0, path: [gateway], related: [] },
    ]);
    expect(plain(ranking.suspects[0].inWords)).toBe(
      'A deploy on gateway itself, 2 m before the burn began',
    );
    expect(plain(ranking.summary)).toBe(
      'Deployed 1.8.0: likely to be the cause. A deploy on gateway itself, 2 m before the burn began',
    );
  });

  it('the cause is two steps away, in a dependency', () => {
    const ranking = rank([
      event('old', -55),
      event('pool', -3, {
        kind: 'config',
        entityRef: database,
        title: 'Connection pool from 20 to 5',
      }),
    ]);
    expect(names(ranking)).toEqual(['pool', 'old']);
    expect(ranking.suspects[0]).toMatchObject({
      hops: 2,
      path: [gateway, orders, database],
      confidence: 'likely',
    });
    expect(plain(ranking.suspects[0].inWords)).toBe(
      'A change of configuration on orders-db, 2 steps away: gateway → order-service → orders-db, 3 m before the burn began',
    );
  });

  it('of two deploys the later is innocent', () => {
    const ranking = rank([event('1.8.0', -4), event('1.8.1', 6)]);
    expect(names(ranking)).toEqual(['1.8.0']);
    expect(ranking.cleared.map(({ event: { title } }) => title)).toEqual([
      'Deployed 1.8.1',
    ]);
    expect(plain(ranking.cleared[0].text)).toBe(
      'it came 6 m after the burn had begun',
    );
  });

  it('nothing changed, and it says so', () => {
    expect(rank([])).toEqual({
      suspects: [],
      cleared: [],
      summary: 'Nothing changed here or in its dependencies in the hour before',
    });
    expect(rank([event('long ago', -62)]).suspects).toEqual([]);
    expect(rank([], { windowMinutes: 90 }).summary).toContain('the 90 minutes');
    expect(rank([], { windowMinutes: 1440 }).summary).toContain('the day');
    expect(rank([], { scope: scope.slice(0, 1) }).summary).toBe(
      'Nothing changed here in the hour before, and no dependencies are known',
    );
  });

  it('a dependency degraded first, so what changed there is suspected more', () => {
    const ownDeploy = event('gateway', -7);
    const theirDeploy = event('orders', -9, { entityRef: orders });
    const alert = event('alert', -1, {
      kind: 'alert',
      severity: 'critical',
      entityRef: orders,
      title: 'OrderErrors is firing',
    });
    expect(names(rank([ownDeploy, theirDeploy]))).toEqual([
      'gateway',
      'orders',
    ]);
    const ranking = rank([ownDeploy, theirDeploy, alert]);
    expect(names(ranking)).toEqual(['orders', 'gateway']);
    expect(ranking.suspects[0].related).toEqual([alert]);
    expect(ranking.suspects[0].inWords).toContain(
      'Order-service degraded first: OrderErrors is firing',
    );
    // An alert lags behind what it is about.
    const late = rank([
      ownDeploy,
      theirDeploy,
      { ...alert, at: new Date(onsetMs + 4 * minute).toISOString() },
    ]);
    expect(names(late)).toEqual(['orders', 'gateway']);
    expect(late.suspects[0].inWords).toContain('at about the same time');
  });

  it('what degraded before a change does not follow from it', () => {
    const alert = event('alert', -20, {
      kind: 'alert',
      severity: 'warning',
      entityRef: orders,
    });
    const ranking = rank([event('orders', -9, { entityRef: orders }), alert]);
    expect(names(ranking)).toEqual(['orders', 'alert']);
    expect(ranking.suspects[0].related).toEqual([]);
  });

  it('a dependency degraded, and nobody knows of a change there', () => {
    const ranking = rank([
      event('burn', -2, {
        kind: 'slo',
        severity: 'critical',
        entityRef: orders,
        title: 'order-service availability burns',
        data: { phase: 'start' },
      }),
    ]);
    expect(names(ranking)).toEqual(['burn']);
    expect(plain(ranking.suspects[0].inWords)).toBe(
      'A burning objective on order-service, 1 step away: gateway → order-service, 2 m before the burn began',
    );
  });

  it("the entity's own alerts and objectives are the symptom", () => {
    const symptoms = [
      event('alert', -1, { kind: 'alert', severity: 'critical' }),
      event('slo', 0, { kind: 'slo', severity: 'critical' }),
      event('incident', 0, { kind: 'incident', severity: 'warning' }),
      event('created', -5, { kind: 'scaffold' }),
    ];
    expect(rank(symptoms).suspects).toEqual([]);
  });

  it('what ended did not begin anything', () => {
    const ended = [
      event('resolved', -3, {
        kind: 'alert',
        severity: 'warning',
        entityRef: orders,
        data: { status: 'resolved' },
      }),
      event('healed', -3, { kind: 'scenario', data: { phase: 'end' } }),
      event('well', -3, { kind: 'alert', entityRef: orders }),
    ];
    expect(rank(ended).suspects).toEqual([]);
  });

  it('the same change came before a past incident', () => {
    const pool = (key: string, minutes: number, text: string) =>
      event(key, minutes, {
        kind: 'config',
        entityRef: orders,
        title: `order-service: ${text}`,
        data: { changes: [text] },
      });
    const week = -7 * 24 * 60;
    const past = [
      pool('past', week - 35, 'DATABASE_MAX_CONNECTIONS 10 → 4'),
      event('opened', week, {
        kind: 'incident',
        severity: 'warning',
        entityRef: orders,
        title: 'Incident opened: connections leak',
        data: { state: 'open' },
      }),
    ];
    const now = [
      event('gateway', -8),
      pool('now', -10, 'DATABASE_MAX_CONNECTIONS 10 → 3'),
    ];
    expect(names(rank(now))).toEqual(['gateway', 'now']);
    const ranking = rank(now, { past });
    expect(names(ranking)).toEqual(['now', 'gateway']);
    expect(ranking.suspects[0].inWords).toContain(
      "The same change came before 'Incident opened: connections leak' of 27 Apr",
    );
  });

  it('a scenario of the lab: the deploy of its commit comes first, the scenario is with it', () => {
    const commit = '3f2a91c0';
    const began = event('scenario', -1.5, {
      kind: 'scenario',
      severity: 'warning',
      entityRef: orders,
      title: "Scenario 'errors' began",
      data: { phase: 'begin', scenario: 'errors', commit },
    });
    const bad = event('bad', -0.5, {
      entityRef: orders,
      title: 'order-service 1.0.1 deployed: Tell customers how long it takes',
      data: { commit, version: '1.0.1' },
    });
    const good = event('good', -14, {
      entityRef: orders,
      data: { commit: 'a' },
    });
    const ranking = rank([began, bad, good]);
    expect(names(ranking)).toEqual(['bad', 'good']);
    expect(ranking.suspects[0]).toMatchObject({
      confidence: 'likely',
      related: [began],
    });
    expect(ranking.suspects[0].inWords).toContain(
      "It belongs to: Scenario 'errors' began",
    );
    // Before its release is out there is only the scenario.
    expect(names(rank([began]))).toEqual(['scenario']);
  });

  it('two that are equally close are both only possible', () => {
    const ranking = rank([
      event('a', -5),
      event('b', -5, { entityRef: orders }),
      event('c', -5, { kind: 'config' }),
    ]);
    expect(ranking.suspects.map(({ confidence }) => confidence)).toEqual([
      'possible',
      'possible',
      'possible',
    ]);
  });

  it('the steps of one rollout are one change', () => {
    const step = (percent: number, minutes: number) =>
      event(`step-${percent}`, minutes, {
        kind: 'rollout',
        title: `1.8.0 takes ${percent} % of the traffic`,
        data: { version: '1.8.0' },
      });
    const ranking = rank([step(5, -9), step(50, -6), step(100, 3)]);
    expect(names(ranking)).toEqual(['step-50']);
    expect(ranking.suspects[0].related).toHaveLength(1);
  });
});
