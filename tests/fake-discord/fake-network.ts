import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import type { FakeDiscord } from './fake-discord.js';

/**
 * `silent`: connections are taken, and nothing is ever said; `mute`: a WebSocket opens, and says nothing then;
 * `portal`: a hotspot shows its sign-in page; `unavailable`: Discord answers every request with status 503.
 */
export type Way = 'open' | 'silent' | 'mute' | 'portal' | 'unavailable';

const portalPage = '<!doctype html><title>Welcome</title><p>Sign in to use the network.';
const unavailable = '{"message":"Unavailable","code":0}';
const answers = new Map<Way, string>([
  ['portal', httpAnswer('200 OK', 'text/html; charset=utf-8', portalPage)],
  ['unavailable', httpAnswer('503 Service Unavailable', 'application/json', unavailable)],
]);

function httpAnswer(status: string, type: string, body: string): string {
  const headers = [`content-type: ${type}`, `content-length: ${body.length}`, 'connection: close'];
  return [`HTTP/1.1 ${status}`, ...headers, '', body].join('\r\n');
}

/** The way from a bot to the fake Discord, which can be blocked as networks are; REST and gateway apart. */
export class FakeNetwork {
  rest: Way = 'open';
  gateway: Way = 'open';
  /** Attempts to open the gateway. */
  gatewayAttempts = 0;
  /** Connections to which nothing is said. */
  silentSockets = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private target = 0;
  private port = 0;

  constructor() {
    this.server = createServer((socket) => {
      this.keep(socket);
      socket.once('data', (start) => {
        this.forward(socket, start);
      });
    });
  }

  /** Takes the place of a fake Discord; resolves to what DISCORD_API_URL is then. */
  async standBefore(discord: FakeDiscord): Promise<string> {
    this.target = Number(new URL(discord.apiUrl).port);
    await this.plug();
    const origin = `http://127.0.0.1:${this.port}`;
    discord.rest.publicOrigin = origin;
    return `${origin}/api`;
  }

  /** Refuses connections from now on, and cuts those that are there. */
  async unplug(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    await Promise.all([closed, this.cut()]);
  }

  async plug(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    // Those at the other end learn of it a moment later, and would try to use them until then.
    await delay(50);
  }

  private forward(socket: Socket, start: Buffer): void {
    const isGateway = start.toString('latin1').startsWith('GET /gateway/');
    if (isGateway) this.gatewayAttempts++;
    const way = isGateway ? this.gateway : this.rest;
    if (way === 'silent') {
      this.silentSockets++;
      socket.on('close', () => this.silentSockets--);
      return;
    }
    const answer = answers.get(way);
    if (answer !== undefined) {
      socket.end(answer);
      return;
    }
    const upstream = connect(this.target, '127.0.0.1');
    this.keep(upstream);
    upstream.write(start);
    if (way === 'mute') {
      upstream.once('data', (head: Buffer) => socket.write(head.subarray(0, head.indexOf('\r\n\r\n') + 4)));
    } else socket.pipe(upstream).pipe(socket);
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}
