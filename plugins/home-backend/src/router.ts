import {
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  landingScopeSchema,
  statePublicationSchema,
} from '@goreliable/plugin-home-common';
import express from 'express';
import Router from 'express-promise-router';
import { LandingService } from './landing/LandingService';
import { StateStore } from './store/StateStore';

/** 20,000 states of 400 bytes. */
const publicationLimit = '8mb';

export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly userInfo: UserInfoService;
  readonly landing: LandingService;
  readonly store: StateStore;
  /** Told after a publication that differs from the one before. */
  readonly onChanged: () => Promise<void>;
}

export function createRouter(options: RouterOptions): express.Router {
  const { httpAuth, userInfo, landing, store, onChanged } = options;
  const router = Router();

  router.get('/landing', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const scope = landingScopeSchema.safeParse(request.query.scope ?? 'mine');
    if (!scope.success) {
      throw new InputError("The parameter 'scope' is 'mine' or 'all'");
    }
    const info = await userInfo.getUserInfo(credentials);
    const answer = await landing.landing({ credentials, ...info }, scope.data);
    await answer.send(request, response);
  });

  router.put(
    '/states/:source',
    express.json({ limit: publicationLimit }),
    async (request, response) => {
      await httpAuth.credentials(request, { allow: ['service'] });
      const publication = statePublicationSchema.safeParse({
        ...request.body,
        source: request.params.source,
      });
      if (!publication.success) {
        const [issue] = publication.error.issues;
        throw new InputError(`${issue.path.join('.')}: ${issue.message}`);
      }
      if (await store.replace(publication.data)) {
        await onChanged();
      }
      response.status(204).end();
    },
  );

  return router;
}
