import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { rulesRequestSchema } from '@goreliable/plugin-slo-common';
import express from 'express';
import Router from 'express-promise-router';
import { RulesService } from './RulesService';

/** Room for the longest spec with everything in it escaped. */
const bodyLimit = '512kb';

/** The route that makes rules: parse, authorise, answer. */
export function createRulesRouter(options: {
  httpAuth: HttpAuthService;
  service: RulesService;
}): express.Router {
  const { httpAuth, service } = options;
  const router = Router();

  router.post(
    '/rules',
    express.json({ limit: bodyLimit }),
    async (request, response) => {
      const credentials = await httpAuth.credentials(request);
      const parsed = rulesRequestSchema.safeParse(request.body);
      if (!parsed.success) {
        const [{ path, message }] = parsed.error.issues;
        throw new InputError(
          `The body must be JSON with the field 'spec', YAML of Sloth or OpenSLO of at most 200,000 characters; '${path.join(
            '.',
          )}': ${message}`,
        );
      }
      response.json(await service.generate(parsed.data, { credentials }));
    },
  );

  return router;
}
