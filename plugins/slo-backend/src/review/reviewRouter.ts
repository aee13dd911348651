import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import {
  currentPolicyId,
  lintRequestSchema,
  longestSpecs,
  mostOwnPolicies,
  namedPolicies,
  parseOwnPolicy,
} from '@goreliable/plugin-slo-common';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { Clock } from '../ports';
import { answerWhileThere, parseRange } from '../requests';
import { ReviewService } from './ReviewService';
import { BacktestOptions } from './SloBacktesting';

const bodyLimit = '2mb';
const mostObjectives = 20;
const defaultDays = 30;
const mostDays = 90;

/** The routes of reviews: parse, authorise, answer. */
export function createReviewRouter(options: {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  service: ReviewService;
  now: Clock;
}): express.Router {
  const { httpAuth, auditor, service, now } = options;
  const router = Router();
  const json = express.json({ limit: bodyLimit });

  router.get('/slos/:id/backtest', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const asked = parseBacktest(request.query);
    await answerWhileThere(response, signal =>
      service.backtest(request.params.id, asked, { credentials, signal }),
    );
  });

  router.get('/slos/:id/review', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    await answerWhileThere(response, signal =>
      service.review(request.params.id, { credentials, signal }),
    );
  });

  router.get('/slos/:id/traffic', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const range = parseRange(request.query, now() / 1000);
    await answerWhileThere(response, signal =>
      service.traffic(request.params.id, range, { credentials, signal }),
    );
  });

  router.post('/slos/:id/reviews', json, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { id } = request.params;
    const event = await auditor.createEvent({
      eventId: 'slo-review',
      severityLevel: 'medium',
      request,
      meta: { sloId: id, decision: String(request.body?.decision ?? '') },
    });
    try {
      const review = await service.record(id, request.body, { credentials });
      await event.success({ meta: { reviewId: review.id } });
      response.status(201).json(review);
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  router.post('/lint', json, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const parsed = lintRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      throw new InputError(
        `The body must be JSON with the field 'spec': YAML of Sloth or OpenSLO, of at most ${longestSpecs.toLocaleString(
          'en',
        )} characters`,
      );
    }
    response.json(await service.lint(parsed.data.spec, { credentials }));
  });

  return router;
}

const listSchema = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform(value =>
    [value]
      .flat()
      .flatMap(text => text.split(','))
      .map(text => text.trim())
      .filter(text => text !== ''),
  );

type WantedPolicies = Pick<BacktestOptions, 'policyIds' | 'ownPolicies'>;

const knownPolicyIds = [currentPolicyId, ...namedPolicies.map(({ id }) => id)];

const backtestQuerySchema = z.object({
  objective: listSchema.pipe(
    z
      .array(
        z
          .string()
          .transform(Number)
          .pipe(
            z
              .number('must be a number')
              .gt(0, 'must be more than 0')
              .lt(1, 'must be less than 1: a ratio, as 0.999 for 99.9 %'),
          ),
      )
      .max(mostObjectives, `must be at most ${mostObjectives} objectives`),
  ),
  windows: listSchema.transform((items, context): WantedPolicies => {
    const policyIds = items.filter(item => knownPolicyIds.includes(item));
    const own = [
      ...new Set(items.filter(item => !knownPolicyIds.includes(item))),
    ];
    const ownPolicies = own.flatMap(text => {
      const parsed = parseOwnPolicy(text);
      if (parsed.kind === 'policy') {
        return [parsed.pairs];
      }
      context.addIssue({
        code: 'custom',
        message: `${parsed.message}; known windows are ${knownPolicyIds.join(
          ', ',
        )}`,
      });
      return [];
    });
    if (own.length > mostOwnPolicies) {
      context.addIssue({
        code: 'custom',
        message: `must have at most ${mostOwnPolicies} policies of your own`,
      });
    }
    return { policyIds, ownPolicies };
  }),
  days: z.coerce
    .number('must be a number of days')
    .min(1, 'must be at least 1')
    .max(mostDays, `must be at most ${mostDays}`)
    .default(defaultDays),
});

/** @throws InputError that says what to do */
function parseBacktest(query: unknown): BacktestOptions {
  const parsed = backtestQuerySchema.safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `The parameter '${String(issue.path[0])}' ${issue.message}`,
    );
  }
  const { objective, windows, days } = parsed.data;
  return { objectives: objective, ...windows, days };
}
