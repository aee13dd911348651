import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { trustedRedirects } from './trustedRedirects';

const answerWithName: ErrorRequestHandler = (error, _request, response, _) => {
  response.status(403).send(error.name);
};

describe('trustedRedirects', () => {
  const app = express();
  app.use(trustedRedirects('https://portal.test/'));
  app.use((_request, response) => {
    response.send('passed');
  });
  app.use(answerWithName);
  const start = '/api/auth/oidc/start?env=production&flow=redirect';
  const ask = (path: string) => request(app).get(path);

  it.each([
    ['the portal', `${start}&redirectUrl=https://portal.test/catalog?a=b`],
    ['a pop-up, which goes nowhere', '/api/auth/oidc/start?env=production'],
    ['what starts no sign-in', '/catalog?redirectUrl=https://stranger.test'],
  ])('lets %s pass', async (_, path) => {
    expect((await ask(path)).text).toBe('passed');
  });

  it.each([
    ['another site', 'https://stranger.test/catalog'],
    ['one whose name begins alike', 'https://portal.test.stranger.test'],
    ['the portal as a password', 'https://portal.test@stranger.test'],
    ['another port', 'https://portal.test:8443'],
    ['the portal without TLS', 'http://portal.test'],
    ['another site by a path', '//stranger.test'],
    ['what has no origin', 'data:text/html,a page'],
    ['nothing', ''],
  ])('refuses %s', async (_, address) => {
    const { text } = await ask(
      `${start}&redirectUrl=${encodeURIComponent(address)}`,
    );
    expect(text).toBe('NotAllowedError');
  });

  it('refuses it in any spelling of the path', async () => {
    const { text } = await ask(
      '/API/Auth/oidc/START/?redirectUrl=https://stranger.test',
    );
    expect(text).toBe('NotAllowedError');
  });

  it('refuses more than one address', async () => {
    const to = 'redirectUrl=https://portal.test';
    expect((await ask(`${start}&${to}&${to}`)).text).toBe('NotAllowedError');
  });
});
