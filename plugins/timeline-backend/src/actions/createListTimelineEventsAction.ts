import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import {
  maxHops,
  timelineKinds,
  timelineSearchParamsSchema,
  timelineSeverities,
} from '@goreliable/plugin-timeline-common';
import { EventListing } from '../service/EventListing';

/** Lets the scaffolder and MCP clients list what a person can list in a page. */
export function createListTimelineEventsAction(options: {
  actionsRegistry: ActionsRegistryService;
  listing: EventListing;
}): void {
  options.actionsRegistry.register({
    name: 'list-timeline-events',
    title: 'List timeline events',
    description: `
Lists what happened to catalog entities, newest first: deploys, rollouts, configuration changes, alerts, incidents, model promotions, drift findings and more.

Use it to find out what changed before a problem began. Give the entity and, with \`hops\`, also look at what it depends on (1 for its direct dependencies). The answer's \`scope\` says how each entity is connected. Without \`entityRef\` it lists events of everything you may see. Pass \`nextCursor\` as \`cursor\` for what is older.
`.trim(),
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe('Full entity reference, e.g. component:default/gateway'),
          hops: z
            .number()
            .int()
            .min(0)
            .max(maxHops)
            .optional()
            .describe('Steps along its dependencies; 0 by default'),
          kinds: z.array(z.enum(timelineKinds)).optional(),
          severities: z.array(z.enum(timelineSeverities)).optional(),
          from: z.string().optional().describe('ISO 8601, inclusive'),
          to: z.string().optional().describe('ISO 8601, exclusive'),
          text: z
            .string()
            .optional()
            .describe('Words that title, actor or entity must all contain'),
          cursor: z.string().optional(),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          events: z.array(
            z.object({
              id: z.string(),
              at: z.string(),
              kind: z.enum(timelineKinds),
              severity: z.enum(timelineSeverities),
              entityRef: z.string(),
              title: z.string(),
              href: z.string().optional(),
              actor: z.string().optional(),
              data: z.record(z.any()),
            }),
          ),
          nextCursor: z.string().optional(),
          scope: z
            .object({
              entities: z.array(
                z.object({
                  entityRef: z.string(),
                  hops: z.number(),
                  via: z.string().optional(),
                  relation: z.string().optional(),
                }),
              ),
              truncated: z.boolean(),
            })
            .optional(),
        }),
    },
    examples: [
      {
        title: 'What changed lately in a service and what it depends on',
        input: {
          entityRef: 'component:default/order-service',
          hops: 1,
          kinds: ['deploy', 'config', 'promotion'],
          limit: 20,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const { kinds, severities, ...rest } = input;
      const query = timelineSearchParamsSchema.safeParse({
        ...rest,
        kind: kinds?.length ? kinds : undefined,
        severity: severities?.length ? severities : undefined,
      });
      if (!query.success) {
        const [issue] = query.error.issues;
        throw new InputError(`${issue.path.join('.')}: ${issue.message}`);
      }
      return { output: await options.listing.list(query.data, credentials) };
    },
  });
}
