import { mockServices } from '@backstage/backend-test-utils';
import { testStartMs } from '../__testUtils__/events';
import { EventStore } from './ports';
import { RetentionTask } from './RetentionTask';

function setUp(counts: number[]) {
  const deleteBefore = jest.fn(async () => counts.shift() ?? 0);
  const logger = mockServices.logger.mock();
  const task = new RetentionTask({
    store: { deleteBefore } as unknown as EventStore,
    retentionMs: 3_600_000,
    logger,
    now: () => testStartMs,
  });
  return { task, deleteBefore, logger };
}

it('deletes in batches until one is not full', async () => {
  const { task, deleteBefore, logger } = setUp([2_000, 2_000, 5, 2_000]);
  expect(await task.run(new AbortController().signal)).toBe(4_005);
  expect(deleteBefore).toHaveBeenCalledTimes(3);
  expect(deleteBefore).toHaveBeenCalledWith(testStartMs - 3_600_000, 2_000);
  expect(logger.info).toHaveBeenCalledWith(
    'Deleted 4005 timeline events from before 2026-05-04T09:00:00.000Z',
  );
});

it('stops when it is told to', async () => {
  const controller = new AbortController();
  const { task, deleteBefore } = setUp([]);
  deleteBefore.mockImplementation(async () => {
    controller.abort();
    return 2_000;
  });
  expect(await task.run(controller.signal)).toBe(2_000);
  expect(deleteBefore).toHaveBeenCalledTimes(1);
});

it('says what failed', async () => {
  const { task, deleteBefore } = setUp([]);
  deleteBefore.mockRejectedValue(new Error('disk full'));
  await expect(task.run(new AbortController().signal)).rejects.toThrow(
    /Could not delete old timeline events.*disk full/,
  );
});

it('runs on one replica, not right at the start', async () => {
  const scheduler = mockServices.scheduler.mock();
  await setUp([]).task.schedule(scheduler);
  expect(scheduler.scheduleTask).toHaveBeenCalledWith(
    expect.objectContaining({
      id: 'timeline-retention',
      scope: 'global',
      frequency: { hours: 6 },
      initialDelay: { minutes: 5 },
    }),
  );
});
