import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '@goreliable/lab';
import { stringify } from 'yaml';
import { freePort } from '../server/freePort';
import { startServer } from '../server/startServer';
import { type Target, personUnderTest } from './types';

/**
 * A stock Backstage as its own Dockerfile starts it, with the portal's catalog in place of
 * its examples and a guest who is the same person as the one who signs in to the portal.
 *
 * @param folder - what `createStock` gave
 */
export async function stockTarget(
  context: Pick<LabContext, 'root' | 'dataDir'>,
  folder: string,
): Promise<Target> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const overlay = join(context.dataDir, 'app-config.stock.yaml');
  writeFileSync(overlay, stringify(overlayConfig(context.root, port, url)));
  const catalog = {
    path: '/',
    selector: 'tbody tr, [role=row]',
    text: personUnderTest.service,
  };
  return {
    name: 'stock',
    url,
    pages: { landing: catalog, catalog },
    start: () =>
      startServer({
        file: process.execPath,
        args: [
          'packages/backend',
          ...['--config', 'app-config.yaml', '--config', overlay],
        ],
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          NODE_ENV: 'production',
          // As its Dockerfile has it.
          NODE_OPTIONS: '--no-node-snapshot',
        },
        url,
        logFile: join(context.dataDir, 'bench-stock.log'),
      }),
    async signIn(page) {
      await page.goto(url);
      const enter = page.getByRole('button', { name: /^enter$/i });
      await enter.click();
      await enter.waitFor({ state: 'detached' });
    },
  };
}

/** SQLite stays in memory and every plugin stays as it is. */
function overlayConfig(root: string, port: number, url: string) {
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      cors: { origin: url },
      // The browser is not to ask for https on the loopback interface.
      csp: { 'upgrade-insecure-requests': false },
    },
    auth: {
      providers: {
        guest: {
          dangerouslyAllowOutsideDevelopment: true,
          userEntityRef: `user:default/${personUnderTest.name}`,
          ownershipEntityRefs: [
            `user:default/${personUnderTest.name}`,
            personUnderTest.team,
          ],
        },
      },
    },
    catalog: {
      rules: [
        { allow: ['Component', 'System', 'Domain', 'API', 'Resource'] },
        { allow: ['Location', 'Template', 'User', 'Group'] },
      ],
      locations: [
        { type: 'file', target: join(root, 'catalog-info', 'all.yaml') },
        { type: 'file', target: join(root, 'templates', 'all.yaml') },
      ],
    },
  };
}
