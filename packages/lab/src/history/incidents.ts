import type { LabService } from '../context';

/** How an incident's strength goes over its duration. */
export type IncidentShape =
  /** All at once, until it is repaired. */
  | 'plateau'
  /** Slowly worse, then repaired. */
  | 'ramp'
  /** Bad at once, then gradually better, as a backlog drains. */
  | 'draining';

export interface IncidentEffect {
  readonly service: LabService;
  readonly fault: 'failed' | 'slow';
  /** Part of the events that go wrong at the incident's worst moment, 0 to 1. */
  readonly peak: number;
}

/** What set an incident off; it happened before the effects began. */
export interface IncidentCause {
  readonly kind: 'deploy' | 'config' | 'scale';
  readonly service: LabService;
  readonly minutesBefore: number;
  readonly title: string;
  readonly data: Readonly<Record<string, string>>;
}

interface IncidentPlan {
  readonly id: string;
  readonly title: string;
  readonly severity: 'warning' | 'critical';
  /** Days before the history's end, and the hour of that day in UTC. */
  readonly daysAgo: number;
  readonly hour: number;
  readonly minutes: number;
  readonly shape: IncidentShape;
  readonly effects: readonly IncidentEffect[];
  readonly cause: IncidentCause;
  readonly resolution: string;
}

export interface PastIncident extends IncidentPlan {
  /** Unix times in seconds. */
  readonly from: number;
  readonly to: number;
}

// Five shapes that an SLO page has to tell apart. Together they leave every
// objective with budget, but none untouched.
const plans: readonly IncidentPlan[] = [
  {
    id: 'orders-nil-discount',
    title: 'Orders without a discount fail',
    severity: 'critical',
    daysAgo: 24,
    hour: 13.5,
    minutes: 50,
    shape: 'plateau',
    effects: [
      { service: 'order-service', fault: 'failed', peak: 0.16 },
      { service: 'gateway', fault: 'failed', peak: 0.15 },
    ],
    cause: {
      kind: 'deploy',
      service: 'order-service',
      minutesBefore: 4,
      title: 'order-service 1.7.0 released',
      data: { version: '1.7.0', previousVersion: '1.6.3' },
    },
    resolution: 'order-service rolled back to 1.6.3',
  },
  {
    id: 'orders-pool-leak',
    title: 'Orders fail now and then: connections leak',
    severity: 'warning',
    daysAgo: 18,
    hour: 6,
    minutes: 26 * 60,
    shape: 'ramp',
    effects: [
      { service: 'order-service', fault: 'failed', peak: 0.0055 },
      { service: 'gateway', fault: 'failed', peak: 0.0055 },
    ],
    cause: {
      kind: 'config',
      service: 'order-service',
      minutesBefore: 35,
      title: 'order-service: DATABASE_MAX_CONNECTIONS 10 → 4',
      data: { setting: 'DATABASE_MAX_CONNECTIONS', from: '10', to: '4' },
    },
    resolution: 'DATABASE_MAX_CONNECTIONS back at 10',
  },
  {
    id: 'orders-slow-list',
    title: 'Listing orders is slow',
    severity: 'critical',
    daysAgo: 12,
    hour: 9,
    minutes: 3.5 * 60,
    shape: 'plateau',
    effects: [
      { service: 'order-service', fault: 'slow', peak: 0.45 },
      { service: 'gateway', fault: 'slow', peak: 0.43 },
    ],
    cause: {
      kind: 'deploy',
      service: 'order-service',
      minutesBefore: 6,
      title: 'order-service 1.8.0 released',
      data: { version: '1.8.0', previousVersion: '1.7.2' },
    },
    resolution: 'order-service 1.8.1 reads the list in one query',
  },
  {
    id: 'notifications-backlog',
    title: 'Notifications arrive late: the worker falls behind',
    severity: 'critical',
    daysAgo: 7,
    hour: 15,
    minutes: 3 * 60,
    shape: 'draining',
    effects: [
      { service: 'notification-worker', fault: 'slow', peak: 0.95 },
      { service: 'notification-worker', fault: 'failed', peak: 0.02 },
    ],
    cause: {
      kind: 'scale',
      service: 'notification-worker',
      minutesBefore: 12,
      title: 'notification-worker: CONCURRENCY 8 → 1',
      data: { setting: 'CONCURRENCY', from: '8', to: '1' },
    },
    resolution: 'CONCURRENCY back at 8, the backlog drained',
  },
  {
    id: 'database-failover',
    title: 'The orders database fails over',
    severity: 'critical',
    daysAgo: 3,
    hour: 21,
    minutes: 15,
    shape: 'plateau',
    effects: [
      { service: 'order-service', fault: 'failed', peak: 0.45 },
      { service: 'order-service', fault: 'slow', peak: 0.3 },
      { service: 'gateway', fault: 'failed', peak: 0.42 },
      { service: 'gateway', fault: 'slow', peak: 0.3 },
    ],
    cause: {
      kind: 'config',
      service: 'order-service',
      minutesBefore: 2,
      title: 'PostgreSQL of order-service: maintenance window begins',
      data: { resource: 'orders-db', reason: 'minor version upgrade' },
    },
    resolution: 'The replica took over; connections are re-established',
  },
];

/**
 * The incidents of the history that ends at `until`.
 *
 * @param until - Unix time in seconds.
 */
export function pastIncidents(until: number): PastIncident[] {
  const secondsPerDay = 86_400;
  const today = Math.floor(until / secondsPerDay) * secondsPerDay;
  return plans.map(plan => {
    const from = today - plan.daysAgo * secondsPerDay + plan.hour * 3600;
    return { ...plan, from, to: from + plan.minutes * 60 };
  });
}

/**
 * How strong an incident is at a moment, 0 (not at all) to 1 (its worst).
 *
 * @param at - Unix time in seconds.
 */
export function intensityAt(
  incident: Pick<PastIncident, 'from' | 'to' | 'shape'>,
  at: number,
): number {
  if (at < incident.from || at >= incident.to) {
    return 0;
  }
  const progress = (at - incident.from) / (incident.to - incident.from);
  switch (incident.shape) {
    case 'ramp':
      return progress;
    case 'draining':
      return progress < 0.5 ? 1 : 2 * (1 - progress);
    default:
      return 1;
  }
}
