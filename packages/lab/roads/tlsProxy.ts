import { Agent } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { generate } from 'selfsigned';

/** What stands in front of the portal in production: it ends TLS and balances. */
export interface TlsProxy {
  /** Sends nobody there any more, as a balancer whose probe has failed. */
  remove(target: string): void;
  close(): Promise<void>;
}

/**
 * Where the proxy calls from. Not 127.0.0.1, whose callers the portal's rate limit spares:
 * a real proxy is another machine.
 */
export const proxyAddress = '127.0.0.2';

/** Starts a proxy with a certificate of its own; requests go to one target after the other. */
export async function startTlsProxy(options: {
  port: number;
  targets: readonly string[];
}): Promise<TlsProxy> {
  const rotation = [...options.targets];
  let count = 0;
  const next = () => {
    count += 1;
    return rotation[count % rotation.length];
  };
  const proxy = createProxyMiddleware({
    target: options.targets[0],
    router: next,
    xfwd: true,
    ws: true,
    logLevel: 'silent',
    agent: new Agent({ keepAlive: true, localAddress: proxyAddress }),
  });
  const { private: key, cert } = await generate([
    { name: 'commonName', value: 'localhost' },
  ]);
  const server = createServer({ key, cert }, express().use(proxy));
  server.on('upgrade', (request, socket, head) => {
    proxy.upgrade?.(request as express.Request, socket as Socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    remove: target => {
      rotation.splice(rotation.indexOf(target), 1);
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
