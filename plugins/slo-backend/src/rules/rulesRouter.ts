import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { rulesRequestSchema } from '@goreliable/plugin-slo-common';
import express from 'express';
import Router from 'express-promise-router';
import { answerWhileThere } from '../requests';
import { RulesService } from './RulesService';
import { SloRulesService } from './SloRulesService';

/** Room for the longest spec with everything in it escaped. */
const bodyLimit = '512kb';

/** The routes of rules: parse, authorise, answer. */
export function createRulesRouter(options: {
  httpAuth: HttpAuthService;
  service: RulesService;
  sloRules: Pick<SloRulesService, 'rules'>;
}): express.Router {
  const { httpAuth, service, sloRules } = options;
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

  router.get('/slos/:id/rules', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    await answerWhileThere(response, signal =>
      sloRules.rules(request.params.id, { credentials, signal }),
    );
  });

  return router;
}
