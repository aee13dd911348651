import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { loadLabContext } from '../context';
import { freePortBase } from '../runner/freePortBase';
import { temporaryFolder } from '../testing/folders';
import { Fleet } from './Fleet';
import type { MetricsWiring } from './MetricsWiring';
import { PlatformState } from './PlatformState';

const folder = temporaryFolder();
const metrics = { setTarget() {} } as unknown as MetricsWiring;

async function fleetOfItsOwn() {
  const warnings: string[] = [];
  const context = loadLabContext(
    { LAB_DATA_DIR: folder, LAB_PORT_BASE: `${await freePortBase()}` },
    {
      log: { info() {}, warn: text => warnings.push(`${text}`), error() {} },
    },
  );
  const state = new PlatformState(join(folder, `${context.portBase}.json`));
  return {
    warnings,
    ports: context.ports,
    fleet: new Fleet({ context, metrics, state }),
  };
}

function takePort(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => resolve(server));
  });
}

describe('Fleet', () => {
  it('gives a new service later ports if its own are in use', async () => {
    const { fleet, ports, warnings } = await fleetOfItsOwn();
    const first = await takePort(ports.scaffoldedFrom);
    const second = await takePort(ports.scaffoldedFrom + 3);
    try {
      await fleet.ensure('one');
      expect(fleet.portsOf('one')).toEqual({
        http: ports.scaffoldedFrom + 4,
        admin: ports.scaffoldedFrom + 5,
      });
      expect(warnings).toHaveLength(2);
    } finally {
      await fleet.stop();
      first.close();
      second.close();
    }
  });

  it("keeps the lab's own services where they are said to be", async () => {
    const { fleet, ports } = await fleetOfItsOwn();
    const taken = await takePort(ports.services.gateway.http);
    try {
      await expect(fleet.ensure('gateway')).rejects.toThrow(/EADDRINUSE/);
    } finally {
      await fleet.stop();
      taken.close();
    }
  });
});
