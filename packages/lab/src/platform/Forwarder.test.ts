import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../testing/freePort';
import { Forwarder } from './Forwarder';

const servers: Server[] = [];
const forwarders: Forwarder[] = [];

afterEach(async () => {
  await Promise.all(forwarders.splice(0).map(each => each.close()));
  servers.splice(0).forEach(server => {
    server.closeAllConnections();
    server.close();
  });
});

async function serverThatSays(text: string, afterMs = 0): Promise<number> {
  const server = createServer((_, response) =>
    setTimeout(() => response.end(text), afterMs),
  );
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function forwarder(): Promise<Forwarder> {
  const each = await Forwarder.listen(await freePort());
  forwarders.push(each);
  return each;
}

const ask = async (port: number) =>
  (
    await fetch(`http://127.0.0.1:${port}/`, {
      headers: { connection: 'close' },
    })
  ).text();

describe('Forwarder', () => {
  it('leads to its target, and to another one from then on', async () => {
    const front = await forwarder();
    front.pointAt(await serverThatSays('one'));
    expect(await ask(front.port)).toBe('one');
    front.pointAt(await serverThatSays('two'));
    expect(await ask(front.port)).toBe('two');
  });

  it('lets a request end where it began', async () => {
    const front = await forwarder();
    front.pointAt(await serverThatSays('slow', 300));
    const answer = ask(front.port);
    await new Promise(resolve => setTimeout(resolve, 100));
    front.pointAt(await serverThatSays('quick'));
    expect(await answer).toBe('slow');
  });

  it('refuses without a target, and if the target is not there', async () => {
    const front = await forwarder();
    await expect(ask(front.port)).rejects.toThrow('fetch failed');
    front.pointAt(await freePort());
    await expect(ask(front.port)).rejects.toThrow('fetch failed');
  });

  it('says when its port is taken', async () => {
    const front = await forwarder();
    await expect(Forwarder.listen(front.port)).rejects.toThrow('EADDRINUSE');
  });

  it('gives its port back at once, whatever is open', async () => {
    const front = await Forwarder.listen(await freePort());
    front.pointAt(await serverThatSays('never', 60_000));
    const open = ask(front.port).catch(() => 'cut');
    await new Promise(resolve => setTimeout(resolve, 100));
    await front.close();
    expect(await open).toBe('cut');
    forwarders.push(await Forwarder.listen(front.port));
  });
});
