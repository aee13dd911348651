import { createServer, type Server } from 'node:net';
import { freePort } from '../testing/freePort';
import { takenPorts, takenPortsMessage } from './ports';

describe('takenPorts', () => {
  const servers: Server[] = [];

  afterEach(async () => {
    await Promise.all(
      servers.map(
        server => new Promise<void>(done => server.close(() => done())),
      ),
    );
    servers.length = 0;
  });

  async function listen(host: string): Promise<number> {
    const port = await freePort();
    const server = createServer();
    servers.push(server);
    await new Promise<void>(done => server.listen(port, host, done));
    return port;
  }

  it('finds nothing on free ports', async () => {
    const port = await freePort();
    expect(await takenPorts([{ port, wantedBy: 'portal' }])).toEqual([]);
  });

  it.each(['127.0.0.1', '0.0.0.0'])(
    'finds who listens on %s',
    async address => {
      const port = await listen(address);
      const [taken] = await takenPorts([{ port, wantedBy: 'gitea' }]);
      expect(taken).toMatchObject({ port, wantedBy: 'gitea' });
      expect(taken.holder).toContain(`(process ${process.pid})`);
    },
  );
});

describe('takenPortsMessage', () => {
  it('names port, part and holder, and how to move the portal', () => {
    expect(
      takenPortsMessage([
        { port: 7007, wantedBy: 'portal', holder: 'python3 (process 4711)' },
      ]),
    ).toBe(
      'Port 7007, which portal needs, is in use by python3 (process 4711).\n' +
        'Stop that process, or choose another port: make run PORT=7008',
    );
  });

  it('moves the whole lab when other parts are concerned', () => {
    expect(
      takenPortsMessage([
        { port: 7007, wantedBy: 'portal' },
        { port: 7020, wantedBy: 'gitea' },
      ]),
    ).toBe(
      'Port 7007, which portal needs, is in use.\n' +
        'Port 7020, which gitea needs, is in use.\n' +
        'Stop that process, or move all of the lab: LAB_PORT_BASE=8000 make run',
    );
  });
});
