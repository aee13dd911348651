import {
  TimelineEvent,
  timelineEventId,
  TimelineScopeEntity,
} from '@goreliable/plugin-timeline-common';

/** The entity whose timeline is shown. */
export const gateway = 'component:default/gateway';
const orders = 'component:default/order-service';
const database = 'resource:default/orders-db';

/** How the entities of the fixtures belong together. */
export const scopeEntities: TimelineScopeEntity[] = [
  { entityRef: gateway, hops: 0 },
  { entityRef: orders, hops: 1, via: gateway, relation: 'dependsOn' },
  { entityRef: database, hops: 2, via: orders, relation: 'dependsOn' },
];

const minute = 60_000;
const day = 24 * 60 * minute;

function event(
  source: string,
  key: string,
  agoMs: number,
  rest: Pick<TimelineEvent, 'kind' | 'title'> & Partial<TimelineEvent>,
): TimelineEvent {
  return {
    id: timelineEventId({ source, key }),
    at: new Date(Date.now() - agoMs).toISOString(),
    severity: 'info',
    entityRef: gateway,
    data: {},
    ...rest,
  };
}

const rolloutSteps = [5, 25, 50, 100].map((percent, index) =>
  event('argocd', `gateway-1.8.0-step-${percent}`, (34 - index * 3) * minute, {
    kind: 'rollout',
    title: `1.8.0 takes ${percent} % of the traffic`,
    data: {
      version: '1.8.0',
      percent,
      analysis: { successRate: 0.9994, samples: 1_420 },
    },
  }),
);

const olderDeploys = Array.from({ length: 140 }, (_, index) =>
  event('argocd', `gateway-1.7.${139 - index}`, (3 + index * 2.5) * day, {
    kind: 'deploy',
    title: `Deployed 1.7.${139 - index} to production`,
    actor: index % 3 ? 'user:default/edith' : 'user:default/ada',
    data: { version: `1.7.${139 - index}`, environment: 'production' },
  }),
);

/** Newest first. */
export const fixtureEvents: TimelineEvent[] = [
  event('slo', 'gateway-availability-start', 6 * minute, {
    kind: 'slo',
    severity: 'critical',
    title: 'requests-availability burns at 14.4 times its budget',
    href: '/slo/gateway-requests-availability',
    data: { burnRate: 14.4, window: '1h', budgetLeft: '4 h 12 m' },
  }),
  event('alertmanager', 'a1b2', 9 * minute, {
    kind: 'alert',
    severity: 'warning',
    title: 'GatewayErrorBudgetBurn is firing',
    href: 'https://alertmanager.example/#/alerts',
    data: { labels: { job: 'gateway', severity: 'ticket' } },
  }),
  event('gitops', '3f2a91c', 12 * minute, {
    kind: 'config',
    title: 'Connection pool from 20 to 5',
    entityRef: database,
    actor: 'user:default/omar',
    href: 'https://git.example/goreliable/gitops/commit/3f2a91c',
    data: { before: { poolSize: 20 }, after: { poolSize: 5 } },
  }),
  ...rolloutSteps.reverse(),
  event('argocd', 'gateway-1.8.0', 35 * minute, {
    kind: 'deploy',
    title: 'Deployed 1.8.0 to production',
    actor: 'user:default/edith',
    data: { version: '1.8.0', revision: '9be04d1', environment: 'production' },
  }),
  event('argocd', 'orders-2.3.1', 20 * 60 * minute, {
    kind: 'deploy',
    title: 'Deployed 2.3.1 to production',
    entityRef: orders,
    actor: 'user:default/omar',
  }),
  event('kubernetes', 'gateway-hpa', 26 * 60 * minute, {
    kind: 'scale',
    title: 'From 3 to 6 replicas',
    data: { reason: 'cpu above 70 %' },
  }),
  ...olderDeploys,
].sort((a, b) => b.at.localeCompare(a.at));
