import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import {
  maxSuspectWindowMinutes,
  suspectSearchParamsSchema,
} from '@goreliable/plugin-timeline-common';
import { SuspectFinding } from './SuspectFinding';

/** Lets the scaffolder and MCP clients ask what a person sees beside a burning objective. */
export function createFindSuspectsAction(options: {
  actionsRegistry: ActionsRegistryService;
  suspects: Pick<SuspectFinding, 'find'>;
}): void {
  options.actionsRegistry.register({
    name: 'find-suspects',
    title: 'Find what changed before a problem',
    description: `
Ranks what changed just before a problem of an entity began: deploys, rollouts, configuration changes, promotions, scalings, and alerts or burning objectives of what it depends on, up to three steps along \`dependsOn\` and \`consumesApi\`.

Each suspect has a score, a share among all (with room for what nobody recorded) and its reasons in words. Changes after the onset are listed as cleared. An empty list means that nothing changed; \`notes\` says what was not looked at. For a burning SLO ask explain-burn first: it finds the onset.
`.trim(),
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Full entity reference, e.g. component:default/gateway'),
          onset: z.string().describe('When it began, at best; ISO 8601'),
          earliest: z
            .string()
            .optional()
            .describe('It did not begin before this; ISO 8601'),
          latest: z
            .string()
            .optional()
            .describe('It did not begin after this; ISO 8601'),
          windowMinutes: z
            .number()
            .int()
            .min(1)
            .max(maxSuspectWindowMinutes)
            .optional()
            .describe('How long before the onset to look; 60 by default'),
        }),
      output: z =>
        z.object({
          summary: z.string(),
          suspects: z.array(z.object({}).passthrough()),
          cleared: z.array(z.object({}).passthrough()),
          notes: z.array(z.string()),
        }),
    },
    examples: [
      {
        title: 'What changed before orders began to fail',
        input: {
          entityRef: 'component:default/order-service',
          onset: '2026-05-04T10:00:00Z',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const query = suspectSearchParamsSchema.safeParse(input);
      if (!query.success) {
        const [issue] = query.error.issues;
        throw new InputError(`${issue.path.join('.')}: ${issue.message}`);
      }
      const { summary, suspects, cleared, notes } = await options.suspects.find(
        query.data,
        credentials,
      );
      return {
        output: {
          summary,
          suspects: suspects as object[] as Record<string, unknown>[],
          cleared: cleared as object[] as Record<string, unknown>[],
          notes,
        },
      };
    },
  });
}
