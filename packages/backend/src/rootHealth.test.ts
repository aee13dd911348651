import { PortalHealthService } from './rootHealth';

function create() {
  const hooks: Record<string, () => void> = {};
  const database = { answers: true, asked: 0 };
  const clock = { now: 0 };
  const health = new PortalHealthService({
    lifecycle: {
      addStartupHook: hook => {
        hooks.start = hook;
      },
      addBeforeShutdownHook: hook => {
        hooks.stop = hook;
      },
    },
    askDatabase: async () => {
      database.asked += 1;
      if (!database.answers) {
        throw new Error('password authentication failed for user "portal"');
      }
    },
    now: () => clock.now,
  });
  return { health, hooks, database, clock };
}

describe('PortalHealthService', () => {
  it('is ready between its start and its stop', async () => {
    const { health, hooks } = create();
    await expect(health.getReadiness()).resolves.toMatchObject({ status: 503 });
    hooks.start();
    await expect(health.getReadiness()).resolves.toMatchObject({ status: 200 });
    hooks.stop();
    await expect(health.getReadiness()).resolves.toMatchObject({ status: 503 });
    await expect(health.getLiveness()).resolves.toMatchObject({ status: 200 });
  });

  it('is not ready while the database is away, says so without its secrets, and recovers', async () => {
    const { health, hooks, database, clock } = create();
    hooks.start();
    database.answers = false;
    await expect(health.getReadiness()).resolves.toEqual({
      status: 503,
      payload: { status: 'error', message: 'The database does not answer' },
    });
    await expect(health.getLiveness()).resolves.toMatchObject({ status: 200 });
    database.answers = true;
    clock.now += 1_001;
    await expect(health.getReadiness()).resolves.toMatchObject({ status: 200 });
  });

  it('asks the database once for probes that come together', async () => {
    const { health, hooks, database } = create();
    hooks.start();
    await Promise.all([health.getReadiness(), health.getReadiness()]);
    expect(database.asked).toBe(1);
  });
});
