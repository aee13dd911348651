import type { Server } from 'node:http';
import { InputError, NotFoundError } from '@backstage/errors';
import express, { type ErrorRequestHandler, type Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { LabLog } from '../log';
import type { ScenarioOutcome } from '../scenarios/ScenarioRunner';
import type { PlatformStatus } from './status';
import { isSigned, readNotice, type GitNotice } from './webhooks';

/** What the lab API lets others see and do. */
export interface PlatformApi {
  status(): PlatformStatus;
  onNotice(notice: GitNotice): void;
  scenarios(): ReadonlyArray<{ name: string; title: string }>;
  /** @throws InputError for a name that is unknown. */
  breakWith(scenario: string): Promise<ScenarioOutcome>;
  heal(): Promise<ScenarioOutcome>;
}

export interface ApiOptions {
  readonly port: number;
  readonly webhookSecret: () => string;
  readonly log: LabLog;
}

const breakSchema = z.object({ scenario: z.string() });

/**
 * A page of some other site must not reach the lab through its reader's
 * browser under a name of its own that resolves to this machine.
 */
const refuseOtherHosts: express.RequestHandler = (request, _, next) => {
  const host = request.hostname;
  next(
    host === 'localhost' || host === '127.0.0.1'
      ? undefined
      : new InputError(`The lab answers on localhost only, not on ${host}`),
  );
};

/** Serves the lab API on loopback. @throws Error if the port is taken. */
export async function serveApi(
  platform: PlatformApi,
  options: ApiOptions,
): Promise<Server> {
  const app = express();
  app.disable('x-powered-by');
  app.use(refuseOtherHosts);
  app.use(webhookRouter(platform, options));
  app.use(apiRouter(platform));
  app.use((request: Request) => {
    throw new NotFoundError(`There is nothing at ${request.path}`);
  });
  app.use(errorHandler(options.log));
  return new Promise((resolve, reject) => {
    const server = app.listen(options.port, '127.0.0.1', () => resolve(server));
    server.once('error', reject);
  });
}

function webhookRouter(platform: PlatformApi, options: ApiOptions) {
  const router = Router();
  router.post(
    '/webhooks/gitea',
    express.raw({ type: () => true, limit: '5mb' }),
    (request, response) => {
      const body = Buffer.isBuffer(request.body)
        ? request.body
        : Buffer.alloc(0);
      const signature = request.get('x-gitea-signature');
      if (!isSigned(body, signature, options.webhookSecret())) {
        response.status(401).json({ error: 'The signature does not match' });
        return;
      }
      platform.onNotice(readNotice(request.get('x-gitea-event'), body));
      response.status(202).end();
    },
  );
  return router;
}

function apiRouter(platform: PlatformApi) {
  const router = Router();
  router.get('/healthz', (_, response) => {
    const { ready, message } = platform.status();
    response.status(ready ? 200 : 503).json({ ready, message });
  });
  router.get('/api/status', (_, response) => {
    response.json(platform.status());
  });
  router.get('/api/scenarios', (_, response) => {
    response.json({ scenarios: platform.scenarios() });
  });
  // A form of another site can send no JSON without being asked before.
  router.use(express.json({ type: 'application/json', limit: '10kb' }));
  router.post('/api/scenarios/break', async (request, response) => {
    requireJson(request);
    const { scenario } = breakSchema.parse(request.body);
    response.json(await platform.breakWith(scenario));
  });
  router.post('/api/scenarios/heal', async (request, response) => {
    requireJson(request);
    response.json(await platform.heal());
  });
  return router;
}

function requireJson(request: Request): void {
  if (!request.is('application/json')) {
    throw new InputError('Send JSON: content-type application/json');
  }
}

const statusByName: Readonly<Record<string, number>> = {
  InputError: 400,
  ZodError: 400,
  SyntaxError: 400,
  NotFoundError: 404,
  ConflictError: 409,
};

function errorHandler(log: LabLog): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const status = statusByName[error.name] ?? 500;
    if (status === 500) {
      log.error(`${request.method} ${request.path} failed`, error);
    }
    response.status(status).json({ error: error.message });
  };
}
