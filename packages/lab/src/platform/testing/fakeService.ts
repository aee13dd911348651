import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from '../ManagedService';

/** A program that behaves like a rendered service: addresses, probes, drain. */
const scriptOf = (fault: string) => `#!${process.execPath}
const http = require('node:http');
const { HTTP_ADDRESS, ADMIN_ADDRESS, SERVICE_VERSION } = process.env;
const listen = (address, handler) => {
  const [host, port] = address.split(':');
  return http.createServer(handler).listen(Number(port), host);
};
if (${fault === 'refuses to start'}) {
  console.error('DATABASE_URL is required');
  process.exit(2);
}
const main = listen(HTTP_ADDRESS, (request, response) => {
  if (request.url === '/slow') {
    setTimeout(() => response.end(SERVICE_VERSION), 400);
  } else {
    response.end(SERVICE_VERSION);
  }
});
const admin = listen(ADMIN_ADDRESS, (request, response) => {
  response.statusCode = request.url === '/readyz' ? 200 : 404;
  response.end();
});
process.on('SIGTERM', () => {
  main.close(() => process.exit(0));
  main.closeIdleConnections();
  admin.close();
});
`;

/** Writes the program below a folder and gives a release that runs it. */
export function fakeRelease(
  folder: string,
  version: string,
  fault = '',
): Release {
  mkdirSync(folder, { recursive: true });
  const binary = join(folder, 'service');
  writeFileSync(binary, scriptOf(fault));
  chmodSync(binary, 0o755);
  return {
    commit: `commit of ${version}`,
    version,
    settingsDigest: 'settings',
    folder,
    binary,
    stopWithinMs: 2000,
    environment: ({ http, admin }) => ({
      HTTP_ADDRESS: `127.0.0.1:${http}`,
      ADMIN_ADDRESS: `127.0.0.1:${admin}`,
      SERVICE_VERSION: version,
    }),
  };
}
