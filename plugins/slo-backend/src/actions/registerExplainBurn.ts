import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { SloOnset, suspectWindowMinutes } from '@goreliable/plugin-slo-common';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import { SloService } from '../SloService';
import { sourceFields, toExplanation } from './outputs';

/** Enough to act on; the rest is a question to the timeline. */
const mostSuspects = 5;

/** What changed before the burn, as far as the timeline tells. */
async function suspectsOf(
  entityRef: string | undefined,
  { onset }: SloOnset,
  timeline: Pick<TimelineService, 'findSuspects'>,
  options: { credentials: BackstageCredentials; windowMinutes?: number },
) {
  if (entityRef === undefined) {
    return { why: 'The SLO belongs to no catalog entity' };
  }
  if (onset.kind !== 'found') {
    return { why: 'It is not known when it began' };
  }
  const { at, earliest, latest, shape } = onset;
  const { credentials, windowMinutes = suspectWindowMinutes(shape) } = options;
  try {
    const { summary, suspects, cleared, notes } = await timeline.findSuspects(
      { entityRef, onset: at, earliest, latest, windowMinutes },
      { credentials },
    );
    return {
      summary,
      suspects: suspects
        .slice(0, mostSuspects)
        .map(({ event, confidence, share, inWords }) => ({
          ...{ title: event.title, at: event.at, entityRef: event.entityRef },
          ...{ kind: event.kind, actor: event.actor, href: event.href },
          ...{ confidence, share, reason: inWords },
        })),
      cleared: cleared.map(({ event, text }) => ({
        ...{ title: event.title, at: event.at, reason: text },
      })),
      notes,
    };
  } catch (error) {
    return { why: `The timeline does not answer: ${(error as Error).message}` };
  }
}

/** Since when an SLO burns, how fast, and what changed just before. */
export function registerExplainBurn(
  registry: ActionsRegistryService,
  service: Pick<SloService, 'get' | 'onset'>,
  timeline: Pick<TimelineService, 'findSuspects'>,
) {
  registry.register({
    name: 'explain-burn',
    title: 'Explain why an SLO burns',
    description:
      'Explains the present burn of a service level objective, or its last one: its state, how fast its budget burns in each window, when that began and how exactly this is known, and what changed just before, here and in dependencies, the most suspect first with the reasons. `suspects.why` says why there are none where the question could not be asked; an empty list means that nothing changed.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          id: z.string().describe('As in list-slos'),
          windowMinutes: z
            .number()
            .int()
            .min(1)
            .max(1440)
            .optional()
            .describe(
              'How long before its begin to look; by default 60, and 360 for what began slowly',
            ),
        }),
      output: z =>
        z.object({
          slo: z.object({}).passthrough(),
          onset: z.object({}).passthrough(),
          suspects: z.object({}).passthrough(),
          sources: z
            .array(z.object({}).passthrough())
            .describe(
              'Whether the source has answered: of one that has not, nothing is known, which is not nothing recorded',
            ),
          warnings: z.array(z.string()).describe('Of the source'),
        }),
    },
    action: async ({ input, credentials }) => {
      const [detail, onset] = await Promise.all([
        service.get(input.id, { credentials }),
        service.onset(input.id, {}, { credentials }),
      ]);
      return {
        output: {
          slo: toExplanation(detail),
          onset: {
            ...onset.onset,
            summary: onset.summary,
            burningAt: onset.burningAt,
          },
          suspects: await suspectsOf(detail.slo.entityRef, onset, timeline, {
            credentials,
            windowMinutes: input.windowMinutes,
          }),
          sources: onset.sources.map(sourceFields),
          warnings: onset.warnings.map(({ message }) => message),
        },
      };
    },
  });
}
