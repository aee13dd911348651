import { sendJson } from './__testUtils__/startServer';
import {
  failureOf,
  request,
  serve,
  upstreamOf,
} from './__testUtils__/upstreams';

describe('redirects', () => {
  const redirecting = (target: (server: string) => string, status = 302) =>
    serve((incoming, response) => {
      if (incoming.url === '/api/v1/query') {
        response
          .writeHead(status, {
            location: target(`http://${incoming.headers.host}`),
          })
          .end();
      } else {
        sendJson(response, { status: 'success' });
      }
    });

  it('are refused unless allowed', async () => {
    const server = await redirecting(() => '/elsewhere');
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error.kind).toBe('invalid-body');
    expect(error.reason).toMatch('redirect');
    expect(server.requests).toHaveLength(1);
  });

  it('within the origin are followed if allowed', async () => {
    const server = await redirecting(() => '/elsewhere?x=1');
    await upstreamOf(server, {
      redirects: 'same-origin',
      bearerToken: 'token-value',
    }).requestJson(request);
    expect(server.requests[1]).toMatchObject({
      url: '/elsewhere?x=1',
      headers: { authorization: 'Bearer token-value' },
    });
  });

  it('to another origin are refused, and it hears nothing', async () => {
    const other = await serve((_, response) =>
      sendJson(response, { status: 'success' }),
    );
    for (const location of [
      `${other.url}/steal`,
      `${other.url.replace('http:', '')}/steal`,
      `http://user:password@${other.url.slice(7)}/steal`,
    ]) {
      const server = await redirecting(() => location);
      const error = await failureOf(
        upstreamOf(server, {
          redirects: 'same-origin',
          bearerToken: 'token-value',
        }).requestJson(request),
      );
      expect(error.reason).toMatch('another origin');
      expect(error.message).not.toContain('password');
    }
    expect(other.requests).toHaveLength(0);
  });

  it('in circles end', async () => {
    const server = await redirecting(() => '/api/v1/query');
    const error = await failureOf(
      upstreamOf(server, { redirects: 'same-origin' }).requestJson(request),
    );
    expect(error.reason).toMatch('too often');
    expect(server.requests).toHaveLength(6);
  });

  it('of a request that changes something are refused', async () => {
    const server = await redirecting(() => '/elsewhere', 307);
    const error = await failureOf(
      upstreamOf(server, { redirects: 'same-origin' }).request({
        ...request,
        method: 'POST',
      }),
    );
    expect(error.reason).toMatch('redirects a POST');
  });
});
