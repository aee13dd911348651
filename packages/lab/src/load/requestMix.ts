/** One kind of request that the platform's users send through the gateway. */
export interface RequestKind {
  readonly name:
    | 'read'
    | 'list'
    | 'create'
    | 'unknown'
    | 'invalid'
    | 'anonymous';
  /** Part of all requests; the shares of a mix add up to 1. */
  readonly share: number;
  /** Whether an answer of 4xx is what is right. */
  readonly rejected: boolean;
  /** As the gateway's metrics label it. */
  readonly gateway: { readonly route: string; readonly method: string };
  /** As order-service's metrics label it; absent if the gateway refuses. */
  readonly orderService?: { readonly route: string; readonly method: string };
}

const gateway = (method: string) => ({ route: '/api/orders', method });
const record = { route: '/v1/orders/{id}', method: 'GET' };
const collection = (method: string) => ({ route: '/v1/orders', method });

/**
 * What the users of the platform do. The live load draws from it, the
 * back-filled history is made of the same shares.
 */
export const requestMix: readonly RequestKind[] = [
  {
    name: 'read',
    share: 0.62,
    rejected: false,
    gateway: gateway('GET'),
    orderService: record,
  },
  {
    name: 'list',
    share: 0.21,
    rejected: false,
    gateway: gateway('GET'),
    orderService: collection('GET'),
  },
  {
    name: 'create',
    share: 0.13,
    rejected: false,
    gateway: gateway('POST'),
    orderService: collection('POST'),
  },
  {
    name: 'unknown',
    share: 0.02,
    rejected: true,
    gateway: gateway('GET'),
    orderService: record,
  },
  {
    name: 'invalid',
    share: 0.01,
    rejected: true,
    gateway: gateway('POST'),
    orderService: collection('POST'),
  },
  {
    name: 'anonymous',
    share: 0.01,
    rejected: true,
    gateway: gateway('GET'),
  },
];
