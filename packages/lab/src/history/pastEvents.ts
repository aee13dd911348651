import {
  timelineEventId,
  type TimelineEventInput,
} from '@goreliable/plugin-timeline-common';
import type { LabService } from '../context';
import { labEnvironmentName } from '../platform/serviceValues';
import { pastIncidents, type PastIncident } from './incidents';

const environment = labEnvironmentName;

interface PastDeploy {
  readonly service: LabService;
  readonly version: string;
  readonly daysAgo: number;
  /** Of that day, in UTC. */
  readonly hour: number;
  readonly subject: string;
  readonly actor: string;
}

// Releases that did no harm: who looks for a suspect has to tell them apart.
const deploys: readonly PastDeploy[] = [
  {
    service: 'order-service',
    version: '1.6.3',
    daysAgo: 28,
    hour: 10.2,
    subject: 'Keep idempotency keys for a day',
    actor: 'Omar',
  },
  {
    service: 'gateway',
    version: '2.3.0',
    daysAgo: 26,
    hour: 14.4,
    subject: 'Limit requests for each customer',
    actor: 'Edith',
  },
  {
    service: 'order-service',
    version: '1.7.1',
    daysAgo: 23,
    hour: 9.6,
    subject: 'Discounts again, now with orders that have none',
    actor: 'Omar',
  },
  {
    service: 'notification-worker',
    version: '1.4.0',
    daysAgo: 21,
    hour: 11.1,
    subject: 'Say the order in the notification',
    actor: 'Nina',
  },
  {
    service: 'order-service',
    version: '1.7.2',
    daysAgo: 16,
    hour: 13.3,
    subject: 'Return connections when a request is given up',
    actor: 'Omar',
  },
  {
    service: 'gateway',
    version: '2.3.1',
    daysAgo: 14,
    hour: 8.8,
    subject: 'Log the trace of refused requests',
    actor: 'Edith',
  },
  {
    service: 'notification-worker',
    version: '1.4.1',
    daysAgo: 9,
    hour: 15.5,
    subject: 'Retry with jitter',
    actor: 'Nina',
  },
  {
    service: 'order-service',
    version: '1.8.2',
    daysAgo: 5,
    hour: 12.7,
    subject: 'Count replayed requests',
    actor: 'Omar',
  },
  {
    service: 'gateway',
    version: '2.3.2',
    daysAgo: 4,
    hour: 10.9,
    subject: 'Answer 504 when an upstream is too slow',
    actor: 'Edith',
  },
];

const secondsPerDay = 86_400;
const isoTime = (seconds: number) => new Date(seconds * 1000).toISOString();
const entityRef = (service: string) => `component:default/${service}`;

/**
 * What the timeline says of the told history: releases, what set off each
 * incident, and the incidents themselves. The ids depend on `until` only.
 *
 * @param until - Unix time in seconds at which the history ends.
 */
export function pastEvents(until: number): TimelineEventInput[] {
  const today = Math.floor(until / secondsPerDay) * secondsPerDay;
  const id = (key: string) =>
    timelineEventId({ source: 'lab', key: `history:${today}:${key}` });
  const releases = deploys.map(
    (deploy): TimelineEventInput => ({
      id: id(`deploy:${deploy.service}:${deploy.version}`),
      at: isoTime(
        today - deploy.daysAgo * secondsPerDay + Math.round(deploy.hour * 3600),
      ),
      kind: 'deploy',
      entityRef: entityRef(deploy.service),
      title: `${deploy.service} ${deploy.version} deployed: ${deploy.subject}`,
      actor: deploy.actor,
      data: { version: deploy.version, environment },
    }),
  );
  const incidents = pastIncidents(until).flatMap(incident =>
    incidentEvents(incident).map(({ key, ...event }) => ({
      id: id(`${incident.id}:${key}`),
      ...event,
    })),
  );
  return [...releases, ...incidents];
}

type Keyed = Omit<TimelineEventInput, 'id'> & { key: string };

// People notice, and agree that it is over, a few minutes late.
const noticedAfterSeconds = 180;
const closedAfterSeconds = 900;

function incidentEvents(incident: PastIncident): Keyed[] {
  const { cause, effects, from, to, severity, title } = incident;
  const service = effects[0].service;
  const services = [...new Set(effects.map(effect => effect.service))];
  const data = { incident: incident.id, services };
  return [
    {
      key: 'cause',
      at: isoTime(from - cause.minutesBefore * 60),
      kind: cause.kind,
      entityRef: entityRef(cause.service),
      title: cause.title,
      data: { ...cause.data, environment },
    },
    {
      key: 'opened',
      at: isoTime(from + noticedAfterSeconds),
      kind: 'incident',
      severity,
      entityRef: entityRef(service),
      title: `Incident opened: ${title}`,
      data: { ...data, state: 'open' },
    },
    {
      key: 'repaired',
      at: isoTime(to),
      kind: cause.kind === 'deploy' ? 'deploy' : 'config',
      entityRef: entityRef(service),
      title: incident.resolution,
      data: { incident: incident.id, environment },
    },
    {
      key: 'resolved',
      at: isoTime(to + closedAfterSeconds),
      kind: 'incident',
      entityRef: entityRef(service),
      title: `Incident resolved: ${title}`,
      data: {
        ...data,
        state: 'resolved',
        from: isoTime(from),
        to: isoTime(to),
        resolution: incident.resolution,
      },
    },
  ];
}
