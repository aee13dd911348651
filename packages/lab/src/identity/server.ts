import express from 'express';
import Router from 'express-promise-router';
import type { Server } from 'node:http';
import type Provider from 'oidc-provider';
import type { Person } from './people';
import { signInPage } from './signInPage';

/** Serves the provider with its page of people. */
export function identityApp(options: {
  provider: Provider;
  people: readonly Person[];
}): express.Express {
  const { provider, people } = options;
  const app = express();
  app.disable('x-powered-by');
  const router = Router();
  app.use(router);

  router.get('/interaction/:uid', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    response
      .set('cache-control', 'no-store')
      .type('html')
      .send(signInPage({ people, action: `/interaction/${uid}` }));
  });

  router.post(
    '/interaction/:uid',
    express.urlencoded({ extended: false, limit: '4kb' }),
    async (request, response) => {
      const person = people.find(({ name }) => name === request.body.person);
      if (!person) {
        response.status(400).type('text').send('Nobody of that name is here.');
        return;
      }
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId: person.name } },
        { mergeWithLastSubmission: false },
      );
    },
  );

  router.use(provider.callback());
  return app;
}

/** Listens on loopback only: it signs in whoever asks. */
export async function listen(
  app: express.Express,
  port: number,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', () => resolve(server));
    server.on('error', reject);
  });
}
