import { mockCredentials } from '@backstage/backend-test-utils';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import request from 'supertest';
import { FakePrometheus, FakeSlo } from '../../__testUtils__/fakePrometheus';
import {
  component,
  startSloBackend,
} from '../../__testUtils__/startSloBackend';

export const omar = mockCredentials.user.header('user:default/omar');
export const victor = mockCredentials.user.header('user:default/victor');
export const id = 'lab~order-service~requests-availability';
export const hour = 3_600;
export const day = 24 * hour;

const slo: FakeSlo = {
  service: 'order-service',
  name: 'requests-availability',
  objective: 0.999,
  ratios: { '5m': 0.0001, '1h': 0.0001, '6h': 0.0001, '30d': 0.0004 },
  budgetRemaining: 0.6,
};
const labels = {
  sloth_service: 'order-service',
  sloth_slo: 'requests-availability',
};
export const rules = [
  {
    type: 'recording',
    name: 'slo:sli_error:ratio_rate5m',
    query:
      '(sum(rate(http_requests_total{code=~"5.."}[5m])))\n/\n(sum(rate(http_requests_total[5m])))\n',
    labels: { ...labels, sloth_window: '5m' },
  },
  {
    type: 'alerting',
    name: 'Orders',
    // As Sloth's do, it has no labels of the SLO's own.
    query:
      'max(slo:sli_error:ratio_rate5m{sloth_service="order-service",sloth_slo="requests-availability"} > 0.1)',
    labels: { sloth_severity: 'page' },
    annotations: { summary: 'It burns' },
  },
  { type: 'recording', name: 'other', query: 'up', labels: {} },
  {
    type: 'alerting',
    name: 'Others',
    query: 'up{sloth_service="search",sloth_slo="x"} < 1',
    labels: { sloth_severity: 'ticket' },
    annotations: {},
  },
];

/** The middle of an outage ten days ago, on a slice. */
export const outageAt = Math.floor(Date.now() / 1000 / hour) * hour - 10 * day;

function incident(
  state: 'open' | 'resolved',
  at: number,
  override: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id: `lab:${state}`,
    at: new Date(at * 1000).toISOString(),
    kind: 'incident',
    severity: 'critical',
    entityRef: 'component:default/order-service',
    title: `Incident ${state === 'open' ? 'opened' : 'resolved'}: Orders fail`,
    data: { incident: 'orders', state },
    ...override,
  };
}

const told = [
  incident('open', outageAt),
  incident('resolved', outageAt + hour),
  incident('open', outageAt - 3 * day, {
    id: 'lab:elsewhere',
    entityRef: 'component:default/database',
    data: { incident: 'elsewhere', services: ['search'] },
  }),
];

/** A Prometheus in which the SLO had one outage. */
export async function startPrometheus(): Promise<FakePrometheus> {
  const prometheus = await FakePrometheus.start();
  prometheus.slos = [slo];
  prometheus.rules = rules;
  prometheus.rangeValue = (at, metric) => {
    if (!metric.includes('sli_error')) {
      return 0.5;
    }
    return at > outageAt && at <= outageAt + hour ? 0.1 : 0.0001;
  };
  return prometheus;
}

/** The backend on such a Prometheus, with everything collected once. */
export async function startReview(
  prometheus: FakePrometheus,
  options: Partial<Parameters<typeof startSloBackend>[0]> = {},
) {
  const backend = await startSloBackend({
    slo: {
      prometheus: [
        { name: 'lab', url: prometheus.url, timeout: '4s', retries: 0 },
      ],
    },
    entities: [component('order-service', 'ordering-team')],
    told,
    ...options,
  });
  await backend.refresh();
  const get = (path: string, as = omar) =>
    request(backend.server).get(`/api/slo${path}`).set('authorization', as);
  const post = (path: string, body: object, as = omar) =>
    request(backend.server)
      .post(`/api/slo${path}`)
      .set('authorization', as)
      .send(body);
  return { ...backend, get, post };
}

export const inDays = (days: number) =>
  new Date(Date.now() + days * day * 1000).toISOString().slice(0, 10);
