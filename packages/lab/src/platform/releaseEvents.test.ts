import { timelineEventInputSchema } from '@goreliable/plugin-timeline-common';
import type { ReleasedService } from './PlatformState';
import { releaseEvent, settingsChanges } from './releaseEvents';

const released = (over: Partial<ReleasedService> = {}): ReleasedService => ({
  commit: 'bbbb',
  version: '1.0.1',
  settingsDigest: 'x',
  settings: { CONCURRENCY: '8' },
  at: '2026-05-04T10:00:00.000Z',
  sequence: 2,
  ...over,
});

const event = (previous: ReleasedService | undefined, now = released()) =>
  releaseEvent({
    service: 'order-service',
    released: now,
    previous,
    author: 'Omar',
    subject: 'Round prices up',
    repositoryUrl: 'http://localhost:7020/goreliable/order-service',
  });

describe('releaseEvent', () => {
  it('is a deploy for a new commit', () => {
    const deploy = event(released({ commit: 'aaaa', version: '1.0.0' }));
    expect(timelineEventInputSchema.parse(deploy)).toMatchObject({
      id: 'lab:release:order-service:2',
      kind: 'deploy',
      entityRef: 'component:default/order-service',
      title: 'order-service 1.0.1 deployed: Round prices up',
      href: 'http://localhost:7020/goreliable/order-service/commit/bbbb',
      actor: 'Omar',
      data: {
        version: '1.0.1',
        commit: 'bbbb',
        previousCommit: 'aaaa',
        environment: 'production',
        repository: 'http://localhost:7020/goreliable/order-service',
      },
    });
  });

  it('knows no commit before the first one', () => {
    expect(event(undefined).data).toMatchObject({ previousCommit: null });
  });

  it('is a change of configuration for a commit that ran before', () => {
    const change = event(released({ settings: { CONCURRENCY: '1' } }));
    expect(timelineEventInputSchema.parse(change)).toMatchObject({
      kind: 'config',
      title: 'order-service: CONCURRENCY 1 → 8',
    });
  });
});

describe('settingsChanges', () => {
  it('names what came, went and changed', () => {
    expect(settingsChanges({ A: '1', B: '2' }, { B: '3', C: '4' })).toEqual([
      'A 1 → –',
      'B 2 → 3',
      'C – → 4',
    ]);
  });
});
