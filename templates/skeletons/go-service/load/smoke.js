// Does it work at all? A few requests of each kind, none of which may fail.
//
//   BASE_URL=http://localhost:8080 k6 run load/smoke.js
import { createAndRead, list } from './lib/client.js';

export const options = {
  vus: 1,
  iterations: 5,
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
  },
};

export default function smoke() {
  createAndRead();
  list();
}
