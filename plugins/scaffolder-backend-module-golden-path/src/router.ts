import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  NameAvailability,
  Preview,
  previewRequestSchema,
} from '@goreliable/plugin-golden-path-common';
import express from 'express';
import Router from 'express-promise-router';
import { authorizeCreate } from './authorizeCreate';
import { asInputError, withInputErrors } from './inputErrors';
import { PreviewService } from './render/PreviewService';
import { NameService } from './service/NameService';

/** The HTTP interface that the forms of the golden paths use. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  names: Pick<NameService, 'availability'>;
  previews: Pick<PreviewService, 'preview'>;
}): express.Router {
  const { httpAuth, permissions, names, previews } = options;

  async function authorize(
    request: express.Request,
  ): Promise<BackstageCredentials> {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    await authorizeCreate(permissions, credentials);
    return credentials;
  }

  const router = Router();
  router.use(express.json({ limit: '64kb' }));

  router.get('/names/:name', async (request, response) => {
    const credentials = await authorize(request);
    const answer: NameAvailability = await names.availability(
      request.params.name,
      { credentials },
    );
    // The next moment somebody else may have the name.
    response.set('Cache-Control', 'no-store').json(answer);
  });

  router.post('/preview', async (request, response) => {
    const credentials = await authorize(request);
    const body = withInputErrors(() =>
      previewRequestSchema.parse(request.body),
    );
    try {
      const answer: Preview = await previews.preview(body, { credentials });
      response.json(answer);
    } catch (error) {
      throw asInputError(error);
    }
  });

  return router;
}
