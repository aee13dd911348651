import { FixtureSloApi } from '../__fixtures__/FixtureSloApi';
import {
  burningId,
  overviewFixture,
  seriesFixture,
} from '../__fixtures__/recorded';
import { SloClient } from './SloClient';

function setUp(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_url: string | URL | Request, _init?: RequestInit) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const client = new SloClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return {
    client,
    urls: () => fetch.mock.calls.map(([url]) => String(url)),
    requests: () => fetch.mock.calls.map(([, init]) => init),
  };
}

describe('SloClient', () => {
  it('asks for everything, or for the SLOs of an entity', async () => {
    const overview = overviewFixture(Date.now());
    const { client, urls } = setUp(200, overview);
    expect(await client.overview()).toEqual(overview);
    await client.overview({ entityRef: 'component:default/gateway' });
    expect(urls()).toEqual([
      'http://portal/api/slo/overview',
      'http://portal/api/slo/overview?entityRef=component%3Adefault%2Fgateway',
    ]);
  });

  it('asks for a series in whole seconds', async () => {
    const { client, urls } = setUp(200, seriesFixture('day', Date.now()));
    await client.series(burningId, { from: 1.5, to: 99.9 });
    expect(urls()).toEqual([
      `http://portal/api/slo/slos/lab~order-service~requests-availability/series?from=1&to=99`,
    ]);
  });

  it('asks for the traffic in whole seconds', async () => {
    const traffic = await new FixtureSloApi().traffic(burningId, {
      from: 1,
      to: 99,
    });
    const { client, urls } = setUp(200, traffic);
    expect(await client.traffic(burningId, { from: 1.5, to: 99.9 })).toEqual(
      traffic,
    );
    expect(urls()).toEqual([
      `http://portal/api/slo/slos/lab~order-service~requests-availability/traffic?from=1&to=99`,
    ]);
  });

  it('asks when an SLO began to burn', async () => {
    const onset = {
      id: burningId,
      onset: { kind: 'not-burning' },
      summary: 'It does not burn',
      warnings: [],
      sources: [],
    };
    const { client, urls } = setUp(200, onset);
    expect(await client.onset(burningId)).toEqual(onset);
    expect(urls()).toEqual([
      `http://portal/api/slo/slos/lab~order-service~requests-availability/onset`,
    ]);
  });

  it('records a review', async () => {
    const review = {
      id: '1',
      sloId: burningId,
      decidedAt: '2026-05-04T10:00:00.000Z',
      decidedBy: 'user:default/omar',
      decision: 'keep',
      note: '',
      nextReviewOn: '2026-08-04',
    };
    const { client, urls, requests } = setUp(201, review);
    expect(
      await client.recordReview(burningId, {
        decision: 'keep',
        nextReviewOn: '2026-08-04',
      }),
    ).toEqual(review);
    expect(urls()).toEqual([
      `http://portal/api/slo/slos/lab~order-service~requests-availability/reviews`,
    ]);
    expect(requests()[0]).toMatchObject({
      method: 'POST',
      body: '{"decision":"keep","nextReviewOn":"2026-08-04"}',
    });
  });

  it('asks for a review and a backtest as the backend gives them', async () => {
    const fixtures = new FixtureSloApi();
    const review = await fixtures.review(burningId);
    const reviews = setUp(200, review);
    expect(await reviews.client.review(burningId)).toEqual(review);
    const backtest = await fixtures.backtest(burningId);
    const backtests = setUp(200, backtest);
    expect(await backtests.client.backtest(burningId)).toEqual(backtest);
    await backtests.client.backtest(burningId, {
      windows: ['page-1h-5m-14.4', 'ticket-3d-6h-1'],
    });
    expect([...reviews.urls(), ...backtests.urls()]).toEqual([
      `http://portal/api/slo/slos/lab~order-service~requests-availability/review`,
      `http://portal/api/slo/slos/lab~order-service~requests-availability/backtest`,
      `http://portal/api/slo/slos/lab~order-service~requests-availability/backtest?windows=page-1h-5m-14.4&windows=ticket-3d-6h-1`,
    ]);
  });

  it('asks for the place of a proposal by what is known', async () => {
    const place = { obstacle: { kind: 'no-repository' as const } };
    const { client, urls } = setUp(200, place);
    expect(await client.proposalPlace({ service: 'a b', name: 'c' })).toEqual(
      place,
    );
    expect(urls()).toEqual([
      'http://portal/api/slo/proposals/place?service=a+b&name=c',
    ]);
  });

  it('asks for a preview and a spec as the backend gives them', async () => {
    const fixtures = new FixtureSloApi();
    const spec = await fixtures.spec(burningId);
    const specs = setUp(200, spec);
    expect(await specs.client.spec(burningId)).toEqual(spec);
    const preview = await fixtures.preview({ spec: spec.spec });
    const previews = setUp(200, preview);
    expect(await previews.client.preview({ spec: spec.spec })).toEqual(preview);
    expect([...specs.urls(), ...previews.urls()]).toEqual([
      `http://portal/api/slo/slos/lab~order-service~requests-availability/spec`,
      'http://portal/api/slo/preview',
    ]);
    expect(previews.requests()[0]).toMatchObject({
      method: 'POST',
      body: JSON.stringify({ spec: spec.spec }),
    });
  });

  it('passes on what the backend says is wrong', async () => {
    const { client } = setUp(404, {
      error: { name: 'NotFoundError', message: 'There is no SLO' },
      response: { statusCode: 404 },
    });
    await expect(client.slo('lab~a~b')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { message: 'There is no SLO' },
    });
  });

  it('does not take just anything for an answer', async () => {
    const { client } = setUp(200, { slos: 'many' });
    await expect(client.overview()).rejects.toThrow(/sources/);
  });
});
