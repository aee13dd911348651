// Does it work at all? It is ready, and it shows the metrics of its objectives.
//
//   ADMIN_URL=http://localhost:8081 k6 run load/smoke.js
import http from 'k6/http';
import { check } from 'k6';
import { adminUrl, handled } from './lib/metrics.js';

export const options = {
  vus: 1,
  iterations: 5,
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
  },
};

export default function smoke() {
  for (const path of ['/startupz', '/livez', '/readyz']) {
    check(http.get(`${adminUrl}${path}`, { tags: { name: path } }), {
      [`${path} is well`]: ({ status }) => status === 200,
    });
  }
  check(handled(), {
    'counts messages': counts =>
      Object.values(counts).every(value => Number.isFinite(value)),
  });
}
