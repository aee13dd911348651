import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import type { SignalApi } from '@backstage/plugin-signals-react';
import { PromptScaffolderClient } from './PromptScaffolderClient';

const completion = {
  id: 4,
  type: 'completion',
  taskId: 'a task',
  createdAt: '2026-05-04T10:00:00Z',
  body: { message: 'Run completed' },
} as LogEvent;

it('takes the end of a task from the backend when a signal tells of it', async () => {
  const asked: string[] = [];
  let tell: Parameters<SignalApi['subscribe']>[1] = () => {};
  const unsubscribe = jest.fn();
  const client = new PromptScaffolderClient({
    discoveryApi: { getBaseUrl: async id => `https://portal/api/${id}` },
    fetchApi: {
      fetch: async input => {
        const address = String(input);
        asked.push(address);
        return address.includes('/eventstream')
          ? // The stream has nothing to say yet.
            await new Promise<Response>(() => {})
          : ({ ok: true, json: async () => [completion] } as Response);
      },
    },
    scmIntegrationsApi: {} as any,
    signalApi: {
      subscribe(channel, onMessage) {
        expect(channel).toBe('golden-path:task-ended');
        tell = onMessage as typeof tell;
        return { unsubscribe };
      },
    },
  });
  const seen: LogEvent[] = [];
  const subscription = client
    .streamLogs({ taskId: 'a task', after: 3, isTaskRecoverable: true })
    .subscribe(event => seen.push(event));
  const settle = () => new Promise(resolve => setTimeout(resolve));

  tell({ taskId: 'another one' });
  tell({});
  await settle();
  expect(seen).toEqual([]);

  tell({ taskId: 'a task' });
  await settle();
  expect(seen).toEqual([completion]);
  expect(asked).toContain(
    'https://portal/api/scaffolder/v2/tasks/a%20task/events?after=3',
  );

  subscription.unsubscribe();
  expect(unsubscribe).toHaveBeenCalledTimes(1);
});
