import { join } from 'node:path';
import { loadLabContext } from '../context';
import { readPeople } from './people';
import { createIdentityProvider } from './provider';
import { identityApp, listen } from './server';

async function main() {
  const context = loadLabContext();
  const people = readPeople(join(context.root, 'catalog-info'));
  const callback = `${context.urls.portal}/api/auth/oidc/handler/frame`;
  const provider = createIdentityProvider({
    issuer: context.urls.identity,
    people,
    client: {
      id: 'goreliable-portal',
      secret: context.secrets.get('identityClientSecret'),
      // In production mode the portal stands behind a proxy that ends TLS.
      redirectUris: [callback, callback.replace(/^http:/, 'https:')],
    },
    cookieSecret: context.secrets.get('identityCookieKey'),
    dataDir: join(context.labDir, 'identity'),
  });
  const server = await listen(
    identityApp({ provider, people }),
    context.ports.identity,
  );
  context.log.info(
    `${people.length} people can sign in at ${context.urls.identity}`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
