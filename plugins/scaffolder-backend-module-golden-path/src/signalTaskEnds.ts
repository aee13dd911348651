import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  taskEndedChannel,
  TaskEndedSignal,
} from '@goreliable/plugin-golden-path-common';
import { z } from 'zod';

// What the scaffolder's store of tasks publishes of a task when its status changes.
const taskTopic = 'scaffolder.task';
const taskEventSchema = z.object({
  id: z.string(),
  status: z.enum(['completed', 'failed']),
  createdBy: z.string(),
});

/**
 * Tells whoever started a task at once that it has ended. The stream of a task's log is
 * looked at once a second only, and the links to what was made come at its end.
 */
export async function signalTaskEnds(options: {
  events: EventsService;
  signals: SignalsService;
}): Promise<void> {
  const { events, signals } = options;
  await events.subscribe({
    id: 'golden-path-task-ends',
    topics: [taskTopic],
    async onEvent({ eventPayload }) {
      const ended = taskEventSchema.safeParse(eventPayload);
      if (!ended.success) {
        // Another status, or a task that nobody waits for in a browser.
        return;
      }
      const { id, createdBy } = ended.data;
      const message: TaskEndedSignal = { taskId: id };
      await signals.publish({
        recipients: { type: 'user', entityRef: createdBy },
        channel: taskEndedChannel,
        message,
      });
    },
  });
}
