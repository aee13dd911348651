/* eslint-disable import/no-unresolved -- k6 brings these modules itself */
import { check } from 'k6';
import http from 'k6/http';

// What the users of the platform do, through the gateway. The platform part
// starts it; see `LoadGenerator.ts` for what the variables hold.
const settings = JSON.parse(__ENV.LAB_LOAD);

export const options = {
  scenarios: {
    orders: {
      executor: 'ramping-arrival-rate',
      timeUnit: '1m',
      startRate: settings.startRate,
      stages: settings.stages,
      preAllocatedVUs: 4,
      // Slow answers are to be seen in the metrics, not to stop the load.
      maxVUs: 60,
    },
  },
  userAgent: 'goreliable-lab-load',
  systemTags: ['scenario', 'name', 'status'],
  discardResponseBodies: true,
};

const rememberedOrders = 50;

// Each virtual user has its own.
const orders = [];

function oneOf(list) {
  return list[Math.floor(Math.random() * list.length)];
}

function parameters(name, extra = {}) {
  return {
    headers: {
      authorization: `Bearer ${oneOf(settings.tokens)}`,
      'content-type': 'application/json',
      ...extra,
    },
    tags: { name },
    timeout: '15s',
  };
}

function randomKey() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

function create() {
  const order = {
    name: `Order ${randomKey()}`,
    attributes: {
      article: `article-${1 + Math.floor(Math.random() * 200)}`,
      quantity: `${1 + Math.floor(Math.random() * 5)}`,
    },
  };
  const response = http.post(settings.ordersUrl, JSON.stringify(order), {
    ...parameters('create', { 'idempotency-key': randomKey() }),
    responseType: 'text',
  });
  if (check(response, { created: ({ status }) => status === 201 })) {
    orders.push(response.json('id'));
    orders.splice(0, orders.length - rememberedOrders);
  }
}

const acts = {
  create,
  read() {
    if (orders.length === 0) {
      create();
      return;
    }
    http.get(`${settings.ordersUrl}/${oneOf(orders)}`, parameters('read'));
  },
  list() {
    http.get(`${settings.ordersUrl}?limit=20`, parameters('list'));
  },
  unknown() {
    const nobody = '00000000-0000-4000-8000-000000000000';
    http.get(`${settings.ordersUrl}/${nobody}`, parameters('unknown'));
  },
  invalid() {
    http.post(
      settings.ordersUrl,
      JSON.stringify({ name: '' }),
      parameters('invalid', { 'idempotency-key': randomKey() }),
    );
  },
  anonymous() {
    http.get(settings.ordersUrl, { tags: { name: 'anonymous' } });
  },
};

export default function visit() {
  let rest = Math.random();
  const { name } =
    settings.mix.find(({ share }) => {
      rest -= share;
      return rest < 0;
    }) || settings.mix[0];
  acts[name]();
}
