import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { openApiDocument } from './openapi';
import { Clock } from './ports';
import { answerWhileThere, instantSchema, parseRange } from './requests';
import { PreparedAnswer } from '@goreliable/answers';
import { SloService } from './SloService';

const momentSchema = z.object({ at: instantSchema.optional() });

/** The plugin's HTTP API: parse, authorise, answer. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  service: SloService;
  now: Clock;
}): express.Router {
  const { httpAuth, service, now } = options;
  const router = Router();
  const apiDocument = new PreparedAnswer(openApiDocument());

  router.get('/overview', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { entityRef } = parseOverviewQuery(request.query);
    const found = await service.overview({ credentials, entityRef });
    await found.answer.send(request, response, found.validity);
  });

  router.get('/slos/:id', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    response.set('Cache-Control', 'private, no-cache');
    response.json(await service.get(request.params.id, { credentials }));
  });

  router.get('/slos/:id/series', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const range = parseRange(request.query, now() / 1000);
    await answerWhileThere(response, signal =>
      service.readSeries(request.params.id, range, { credentials, signal }),
    );
  });

  router.get('/slos/:id/onset', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const at = parseMoment(request.query, now() / 1000);
    await answerWhileThere(response, signal =>
      service.onset(request.params.id, { at }, { credentials, signal }),
    );
  });

  router.get('/openapi.json', async (request, response) => {
    await httpAuth.credentials(request);
    await apiDocument.send(request, response);
  });

  return router;
}

const overviewQuerySchema = z.object({
  entityRef: z
    .string()
    .max(400)
    .regex(/^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/)
    .transform(ref => ref.toLocaleLowerCase('en-US'))
    .optional(),
});

/** @throws InputError that says what to do */
function parseOverviewQuery(query: unknown) {
  const parsed = overviewQuerySchema.safeParse(query);
  if (!parsed.success) {
    throw new InputError(
      `The parameter 'entityRef' must be given once, in full, e.g. component:default/gateway`,
    );
  }
  return parsed.data;
}

/** @throws InputError that says what to do */
function parseMoment(query: unknown, nowSeconds: number) {
  const parsed = momentSchema.safeParse(query);
  if (!parsed.success) {
    throw new InputError(
      `The parameter 'at' must be given at most once, in Unix seconds or as ISO 8601 with an offset`,
    );
  }
  const { at } = parsed.data;
  return at === undefined ? undefined : Math.min(at, nowSeconds);
}
