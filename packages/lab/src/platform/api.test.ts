import { createHmac } from 'node:crypto';
import { request, type Server } from 'node:http';
import { ConflictError, InputError } from '@backstage/errors';
import { freePort } from '../testing/freePort';
import { serveApi, type PlatformApi } from './api';
import type { GitNotice } from './webhooks';

const notices: GitNotice[] = [];
const platform = {
  ready: false,
  status: () => ({
    ready: platform.ready,
    message: 'building gateway',
    services: [],
    load: { orders: false, services: false },
    scenario: null,
    eventsWaiting: 0,
  }),
  onNotice: (notice: GitNotice) => notices.push(notice),
  scenarios: () => [{ name: 'errors', title: 'A bad release' }],
  async breakWith(name: string) {
    if (name === 'busy') {
      throw new ConflictError('another one is active');
    }
    if (name !== 'errors') {
      throw new InputError(`There is no scenario '${name}'. Known: errors`);
    }
    return { changed: true, message: 'broken' };
  },
  heal: async () => ({ changed: false, message: 'Nothing is broken' }),
};

let server: Server;
let url: string;
let port: number;
beforeAll(async () => {
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = await serveApi(platform as unknown as PlatformApi, {
    port,
    webhookSecret: () => 'shared',
    log: { info() {}, warn() {}, error() {} },
  });
});
afterAll(() => server.close());

const post = async (path: string, body: string, headers = {}) => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined };
};

describe('lab API', () => {
  it('is ready when the platform is, and says what it does until then', async () => {
    const waiting = await fetch(`${url}/healthz`);
    expect(waiting.status).toBe(503);
    expect(await waiting.json()).toEqual({
      ready: false,
      message: 'building gateway',
    });
    platform.ready = true;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('takes signed webhooks only', async () => {
    const body = JSON.stringify({
      ref: 'refs/heads/main',
      repository: { name: 'gitops' },
    });
    const signature = createHmac('sha256', 'shared').update(body).digest('hex');
    const send = (given: string) =>
      post('/webhooks/gitea', body, {
        'x-gitea-event': 'push',
        'x-gitea-signature': given,
      });
    expect((await send('00')).status).toBe(401);
    expect(notices).toEqual([]);
    expect((await send(signature)).status).toBe(202);
    expect(notices).toEqual([{ repository: 'gitops', kind: 'main' }]);
  });

  it('breaks and heals', async () => {
    expect(await post('/api/scenarios/break', '{"scenario":"errors"}')).toEqual(
      { status: 200, body: { changed: true, message: 'broken' } },
    );
    expect((await post('/api/scenarios/heal', '{}')).body.changed).toBe(false);
  });

  it.each([
    ['an unknown scenario', '{"scenario":"fire"}', 400, /Known: errors/],
    ['a second scenario', '{"scenario":"busy"}', 409, /another one/],
    ['no scenario', '{}', 400, /scenario/],
    ['no JSON', '{', 400, /JSON/],
  ])('refuses %s', async (_, body, status, message) => {
    const answer = await post('/api/scenarios/break', body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(message);
  });

  it('takes no forms of other sites', async () => {
    const form = { 'content-type': 'text/plain' };
    const answer = await post('/api/scenarios/heal', '{}', form);
    expect(answer.status).toBe(400);
  });

  it('answers under its own name only', async () => {
    const status = await new Promise(resolve => {
      request(
        { port, host: '127.0.0.1', headers: { host: 'evil.example' } },
        answer => resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(400);
  });

  it('has nothing else', async () => {
    expect((await fetch(`${url}/api/nothing`)).status).toBe(404);
  });
});
