import {
  type LogEvent,
  ScaffolderClient,
} from '@backstage/plugin-scaffolder-common';
import type { SignalApi } from '@backstage/plugin-signals-react';
import type { Observable } from '@backstage/types';
import {
  taskEndedChannel,
  taskEndedSignalSchema,
} from '@goreliable/plugin-golden-path-common';
import { lastEventsAtOnce } from './lastEventsAtOnce';

type ClientOptions = ConstructorParameters<typeof ScaffolderClient>[0];

/**
 * The scaffolder's own client, but for the end of a task: the stream of its log, which the
 * backend looks after once a second, is not waited for when a signal says that it has ended.
 */
export class PromptScaffolderClient extends ScaffolderClient {
  readonly #options: ClientOptions & { signalApi: SignalApi };

  constructor(options: ClientOptions & { signalApi: SignalApi }) {
    super(options);
    this.#options = options;
  }

  streamLogs(
    ...request: Parameters<ScaffolderClient['streamLogs']>
  ): Observable<LogEvent> {
    const [{ taskId, after = 0 }] = request;
    return lastEventsAtOnce({
      stream: super.streamLogs(...request),
      after,
      onEnd: ended =>
        this.#options.signalApi.subscribe(taskEndedChannel, message => {
          const signal = taskEndedSignalSchema.safeParse(message);
          if (signal.success && signal.data.taskId === taskId) {
            ended();
          }
        }),
      eventsAfter: id => this.#eventsAfter(taskId, id),
    });
  }

  async #eventsAfter(taskId: string, id: number): Promise<LogEvent[]> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = await discoveryApi.getBaseUrl('scaffolder');
    const path = `v2/tasks/${encodeURIComponent(taskId)}/events?after=${id}`;
    const answer = await (fetchApi ?? { fetch }).fetch(`${baseUrl}/${path}`);
    return answer.ok ? await answer.json() : [];
  }
}
