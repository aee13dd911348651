import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  timelineEventId,
  TimelineEventInput,
} from '@goreliable/plugin-timeline-common';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import { stringify } from 'yaml';

// A person waits for the task; the timeline itself would try for longer.
const timeoutMs = 3_000;

/** Tells the timeline of something that a task did. */
export function createTimelineAction(options: {
  timeline: TimelineService;
  now?: () => Date;
}) {
  const { timeline, now = () => new Date() } = options;
  return createTemplateAction({
    id: 'goreliable:timeline:publish',
    description:
      "Puts an event of kind 'scaffold' on an entity's timeline. Never fails a task: without a timeline the service is no less there.",
    examples: [
      {
        description: 'Say that a service was made',
        example: stringify({
          steps: [
            {
              id: 'timeline',
              action: 'goreliable:timeline:publish',
              name: 'Put it on the timeline',
              input: {
                entityRef: 'component:default/order-service',
                title: 'Created from the golden path go-service',
                href: 'https://git.example.org/goreliable/order-service',
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z => z.string().describe('The entity it happened to'),
        title: z => z.string().describe('What happened, in one line'),
        href: z => z.string().describe('Where to read more').optional(),
        data: z => z.record(z.any()).describe('Details').optional(),
      },
      output: {
        published: z => z.boolean().describe('Whether the timeline has it'),
      },
    },
    async handler(context) {
      const { entityRef, title, href, data } = context.input;
      if (context.isDryRun) {
        context.output('published', false);
        return;
      }
      try {
        const event: TimelineEventInput = {
          // The same step of the same task is one event, however often it runs.
          id: timelineEventId({
            source: 'scaffolder',
            key: `${context.task.id}:${context.step?.id ?? 'event'}`,
          }),
          at: now().toISOString(),
          kind: 'scaffold',
          entityRef,
          title,
          href,
          actor: context.user?.ref,
          data: { taskId: context.task.id, ...data },
        };
        await timeline.publish([event], {
          signal: AbortSignal.timeout(timeoutMs),
        });
        context.output('published', true);
      } catch (error) {
        context.logger.warn(`The timeline does not know of it: ${error}`);
        context.output('published', false);
      }
    },
  });
}
