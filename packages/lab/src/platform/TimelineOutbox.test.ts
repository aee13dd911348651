import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { TimelineEventInput } from '@goreliable/plugin-timeline-common';
import { freePort } from '../testing/freePort';
import { temporaryFolder } from '../testing/folders';
import { TimelineOutbox } from './TimelineOutbox';

const folder = temporaryFolder();
const log = { info() {}, warn: jest.fn(), error: jest.fn() };

const event = (id: string, at: string): TimelineEventInput => ({
  id: `lab:${id}`,
  at,
  kind: 'deploy',
  entityRef: 'component:default/a',
  title: id,
});

let server: Server | undefined;
afterEach(() => {
  server?.close();
  jest.clearAllMocks();
});

/** A portal that takes what is not called bad. */
async function portal(port: number, status = 200): Promise<string[][]> {
  const taken: string[][] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => {
      const ids = JSON.parse(body).events.map(({ id }: { id: string }) => id);
      const isAuthorized = request.headers.authorization === 'Bearer secret';
      const isBad = ids.includes('lab:bad');
      response.statusCode = isAuthorized ? (isBad && 400) || status : 401;
      if (response.statusCode === 200) {
        taken.push(ids);
      }
      response.end('{"published":1}');
    });
  });
  await new Promise<void>(resolve => server!.listen(port, resolve));
  return taken;
}

const outbox = (name: string, port: number, token = 'secret') =>
  new TimelineOutbox({
    folder: join(folder, name),
    portalUrl: `http://localhost:${port}`,
    token: () => token,
    log,
  });

describe('TimelineOutbox', () => {
  it('keeps events on disk until the portal takes them, in their order', async () => {
    const port = await freePort();
    const before = outbox('down', port);
    before.add(event('two', '2026-05-04T11:00:00Z'));
    before.add(event('one', '2026-05-04T10:00:00Z'));
    expect(await before.flush()).toBe(false);
    expect(await before.flush()).toBe(false);
    expect(log.warn).toHaveBeenCalledTimes(1);
    const after = outbox('down', port);
    expect(after.waiting).toBe(2);
    const taken = await portal(port);
    expect(await after.flush()).toBe(true);
    expect(taken).toEqual([['lab:one', 'lab:two']]);
    expect(after.waiting).toBe(0);
  });

  it('keeps one file for an event that is told twice', async () => {
    const one = outbox('twice', 1);
    one.add(event('one', '2026-05-04T10:00:00Z'));
    one.add(event('one', '2026-05-04T10:00:00Z'));
    expect(one.waiting).toBe(1);
  });

  it('drops what is refused, and only that', async () => {
    const port = await freePort();
    const taken = await portal(port);
    const one = outbox('refused', port);
    one.add(
      event('good', '2026-05-04T10:00:00Z'),
      event('bad', '2026-05-04T11:00:00Z'),
      event('fine', '2026-05-04T12:00:00Z'),
    );
    expect(await one.flush()).toBe(true);
    expect(taken).toEqual([['lab:good'], ['lab:fine']]);
    expect(log.error).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['forgets nothing if it may not publish', 'wrong', 200],
    ['forgets nothing if the portal has an error', 'secret', 503],
  ])('%s', async (name, token, status) => {
    const port = await freePort();
    await portal(port, status);
    const one = outbox(name, port, token);
    one.add(event('one', '2026-05-04T10:00:00Z'));
    expect(await one.flush()).toBe(false);
    expect(one.waiting).toBe(1);
  });
});
