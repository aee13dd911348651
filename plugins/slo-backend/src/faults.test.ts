import { mockCredentials } from '@backstage/backend-test-utils';
import {
  SloDetail,
  SloOverview,
  sloOverviewSchema,
  sloSeriesSchema,
} from '@goreliable/plugin-slo-common';
import request from 'supertest';
import {
  Behaviour,
  FakePrometheus,
  FakeSlo,
} from './__testUtils__/fakePrometheus';
import { component, startSloBackend } from './__testUtils__/startSloBackend';

// The breaker's rest is waited for once.
jest.setTimeout(120_000);

const authorization = mockCredentials.user.header('user:default/omar');
const id = 'lab~order-service~requests-availability';

const slo: FakeSlo = {
  service: 'order-service',
  name: 'requests-availability',
  objective: 0.999,
  ratios: { '5m': 1e-5, '1h': 1e-5, '30d': 1e-4 },
  budgetRemaining: 0.9,
};
const other: FakeSlo = { ...slo, service: 'gateway' };

let lab: FakePrometheus;
let eu: FakePrometheus;
let backend: Awaited<ReturnType<typeof startSloBackend>>;

/** The backend with two sources, after a good refresh of both, and a look at a chart. */
async function start(ofLab: object = { retries: 0, timeout: '4s' }) {
  lab = await FakePrometheus.start();
  eu = await FakePrometheus.start();
  lab.slos = [slo, other];
  eu.slos = [slo];
  backend = await startSloBackend({
    slo: {
      prometheus: [
        { name: 'lab', url: lab.url, ...ofLab },
        { name: 'eu', url: eu.url },
      ],
    },
    entities: [component('order-service', 'ordering-team')],
  });
  await backend.refresh('lab');
  await backend.refresh('eu');
  await series(3);
}

afterEach(async () => {
  await backend.stop();
  await Promise.all([lab.stop(), eu.stop()]);
});

async function get(path: string) {
  const { body } = await request(backend.server)
    .get(`/api/slo${path}`)
    .set('authorization', authorization)
    .expect(200);
  return body;
}

const overview = async (): Promise<SloOverview> =>
  sloOverviewSchema.parse(await get('/overview'));

/** @param hours - that the range is long, up to now */
async function series(hours: number, of = id) {
  const to = Math.floor(Date.now() / 1000);
  const from = to - hours * 3_600;
  return sloSeriesSchema.parse(
    await get(`/slos/${of}/series?from=${from}&to=${to}`),
  );
}

const ofSource = (answer: SloOverview, source: string) => ({
  status: answer.sources.find(({ name }) => name === source)!,
  slos: answer.slos.filter(own => own.source === source),
});

const withoutTime = ({ slos }: ReturnType<typeof ofSource>) =>
  slos.map(({ sampleAt: _, ...rest }) => rest);

/** Each as the source behaves, and what is then said of it. */
const faults: [name: string, Behaviour | 'refuses', reason: string][] = [
  ['is dead', 'refuses', 'connection refused'],
  ['hangs', 'hangs', 'no answer within'],
  ['answers 500', 'status-500', 'status 500'],
  ['answers half JSON', 'half-json', 'not complete JSON'],
  ['ends the connection within an answer', 'cut', 'was closed before'],
  ['answers a login page', 'login-page', 'not JSON'],
  ['answers 200 MB', 'huge', 'more than 67108864 bytes'],
  ['answers garbage', 'garbage', 'JSON'],
];

async function fail(behaviour: Behaviour | 'refuses') {
  if (behaviour === 'refuses') {
    await lab.stop();
    // The first one to ask meets the end of a connection it had.
    await backend.refresh();
  } else {
    lab.behaviour = behaviour;
  }
}

async function recover() {
  if (lab.behaviour === 'well') {
    await lab.startAgain();
  }
  lab.behaviour = 'well';
}

describe.each(faults)('a source that %s', (_, behaviour, reason) => {
  beforeEach(() =>
    // What answers at all may take its time on a busy machine.
    start({ retries: 0, timeout: behaviour === 'hangs' ? '4s' : '60s' }),
  );

  it('is answered for from what is kept, with age and reason, and comes back', async () => {
    const before = await overview();
    await fail(behaviour);
    await backend.refresh();

    const failed = await overview();
    expect(ofSource(failed, 'lab').status).toEqual({
      name: 'lab',
      state: 'unreachable',
      asOf: before.sources[0].asOf,
      error: expect.stringContaining(reason),
    });
    expect(failed.slos).toEqual(before.slos);
    const detail: SloDetail = await get(`/slos/${id}`);
    expect(detail.slo).toEqual(before.slos.find(own => own.id === id));
    expect(detail.sources).toEqual([ofSource(failed, 'lab').status]);
    const kept = await series(3);
    expect(kept.coverage).toBeGreaterThan(0.9);
    expect(kept.sources).toEqual(detail.sources);
    const unknown = await series(100);
    expect(unknown.coverage).toBe(0);
    expect(unknown.sources).toEqual(detail.sources);
    expect(backend.heard.home.at(-1)).toMatchObject({
      states: [{ entityRef: 'component:default/order-service', state: 'ok' }],
      sources: [
        // The reason is not told again where only its words have changed.
        { ...detail.sources[0], error: expect.any(String) },
        { name: 'eu', state: 'fresh' },
      ],
    });

    // The other source is as it was.
    expect(ofSource(failed, 'eu')).toEqual(ofSource(before, 'eu'));
    await backend.refresh('eu');
    expect((await series(100, id.replace('lab', 'eu'))).coverage).toBe(1);

    await recover();
    await backend.refresh();
    const after = ofSource(await overview(), 'lab');
    expect(after.status.state).toBe('fresh');
    expect(after.status).not.toHaveProperty('error');
    expect(withoutTime(after)).toEqual(withoutTime(ofSource(before, 'lab')));
    expect((await series(100)).coverage).toBe(1);
  });
});

