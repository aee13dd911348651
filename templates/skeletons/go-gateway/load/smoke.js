// Does it work at all? Each route with a token and without one.
//
//   BASE_URL=http://localhost:8080 TOKEN=… k6 run load/smoke.js
import { readRoutes, readWithoutToken } from './lib/client.js';

export const options = {
  vus: 1,
  iterations: 5,
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
  },
};

export default function smoke() {
  readRoutes('smoke-test');
  readWithoutToken();
}
