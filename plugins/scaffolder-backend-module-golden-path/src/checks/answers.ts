import type { GoldenPathName } from '@goreliable/plugin-golden-path-common';

/** Answers to a golden path's form that its output is checked with. */
export interface CheckedAnswers {
  /** Tells this case from the others in a report; a name for a folder. */
  readonly title: string;
  readonly template: GoldenPathName;
  readonly values: Readonly<Record<string, unknown>>;
}

const ordering = {
  owner: 'group:default/ordering-team',
  system: 'system:default/ordering',
};

/**
 * Typical answers of each golden path, and those at the edges of what its form
 * lets through: everything off, the longest and the shortest names, words that
 * need escaping.
 */
export const checkedAnswers: readonly CheckedAnswers[] = [
  {
    title: 'go-service',
    template: 'go-service',
    values: {
      ...ordering,
      name: 'order-service',
      description: 'Takes orders and keeps them.',
      resource: 'order',
      objective: 99.9,
      latencyThreshold: 0.25,
    },
  },
  {
    title: 'go-service-without-events',
    template: 'go-service',
    values: {
      ...ordering,
      name: 'stock-service',
      description: "Knows what's left: 100% of it & more <soon>",
      resource: 'category',
      database: true,
      events: false,
      objective: 99.99,
      latencyThreshold: 1,
    },
  },
  {
    title: 'go-service-in-memory',
    template: 'go-service',
    values: {
      owner: 'group:labs/ML_team.2',
      system: 'system:labs/Machine_Learning.2',
      name: 'a1b',
      description: 'x',
      resource: 'ad',
      database: false,
      objective: 90,
      latencyThreshold: 0.05,
      port: 9000,
    },
  },
  {
    title: 'go-service-with-the-longest-names',
    template: 'go-service',
    values: {
      ...ordering,
      name: `${'long-'.repeat(9)}abc`,
      description: 'd'.repeat(200),
      resource: 'abcdefghijklmnopqrstuvwxyzab',
      objective: 99.95,
      latencyThreshold: 5,
    },
  },
  {
    title: 'go-gateway',
    template: 'go-gateway',
    values: {
      owner: 'group:default/edge-team',
      system: 'system:default/edge',
      name: 'partner-gateway',
      description: 'Lets partners in.',
      objective: 99.9,
      latencyThreshold: 0.25,
      routes: [
        {
          prefix: '/api/orders',
          service: 'order-service.ordering',
          rewrite: '/v1/orders',
        },
      ],
    },
  },
  {
    title: 'go-gateway-with-many-routes',
    template: 'go-gateway',
    values: {
      owner: 'group:default/edge-team',
      system: 'system:default/edge',
      name: 'internal-gateway',
      description: 'Lets everybody in: "nobody" excluded'.replaceAll('"', "'"),
      objective: 99.5,
      latencyThreshold: 2.5,
      port: 8443,
      routes: [
        { prefix: '/api/orders', service: 'order-service.ordering' },
        { prefix: '/api/orders/archive', service: 'order-service.ordering' },
        { prefix: '/models', service: 'ml-inference-gateway', rewrite: '/v2' },
        { prefix: '/v1.2/llm_chat', service: 'llm-gateway' },
      ],
    },
  },
  {
    title: 'go-worker',
    template: 'go-worker',
    values: {
      owner: 'group:default/engagement-team',
      system: 'system:default/notifications',
      name: 'invoice-worker',
      description: 'Writes invoices for orders.',
      subject: 'orders.created',
      outputSubject: 'invoices.written',
      objective: 99.5,
      latencyThreshold: 5,
    },
  },
  {
    title: 'go-worker-on-a-stream-of-another-name',
    template: 'go-worker',
    values: {
      owner: 'group:default/engagement-team',
      system: 'system:default/notifications',
      name: `${'w'.repeat(47)}r`,
      description: 'Follows what happens to parcels.',
      subject: `logistics.parcels_v2.moved_to_${'another_'.repeat(4)}s`,
      stream: 'PARCEL_EVENTS_2',
      objective: 99.9,
      latencyThreshold: 300,
    },
  },
];
