import { EarlyAnswers, keptForMs } from './EarlyAnswers';

const url = 'http://portal.example/api/slo/overview';

function request(init: RequestInit & { token?: string; url?: string } = {}) {
  const { token = 'mine', url: address = url, ...rest } = init;
  return new Request(address, {
    headers: { authorization: `Bearer ${token}` },
    ...rest,
  });
}

describe('EarlyAnswers', () => {
  const originalFetch = global.fetch;
  let fetch: jest.Mock;

  beforeEach(() => {
    fetch = jest.fn(
      async () =>
        new Response('{"slos":[]}', {
          headers: { 'content-type': 'application/json', etag: '"1"' },
        }),
    );
    global.fetch = fetch;
  });

  afterEach(() => {
    global.fetch = originalFetch;
    jest.useRealTimers();
  });

  function asked() {
    const answers = new EarlyAnswers();
    answers.ask(url, 'mine');
    return answers;
  }

  it('gives the whole answer, once', async () => {
    const answers = asked();
    const response = await answers.take(request());
    expect(response?.status).toBe(200);
    expect(response?.headers.get('etag')).toBe('"1"');
    expect(await response?.json()).toEqual({ slos: [] });
    expect(await answers.take(request())).toBeUndefined();
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['another address', { url: `${url}?entityRef=component%3Adefault%2Fa` }],
    ['another person', { token: 'theirs' }],
    ['nobody', { headers: {} }],
    ['another method', { method: 'POST' }],
    ['who wants it fresh', { cache: 'no-store' as const }],
  ])('has nothing for %s', async (_, init) => {
    const answers = asked();
    expect(await answers.take(request(init))).toBeUndefined();
    expect(await answers.take(request())).toBeDefined();
  });

  it.each<[string, () => Promise<Response>]>([
    ['failed', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['was refused', async () => new Response('', { status: 503 })],
    [
      'broke off',
      async () => {
        const response = new Response('');
        response.arrayBuffer = () => Promise.reject(new TypeError());
        return response;
      },
    ],
  ])('has nothing of what %s', async (_, answer) => {
    fetch.mockImplementation(answer);
    expect(await asked().take(request())).toBeUndefined();
  });

  it('keeps nothing for long', async () => {
    jest.useFakeTimers();
    const answers = asked();
    jest.advanceTimersByTime(keptForMs);
    expect(await answers.take(request())).toBeUndefined();
  });

  it('forgets what is there, and ends what is on its way', async () => {
    const answers = asked();
    answers.forget();
    expect(await answers.take(request())).toBeUndefined();
    expect(fetch.mock.calls[0][1].signal.aborted).toBe(true);
  });

  it('ends with whoever has asked', async () => {
    fetch.mockImplementation(() => new Promise(() => {}));
    const page = new AbortController();
    const taken = asked().take(request({ signal: page.signal }));
    page.abort();
    await expect(taken).rejects.toMatchObject({ name: 'AbortError' });
  });
});
