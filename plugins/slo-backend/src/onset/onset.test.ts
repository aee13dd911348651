import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sloOnsetSchema } from '@goreliable/plugin-slo-common';
import request from 'supertest';
import { FakePrometheus } from '../__testUtils__/fakePrometheus';
import { component, startSloBackend } from '../__testUtils__/startSloBackend';

jest.setTimeout(60_000);

const omar = mockCredentials.user.header('user:default/omar');
const id = 'lab~order-service~requests-availability';
const path = `/api/slo/slos/${id}/onset`;

/** It burns for half an hour. */
const burningFor = 1_800;

let prometheus: FakePrometheus;
beforeEach(async () => {
  prometheus = await FakePrometheus.start();
  prometheus.slos = [
    {
      service: 'order-service',
      name: 'requests-availability',
      objective: 0.999,
      ratios: Object.fromEntries(
        ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'].map(window => [
          window,
          0.1,
        ]),
      ),
      budgetRemaining: 0.9,
    },
  ];
  const begin = Date.now() / 1000 - burningFor;
  prometheus.rangeValue = at => (at >= begin ? 0.1 : 1e-5);
});
afterEach(async () => {
  await prometheus.stop();
});

async function start(
  options: Partial<Parameters<typeof startSloBackend>[0]> = {},
) {
  const backend = await startSloBackend({
    slo: { prometheus: [{ name: 'lab', url: prometheus.url, retries: 0 }] },
    entities: [component('order-service', 'ordering-team')],
    ...options,
  });
  await backend.refresh();
  const ask = (query = '', as = omar) =>
    request(backend.server).get(`${path}${query}`).set('authorization', as);
  const ranges = () =>
    prometheus.questions.filter(
      question =>
        question.path.endsWith('query_range') &&
        question.query.includes('by (__name__)'),
    ).length;
  const explain = async (input: object = {}) => {
    const { output } = await backend.actions.invoke({
      id: 'test:explain-burn',
      input: { id, ...input } as any,
      credentials: mockCredentials.user('user:default/omar'),
    });
    return output as any;
  };
  return { ...backend, ask, ranges, explain };
}

describe('GET /slos/:id/onset', () => {
  it('says when the present burn began, and how exactly', async () => {
    const { ask } = await start();
    const { body } = await ask().expect(200);
    const answer = sloOnsetSchema.parse(body);
    expect(answer).toMatchObject({
      id,
      onset: {
        kind: 'found',
        shape: 'sudden',
        levels: { since: expect.closeTo(100) },
      },
      window: '5m',
      sources: [{ name: 'lab', state: 'fresh' }],
    });
    expect(answer.summary).toContain('It began at once');
  });

  it('asks the store once for all who look at the same time', async () => {
    const { ask, ranges } = await start();
    await Promise.all([ask(), ask(), ask(), ask()]);
    await ask();
    expect(ranges()).toBe(1);
  });

  it('looks at another moment when it is told to', async () => {
    const { ask } = await start();
    const before = Math.floor(Date.now() / 1000) - burningFor - 3_600;
    const { body } = await ask(`?at=${before}`).expect(200);
    expect(body.onset.kind).not.toBe('found');
    expect(body.burningAt).toBe(new Date(before * 1000).toISOString());
    await ask('?at=yesterday').expect(400);
    await ask('?at=1&at=2').expect(400);
  });

  it('answers at once, with what is known, while the store is down', async () => {
    const backend = await start();
    prometheus.behaviour = 'status-500';
    const { body } = await backend.ask().expect(200);
    expect(body).toMatchObject({
      onset: { kind: 'unknown', reason: 'no-data' },
      sources: [{ name: 'lab', state: 'unreachable' }],
    });
  });

  it('shows nobody what they may not see', async () => {
    const { ask } = await start({
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    const answers = [await ask(), await ask('', mockCredentials.none.header())];
    expect(answers.map(({ status }) => status)).toEqual([403, 401]);
  });
});

describe('explain-burn', () => {
  it('asks the timeline about the begin that was found', async () => {
    const { explain, heard } = await start();
    const output = await explain({ windowMinutes: 30 });
    expect(output).toMatchObject({
      slo: { state: 'critical', name: 'requests-availability' },
      onset: { kind: 'found', summary: expect.stringContaining('at once') },
      suspects: {
        summary: 'Nothing changed here in the hour before',
        suspects: [],
      },
    });
    expect(heard.suspectQuestions).toEqual([
      {
        entityRef: 'component:default/order-service',
        onset: output.onset.at,
        earliest: output.onset.earliest,
        latest: output.onset.latest,
        windowMinutes: 30,
      },
    ]);
  });

  it('does not call nothing recorded what was not answered', async () => {
    const { explain } = await start();
    prometheus.behaviour = 'status-500';
    expect(await explain()).toMatchObject({
      onset: { kind: 'unknown', reason: 'no-data' },
      sources: [{ name: 'lab', state: 'unreachable' }],
      warnings: [],
    });
  });

  it('says why there are no suspects', async () => {
    const down = await start();
    down.heard.failing.add('timeline');
    expect((await down.explain()).suspects).toEqual({
      why: 'The timeline does not answer: timeline is down',
    });
    prometheus.rangeValue = () => NaN;
    const blind = await start();
    expect((await blind.explain()).suspects).toEqual({
      why: 'It is not known when it began',
    });
    const unmapped = await start({ entities: [] });
    expect((await unmapped.explain()).suspects).toEqual({
      why: 'The SLO belongs to no catalog entity',
    });
  });
});
