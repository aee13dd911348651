import type { LabService } from '../context';
import { requestMix, type RequestKind } from '../load/requestMix';

/** A set of raw series that share their labels: a route, or a consumer. */
export interface StreamProfile {
  readonly labels: Readonly<Record<string, string>>;
  /** Events of this stream for each request that enters the platform. */
  readonly share: number;
  /** Part of the stream's events that the service rightly refuses. */
  readonly rejectedShare: number;
  /** Half of the events that are not slow take less than this. */
  readonly medianSeconds: number;
}

/** What a service looks like in the metrics when all is well. */
export interface ServiceProfile {
  readonly service: LabService;
  readonly kind: 'http' | 'worker';
  readonly streams: readonly StreamProfile[];
  /** Part of all events that go wrong on any good day. */
  readonly baseline: { readonly failed: number; readonly slow: number };
  /** An event above this is slow in the sense of the service's SLO. */
  readonly slowSeconds: number;
}

// Bounds as the rendered services have them; the history is told in them too.
export const durationBounds = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;
export const ageBounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] as const;

type Place = 'gateway' | 'orderService';

function httpStreams(place: Place, medianSeconds: number): StreamProfile[] {
  const byLabels = new Map<string, RequestKind[]>();
  for (const kind of requestMix) {
    const labels = kind[place];
    if (labels) {
      const key = JSON.stringify(labels);
      byLabels.set(key, [...(byLabels.get(key) ?? []), kind]);
    }
  }
  return [...byLabels].map(([key, kinds]) => {
    const sum = (some: RequestKind[]) =>
      some.reduce((total, kind) => total + kind.share, 0);
    return {
      labels: JSON.parse(key),
      share: sum(kinds),
      rejectedShare: sum(kinds.filter(kind => kind.rejected)) / sum(kinds),
      medianSeconds,
    };
  });
}

const ordersCreated = requestMix
  .filter(kind => kind.name === 'create')
  .reduce((total, kind) => total + kind.share, 0);

/** The services whose past is told; the shares follow the live load's mix. */
export const serviceProfiles: readonly ServiceProfile[] = [
  {
    service: 'gateway',
    kind: 'http',
    streams: httpStreams('gateway', 0.006),
    baseline: { failed: 0.000_04, slow: 0.000_9 },
    slowSeconds: 0.25,
  },
  {
    service: 'order-service',
    kind: 'http',
    streams: httpStreams('orderService', 0.004),
    baseline: { failed: 0.000_03, slow: 0.000_6 },
    slowSeconds: 0.25,
  },
  {
    service: 'notification-worker',
    kind: 'worker',
    streams: [
      {
        labels: { consumer: 'notification-worker' },
        share: ordersCreated,
        rejectedShare: 0,
        medianSeconds: 0.03,
      },
    ],
    baseline: { failed: 0.000_2, slow: 0.000_7 },
    slowSeconds: 5,
  },
];
