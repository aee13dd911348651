import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { compareUrgency, Slo } from '@goreliable/plugin-slo-common';
import { SloService } from '../SloService';
import { sourceFields, toExplanation, toListItem } from './outputs';

const attributes = { readOnly: true, destructive: false, idempotent: true };

/** What people can look up on the pages, for MCP clients and the scaffolder. */
export function registerActions(
  registry: ActionsRegistryService,
  service: SloService,
) {
  registry.register({
    name: 'list-slos',
    title: 'List SLOs',
    description:
      'Lists service level objectives with their state, the most urgent first. The states no-traffic, no-data and stale mean that nothing is known of the present; they are not healthy. `sources` says how old the answer is.',
    attributes,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe('Only of this entity, e.g. component:default/gateway'),
          states: z
            .array(
              z.enum([
                'ok',
                'warning',
                'critical',
                'no-traffic',
                'no-data',
                'stale',
              ]),
            )
            .optional()
            .describe('Only in one of these states'),
          limit: z.number().int().min(1).max(500).default(100),
        }),
      output: z =>
        z.object({
          total: z.number().describe('How many match, listed or not'),
          slos: z.array(z.object({}).passthrough()),
          sources: z.array(z.object({}).passthrough()),
        }),
    },
    action: async ({ input, credentials }) => {
      const overview = await service.list({ credentials });
      const matches = (slo: Slo) =>
        (!input.entityRef ||
          slo.entityRef === input.entityRef.toLocaleLowerCase('en-US')) &&
        (!input.states || input.states.includes(slo.state));
      const slos = overview.slos.filter(matches).sort(compareUrgency);
      return {
        output: {
          total: slos.length,
          slos: slos.slice(0, input.limit).map(toListItem),
          sources: overview.sources.map(sourceFields),
        },
      };
    },
  });

  registry.register({
    name: 'get-slo',
    title: 'Get an SLO',
    description:
      'One service level objective explained: what it allows, how fast its error budget burns in each window, how far each alert is from firing, and when it last burned at page rate.',
    attributes,
    schema: {
      input: z => z.object({ id: z.string().describe('As in list-slos') }),
      output: z =>
        z.object({
          slo: z.object({}).passthrough(),
          sources: z.array(z.object({}).passthrough()),
        }),
    },
    action: async ({ input, credentials }) => {
      const detail = await service.get(input.id, { credentials });
      return {
        output: {
          slo: toExplanation(detail),
          sources: detail.sources.map(sourceFields),
        },
      };
    },
  });
}
