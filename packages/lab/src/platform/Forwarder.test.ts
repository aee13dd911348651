import {
  createServer,
  request as sendRequest,
  type RequestListener,
  type Server,
} from 'node:http';
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

async function serverThat(answers: RequestListener): Promise<number> {
  const server = createServer(answers);
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serverThatSays = (text: string, afterMs = 0) =>
  serverThat((_, response) => {
    setTimeout(() => response.end(text), afterMs);
  });

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

  it('hands on bodies, headers and status as they are', async () => {
    const front = await forwarder();
    front.pointAt(
      await serverThat((request, response) => {
        const {
          'x-one': one,
          host,
          'transfer-encoding': coding,
        } = request.headers;
        response.writeHead(418, 'Short and stout', [
          ...['set-cookie', 'a=1', 'set-cookie', 'b=2'],
          ...['x-seen', `${one} ${host} ${coding} ${request.url}`],
        ]);
        request.pipe(response);
      }),
    );
    const answer = await fetch(`http://127.0.0.1:${front.port}/a?b=c`, {
      method: 'POST',
      headers: { 'x-one': '1' },
      body: new Blob(['x'.repeat(300_000)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(418);
    expect(answer.statusText).toBe('Short and stout');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.headers.get('x-seen')).toBe(
      `1 127.0.0.1:${front.port} chunked /a?b=c`,
    );
    expect((await answer.text()).length).toBe(300_000);
  });

  it('passes on each piece of a stream at once', async () => {
    const front = await forwarder();
    let finish = () => {};
    front.pointAt(
      await serverThat((_, response) => {
        response.write('first');
        finish = () => response.end('second');
      }),
    );
    const answer = await fetch(`http://127.0.0.1:${front.port}/`);
    const reader = answer.body!.getReader();
    const piece = async () => Buffer.from((await reader.read()).value!);
    expect((await piece()).toString()).toBe('first');
    finish();
    expect((await piece()).toString()).toBe('second');
  });

  it('does not end what was cut', async () => {
    const front = await forwarder();
    front.pointAt(
      await serverThat((_, response) => {
        response.write('half');
        setTimeout(() => response.destroy(), 50);
      }),
    );
    await expect(ask(front.port)).rejects.toThrow('terminated');
  });

  it('takes a request back when the client gives up', async () => {
    const front = await forwarder();
    let gaveUp = () => {};
    const over = new Promise<void>(resolve => {
      gaveUp = resolve;
    });
    let arrived = () => {};
    const here = new Promise<void>(resolve => {
      arrived = resolve;
    });
    front.pointAt(
      await serverThat((_, response) => {
        response.once('close', gaveUp);
        arrived();
      }),
    );
    const patience = new AbortController();
    const { signal } = patience;
    const answer = fetch(`http://127.0.0.1:${front.port}/`, { signal });
    await here;
    patience.abort();
    await expect(answer).rejects.toThrow('aborted');
    await over;
  });

  it('lets connections become something else', async () => {
    const front = await forwarder();
    const port = await serverThatSays('no');
    servers[0].on('upgrade', (_, socket) => {
      const head = ['HTTP/1.1 101 Switching', 'connection: upgrade'];
      socket.write([...head, 'upgrade: echo', '', ''].join('\r\n'));
      socket.pipe(socket);
    });
    front.pointAt(port);
    const said = await new Promise<string>((resolve, reject) => {
      sendRequest({
        host: '127.0.0.1',
        port: front.port,
        headers: { connection: 'upgrade', upgrade: 'echo' },
      })
        .once('upgrade', (_, socket) => {
          socket.once('data', data => resolve(`${data}`));
          socket.write('hello');
        })
        .once('error', reject)
        .end();
    });
    expect(said).toBe('hello');
  });
});
