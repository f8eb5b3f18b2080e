import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { IsnadError, UsageError } from '../../contracts/errors.js';
import type { Health } from './health.js';
import type { Metrics } from './metrics.js';

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers `/healthz` (200 or 503, JSON) and `/metrics` on the address `host`. Port 0 takes any free one. */
export async function startHealthServer(
  port: number,
  findHealth: () => Health,
  metrics: Pick<Metrics, 'contentType' | 'render'>,
  host = '127.0.0.1',
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (path === '/healthz') {
      const health = findHealth();
      response.writeHead(health.healthy ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(health));
    } else if (path === '/metrics') {
      void metrics.render().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    } else {
      response.writeHead(404).end();
    }
  });
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(explainListening(error, port, host));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Another process may still hold the port, and the network of a machine that starts may not have its address yet. */
const passingCodes = ['EADDRINUSE', 'EADDRNOTAVAIL'];

function explainListening(error: NodeJS.ErrnoException, port: number, host: string): IsnadError {
  const message = `Port ${port} of ${host} for health and metrics cannot be opened.`;
  const remedy =
    'Choose a free port in DISCORD_METRICS_PORT and an address of this machine in DISCORD_METRICS_HOST, or leave both out.';
  return passingCodes.includes(error.code ?? '')
    ? new IsnadError('PORT_UNAVAILABLE', message, remedy, { cause: error })
    : new UsageError(message, remedy, { cause: error });
}
