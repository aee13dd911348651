import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, toError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  landingScopeSchema,
  statePublicationSchema,
} from '@goreliable/plugin-home-common';
import express from 'express';
import Router from 'express-promise-router';
import { LandingService } from './landing/LandingService';
import { homePublishPermission } from './permissions';
import { StateStore } from './store/StateStore';

/** 20,000 states of 400 bytes. */
const publicationLimit = '8mb';

export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
  readonly auditor: AuditorService;
  readonly userInfo: UserInfoService;
  readonly landing: LandingService;
  readonly store: StateStore;
  /** Told after a publication that differs from the one before. */
  readonly onChanged: () => Promise<void>;
}

export function createRouter(options: RouterOptions): express.Router {
  const { httpAuth, permissions, auditor, userInfo } = options;
  const { landing, store, onChanged } = options;
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
      const credentials = await httpAuth.credentials(request, {
        allow: ['service'],
      });
      const { source } = request.params;
      const audit = await auditor.createEvent({
        eventId: 'states-publish',
        // Who holds an external token is limited, and looked at more closely.
        severityLevel: credentials.principal.accessRestrictions
          ? 'medium'
          : 'low',
        request,
        meta: { source },
      });
      try {
        const [decision] = await permissions.authorize(
          [{ permission: homePublishPermission }],
          { credentials },
        );
        if (decision.result !== AuthorizeResult.ALLOW) {
          throw new NotAllowedError(
            `This token may not publish: its accessRestrictions leave out '${homePublishPermission.name}'`,
          );
        }
        const publication = statePublicationSchema.safeParse({
          ...request.body,
          source,
        });
        if (!publication.success) {
          const [issue] = publication.error.issues;
          throw new InputError(`${issue.path.join('.')}: ${issue.message}`);
        }
        const { subject } = credentials.principal;
        if (await store.replace(publication.data, subject)) {
          await onChanged();
        }
        const count = publication.data.states.length;
        await audit.success({ meta: { count } });
      } catch (error) {
        await audit.fail({ error: toError(error) });
        throw error;
      }
      response.status(204).end();
    },
  );

  return router;
}