describe('a source that has just begun to hang', () => {
  it('holds up nobody who looks, while its questions are open', async () => {
    await start({ retries: 0, timeout: '30s' });
    const before = await overview();
    lab.behaviour = 'hangs';
    const asked = lab.questions.length;
    const refreshing = backend.refresh();
    await lab.untilAsked(asked + 2);

    expect(await overview()).toEqual(before);
    expect((await get(`/slos/${id}`)).slo.state).toBe('ok');
    const kept = await series(3);
    expect(kept.coverage).toBeGreaterThan(0.9);
    // Nothing is kept of these: they are waited for, but not to the end.
    const unknown = await series(100);
    expect(unknown.coverage).toBe(0);
    expect(unknown.sources).toEqual([
      {
        name: 'lab',
        state: 'unreachable',
        asOf: before.sources[0].asOf,
        error: expect.stringContaining('has not answered yet'),
      },
    ]);
    await backend.refresh('eu');
    expect((await series(100, id.replace('lab', 'eu'))).coverage).toBe(1);
    // All of it was answered before the source was: that is what is tested.
    const open = lab.questions.slice(asked).map(({ isOpen }) => isOpen);
    expect(open.length).toBeGreaterThanOrEqual(3);
    expect(open).not.toContain(false);

    await lab.stop();
    await refreshing;
    await lab.startAgain();
  });
});

describe('a source that answers 200 MB', () => {
  it('is cut off at the limit, so that memory does not follow', async () => {
    await start();
    lab.behaviour = 'huge';
    const asked = lab.questions.length;
    await backend.refresh();
    // The refresh fails with the first of its answers.
    await lab.untilNoneAsks();
    const answers = lab.questions.slice(asked);
    expect(answers).toHaveLength(2);
    for (const { bytesSent, aborted } of answers) {
      expect(aborted).toBe(true);
      // What the sockets' buffers hold is sent too.
      expect(bytesSent).toBeLessThan(100_000_000);
    }
  });
});

describe('a source that doubts its answer', () => {
  it('passes its doubts on, and nothing vanishes by them', async () => {
    await start();
    const before = await overview();
    lab.behaviour = 'warns';
    lab.slos = [slo];
    await backend.refresh();
    const partial = await overview();
    expect(partial.warnings).toEqual([
      { source: 'lab', message: 'store "eu" did not answer' },
    ]);
    expect(ofSource(partial, 'lab').status.state).toBe('fresh');
    expect(partial.slos.map(own => [own.id, own.state])).toEqual(
      before.slos.map(own => [own.id, own.state]),
    );
    const shown = await series(50);
    expect(shown.warnings).toEqual(partial.warnings);
    lab.behaviour = 'well';
    lab.slos = [slo, other];
    await backend.refresh();
    expect((await overview()).warnings).toEqual([]);
  });
});

describe('a source that records nonsense', () => {
  it('is shown with gaps and states for it, and with no number that is none', async () => {
    await start();
    lab.slos = [
      { ...slo, ratios: { '5m': NaN, '1h': Infinity, '30d': -Infinity } },
      { ...other, objective: NaN, budgetRemaining: -Infinity },
    ];
    lab.rangeValue = at => [NaN, Infinity, -Infinity][at % 3];
    await backend.refresh();
    const nonsense = ofSource(await overview(), 'lab');
    expect(nonsense.status.state).toBe('fresh');
    const [ofGateway, ofOrders] = nonsense.slos;
    expect(ofOrders.windows.map(({ errorRatio }) => errorRatio)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(ofOrders.state).not.toBe('ok');
    expect(ofGateway.objective).toBeUndefined();
    expect(ofGateway.budgetRemaining).toBeUndefined();
    expect(ofGateway.state).not.toBe('ok');
    expect((await series(70)).coverage).toBe(0);
  });
});

describe('a source that fails time and again', () => {
  it('is left alone for a while, says why, and is found again by a refresh', async () => {
    // As it is without configuration: tried thrice, and then no more.
    await start({});
    lab.behaviour = 'status-500';
    await backend.refresh();
    const asked = lab.questions.length;
    await backend.refresh();
    expect(lab.questions).toHaveLength(asked);
    const { status } = ofSource(await overview(), 'lab');
    expect(status.error).toContain('not asked for now');
    expect(status.error).toContain('status 500');
    lab.behaviour = 'well';
    let state = '';
    while (state !== 'fresh') {
      await new Promise(resolve => setTimeout(resolve, 250));
      await backend.refresh();
      ({ state } = ofSource(await overview(), 'lab').status);
    }
    expect((await series(60)).coverage).toBe(1);
  });
});
