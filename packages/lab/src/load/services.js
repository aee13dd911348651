/* eslint-disable import/no-unresolved -- k6 brings these modules itself */
import http from 'k6/http';

// A little traffic for each service that was made in the portal, so that its
// objectives have numbers from the first minute on.
const settings = JSON.parse(__ENV.LAB_LOAD);

export const options = {
  scenarios: {
    services: {
      executor: 'constant-arrival-rate',
      rate: settings.targets.length,
      timeUnit: '1s',
      duration: '24h',
      preAllocatedVUs: 2,
      maxVUs: 30,
    },
  },
  userAgent: 'goreliable-lab-load',
  systemTags: ['scenario', 'name', 'status'],
  discardResponseBodies: true,
};

function send(target) {
  const timeout = '15s';
  const creates = target.createUrl && Math.random() < target.createShare;
  if (creates) {
    const key = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    const body = JSON.stringify({ name: `Sample ${key}` });
    http.post(target.createUrl, body, { headers, timeout });
  } else {
    const { url } = target;
    http.get(url, { timeout, tags: { name: url } });
  }
}

export default function visit() {
  const { targets } = settings;
  send(targets[Math.floor(Math.random() * targets.length)]);
}
