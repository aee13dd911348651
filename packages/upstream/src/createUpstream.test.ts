import { sendJson } from './__testUtils__/startServer';
import {
  failureOf,
  request,
  serve,
  upstreamOf,
} from './__testUtils__/upstreams';

describe('a good answer', () => {
  it('is parsed, with path, query and headers as they were meant', async () => {
    const server = await serve((_, response) =>
      sendJson(response, { status: 'success', more: 1 }),
    );
    const upstream = upstreamOf(
      { url: `${server.url}/prefix/` },
      {
        headers: { 'X-Scope-OrgID': 'tenant' },
        bearerToken: async () => 'abc',
      },
    );

    await expect(
      upstream.requestJson({
        ...request,
        path: ['label', 'a/b?c', 'values'],
        query: { 'match[]': ['up', 'down'], limit: 5, skip: undefined },
      }),
    ).resolves.toEqual({ status: 'success' });
    expect(server.requests).toEqual([
      expect.objectContaining({
        method: 'GET',
        url: '/prefix/label/a%2Fb%3Fc/values?match%5B%5D=up&match%5B%5D=down&limit=5',
        headers: expect.objectContaining({
          accept: 'application/json',
          authorization: 'Bearer abc',
          'x-scope-orgid': 'tenant',
        }),
      }),
    ]);
  });

  it('can be to a form, to JSON or to text', async () => {
    const server = await serve((_, response) => response.end('pong'));
    const upstream = upstreamOf(server);

    await upstream.requestText({
      operation: 'ask',
      method: 'POST',
      path: ['form'],
      form: { query: 'up{a="b"}', time: 5 },
    });
    await upstream.requestText({
      operation: 'ask',
      method: 'PUT',
      path: ['json'],
      json: { a: 1 },
    });
    await expect(
      upstream.requestText({ operation: 'ask', path: ['text'] }),
    ).resolves.toBe('pong');

    expect(server.requests[0]).toMatchObject({
      body: 'query=up%7Ba%3D%22b%22%7D&time=5',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(server.requests[1]).toMatchObject({
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('has no body for HEAD and 204, whatever its headers say', async () => {
    const server = await serve((incoming, response) => {
      response.writeHead(incoming.method === 'HEAD' ? 200 : 204, {
        'content-encoding': 'gzip',
      });
      response.end();
    });
    const upstream = upstreamOf(server);
    for (const method of ['HEAD', 'DELETE'] as const) {
      const answer = await upstream.request({
        operation: 'ask',
        method,
        path: ['x'],
      });
      expect(answer.body).toHaveLength(0);
    }
  });

  it('takes user info of the address for basic authentication', async () => {
    const server = await serve((_, response) => response.end());
    const upstream = upstreamOf({
      url: server.url.replace('://', '://me:s%40cret@'),
    });
    await upstream.request({ operation: 'ask', path: ['x'] });

    expect(server.requests[0].headers.authorization).toBe(
      `Basic ${Buffer.from('me:s@cret').toString('base64')}`,
    );
    expect(upstream.baseUrl).toBe(`${server.url}/`);
  });
});

describe('an upstream that cannot be reached', () => {
  it('is unreachable when nothing listens', async () => {
    const server = await serve(() => {});
    await server.close();
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error).toMatchObject({ kind: 'unreachable', statusCode: 503 });
    expect(error.message).toContain('nothing listens at its address');
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('is unreachable when its host name is not known', async () => {
    const error = await failureOf(
      upstreamOf({ url: 'http://nowhere.invalid' }).requestJson(request),
    );
    expect(error.kind).toBe('unreachable');
    expect(error.reason).toMatch(/host name/);
  });

  it('is unreachable when the connection breaks in the middle of an answer', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': '100',
      });
      response.write('{"status":');
      setTimeout(() => response.destroy(), 20);
    });
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error.kind).toBe('unreachable');
    expect(server.requests).toHaveLength(3);
  });
});

describe('an answer that is not what was agreed', () => {
  it.each<[string, string, string, RegExp]>([
    ['half JSON', 'application/json', '{"status":"succ', /not complete JSON/],
    ['a login page', 'text/html', '<html>', /not JSON but 'text\/html'/],
    [
      'another shape',
      'application/json',
      '{"status":"error"}',
      /agreed shape \(status: /,
    ],
    ['bytes', 'application/json', '\xff\xfe', /not UTF-8/],
  ])('%s', async (_, contentType, body, reason) => {
    const server = await serve((__, response) => {
      response.writeHead(200, { 'content-type': contentType });
      response.end(Buffer.from(body, 'latin1'));
    });
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error).toMatchObject({ kind: 'invalid-body', statusCode: 502 });
    expect(error.reason).toMatch(reason);
    expect(server.requests).toHaveLength(1);
  });
});

describe('mistakes in the code', () => {
  it('are TypeErrors, and nothing is sent', async () => {
    const server = await serve((_, response) => response.end());
    const upstream = upstreamOf(server);
    for (const overrides of [
      { path: ['..', 'admin'] },
      { path: [''] },
      { headers: { 'x-header': 'a\r\nb: c' } },
      { json: {}, body: '' },
    ]) {
      await expect(
        upstream.request({ operation: 'ask', path: ['x'], ...overrides }),
      ).rejects.toThrow(TypeError);
    }
    expect(server.requests).toHaveLength(0);
    expect(() => upstreamOf({ url: 'ftp://x' })).toThrow(TypeError);
    expect(() => upstreamOf(server, { timeoutMs: 0 })).toThrow(
      /timeoutMs must be a number above 0/,
    );
  });
});
