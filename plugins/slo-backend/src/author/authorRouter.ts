import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import {
  longestAuthoredSpec,
  previewRequestSchema,
  proposalPlaceQuerySchema,
  proposalRequestSchema,
} from '@goreliable/plugin-slo-common';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { answerWhileThere } from '../requests';
import { AuthorService } from './AuthorService';

/** Room for the longest spec with everything in it escaped. */
const bodyLimit = '256kb';

/** The routes by which SLOs are written: parse, authorise, answer. */
export function createAuthorRouter(options: {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  service: AuthorService;
}): express.Router {
  const { httpAuth, auditor, service } = options;
  const router = Router();
  const json = express.json({ limit: bodyLimit });

  router.post('/preview', json, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const asked = parseBody(previewRequestSchema, request.body);
    await answerWhileThere(response, signal =>
      service.preview(asked, { credentials, signal }),
    );
  });

  router.get('/proposals/place', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const asked = proposalPlaceQuerySchema.safeParse(request.query);
    if (!asked.success) {
      throw new InputError(
        "The parameter 'service' is needed, 'name' and 'replaces' are names of an SLO, and 'source' is that of a source",
      );
    }
    response.json(await service.placeOf(asked.data, { credentials }));
  });

  router.post('/proposals', json, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const event = await auditor.createEvent({
      eventId: 'slo-propose',
      severityLevel: 'medium',
      request,
    });
    try {
      const asked = parseBody(proposalRequestSchema, request.body);
      const proposal = await service.propose(asked, { credentials });
      const { slo, target } = proposal;
      await event.success({ meta: { ...slo, ...target } });
      response.json(proposal);
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  router.get('/slos/:id/spec', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    await answerWhileThere(response, signal =>
      service.specOf(request.params.id, { credentials, signal }),
    );
  });

  return router;
}

/** @throws InputError that says what to do */
function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `The body must be JSON with the field 'spec', YAML of Sloth or OpenSLO of at most ${longestAuthoredSpec} characters; '${path.join(
        '.',
      )}': ${message}`,
    );
  }
  return parsed.data;
}
