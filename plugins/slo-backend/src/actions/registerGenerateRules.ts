import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import { periodRules, rulesRequestSchema } from '@goreliable/plugin-slo-common';
import { RulesService } from '../rules/RulesService';

/** Rules for MCP clients and the scaffolder. */
export function registerGenerateRules(
  registry: ActionsRegistryService,
  service: RulesService,
) {
  registry.register({
    name: 'generate-rules',
    title: 'Generate the rules of SLOs',
    description:
      'Makes the Prometheus recording and alerting rules of a spec of Sloth or OpenSLO, as Sloth itself makes them. If the outcome is `refused`, `problems` says what to change and where.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          spec: z
            .string()
            .describe('YAML of Sloth or OpenSLO; may have several documents'),
          periodDays: z
            .number()
            .optional()
            .describe('Of SLOs whose format has no period; 30 by default'),
          periodRule: z
            .enum(periodRules)
            .optional()
            .describe(
              'How the error ratio of the period is made: as Sloth does, weighted by traffic, or tiled, which costs a hundredth',
            ),
          nanSafe: z
            .boolean()
            .optional()
            .describe('Record nothing instead of NaN without traffic'),
          alertWindows: z
            .string()
            .optional()
            .describe('YAML of kind AlertWindows, for other windows'),
        }),
      output: z =>
        z.object({
          outcome: z.enum(['generated', 'refused']),
          rules: z.string().optional().describe('YAML'),
          slos: z.array(z.object({}).passthrough()).optional(),
          problems: z.array(z.object({}).passthrough()),
        }),
    },
    action: async ({ input, credentials }) => {
      const { periodRule, nanSafe, ...rest } = input;
      const parsed = rulesRequestSchema.safeParse({
        ...rest,
        corrections: { periodRule, nanSafe },
      });
      if (!parsed.success) {
        const [{ path, message }] = parsed.error.issues;
        throw new InputError(`'${path.join('.')}': ${message}`);
      }
      return { output: await service.generate(parsed.data, { credentials }) };
    },
  });
}
