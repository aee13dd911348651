import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, toError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  publishEventsRequestSchema,
  suspectSearchParamsSchema,
  timelinePublishPermission,
  timelineSearchParamsSchema,
} from '@goreliable/plugin-timeline-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { openApiDocument } from './openapi';
import { EventListing } from './service/EventListing';
import { EventPublishing } from './service/EventPublishing';
import { SuspectFinding } from './suspects/SuspectFinding';

/** Bytes a publishing request may have; clients cut at half of it. */
const bodyLimit = '2mb';

/** What the routes need. */
export interface RouterOptions {
  listing: EventListing;
  publishing: EventPublishing;
  suspects: SuspectFinding;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  ping(): Promise<void>;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const shown = parsed.error.issues
    .slice(0, 5)
    .map(issue => `${issue.path.join('.') || 'request'}: ${issue.message}`);
  throw new InputError(`Invalid request: ${shown.join('; ')}`);
}

/** Express' own parser turns long lists and brackets into objects. */
function searchParams(request: Request): Record<string, string | string[]> {
  const { searchParams: params } = new URL(request.url, 'http://localhost');
  return Object.fromEntries(
    [...new Set(params.keys())].map(name => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** The routes of `/api/timeline`. */
export function createRouter(options: RouterOptions): Router {
  const { listing, publishing, suspects } = options;
  const { httpAuth, permissions, auditor } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: bodyLimit }));

  router.get('/health', async (_, response) => {
    await options.ping();
    response.json({ status: 'ok' });
  });

  router.get('/openapi.json', async (_, response) => {
    response.json(openApiDocument);
  });

  router.get('/events', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const query = parse(timelineSearchParamsSchema, searchParams(request));
    response.json(await listing.list(query, credentials));
  });

  router.get('/suspects', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const query = parse(suspectSearchParamsSchema, searchParams(request));
    response.json(await suspects.find(query, credentials));
  });

  router.post('/events', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['service'],
    });
    const count = Array.isArray(request.body?.events)
      ? request.body.events.length
      : 0;
    const audit = await auditor.createEvent({
      eventId: 'events-publish',
      // Who holds an external token is limited, and looked at more closely.
      severityLevel: credentials.principal.accessRestrictions
        ? 'medium'
        : 'low',
      request,
      meta: { count },
    });
    try {
      const [decision] = await permissions.authorize(
        [{ permission: timelinePublishPermission }],
        { credentials },
      );
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `This token may not publish: its accessRestrictions leave out '${timelinePublishPermission.name}'`,
        );
      }
      const { events } = parse(publishEventsRequestSchema, request.body);
      const answer = await publishing.publish(events);
      await audit.success({ meta: answer });
      response.json(answer);
    } catch (error) {
      await audit.fail({ error: toError(error) });
      throw error;
    }
  });

  return router;
}
