import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';

import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';

import { guildPayload, userPayload } from './payloads.js';
import type { World } from './world.js';

/** Opcodes of the gateway. https://docs.discord.com/developers/topics/opcodes-and-status-codes */
const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  acknowledge: 11,
};
const messageContentIntent = 1 << 15;
const privilegedIntents = (1 << 1) | (1 << 8) | messageContentIntent;

const frame = z.object({ op: z.int(), d: z.unknown() });
const identify = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).optional(),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  sequence: number;
  /** Everything dispatched, for a resume. */
  readonly sent: { s: number; t: string; d: unknown }[];
  socket: WebSocket | undefined;
}

/** What happened at the gateway, for tests to look at. */
export interface GatewayLog {
  identifies: number;
  resumes: number;
  heartbeats: number;
  lastIntents: number;
}

export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatIntervalMs: number;
  /** Whether the application has been allowed the privileged intents. */
  readonly allowsPrivilegedIntents: boolean;
  readonly origin: () => string;
}

/** The gateway of the fake: hello, identify, ready, heartbeats, dispatch with sequence, resume. */
export class GatewayServer {
  readonly log: GatewayLog = { identifies: 0, resumes: 0, heartbeats: 0, lastIntents: 0 };
  private readonly sessions = new Map<string, Session>();
  private readonly server: WebSocketServer;

  constructor(
    http: Server,
    private readonly world: World,
    private readonly options: GatewayOptions,
  ) {
    this.server = new WebSocketServer({ server: http, path: '/gateway/' });
    this.server.on('connection', (socket) => {
      this.open(socket);
    });
  }

  /** Sends an event to the shard of its guild; direct messages go to shard 0. */
  dispatch(event: string, guildId: string | undefined, createData: (intents: number) => unknown): void {
    for (const session of this.sessions.values()) {
      const [shard, count] = session.shard;
      const home = guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
      if (home === shard) this.send(session, event, createData(session.intents));
    }
  }

  get connections(): number {
    return this.server.clients.size;
  }

  /** Cuts every connection as a network would, or with a close code of Discord's. */
  drop(closeCode?: number): void {
    for (const socket of this.server.clients) {
      if (closeCode === undefined) socket.terminate();
      else socket.close(closeCode);
    }
  }

  requestReconnect(): void {
    for (const socket of this.server.clients) socket.send(JSON.stringify({ op: op.reconnect, d: null }));
  }

  /** The sessions are forgotten: a resume is answered with “invalid session”. */
  forgetSessions(): void {
    this.sessions.clear();
  }

  close(): void {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }

  private open(socket: WebSocket): void {
    let session: Session | undefined;
    socket.send(
      JSON.stringify({ op: op.hello, d: { heartbeat_interval: this.options.heartbeatIntervalMs } }),
    );
    socket.on('message', (data) => {
      const parsed = frame.safeParse(JSON.parse(textOf(data)));
      if (!parsed.success) {
        socket.close(4002);
        return;
      }
      const { op: code, d } = parsed.data;
      if (code === op.heartbeat) {
        this.log.heartbeats++;
        socket.send(JSON.stringify({ op: op.acknowledge }));
      } else if (code === op.identify) session = this.identify(socket, identify.parse(d));
      else if (code === op.resume) session = this.resume(socket, resume.parse(d));
    });
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = undefined;
    });
  }

  private identify(socket: WebSocket, data: z.infer<typeof identify>): Session | undefined {
    this.log.identifies++;
    this.log.lastIntents = data.intents;
    if (data.token !== this.options.token) {
      socket.close(4004, 'Authentication failed.');
      return undefined;
    }
    if ((data.intents & privilegedIntents) !== 0 && !this.options.allowsPrivilegedIntents) {
      socket.close(4014, 'Disallowed intent(s).');
      return undefined;
    }
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      intents: data.intents,
      shard: data.shard ?? [0, 1],
      sequence: 0,
      sent: [],
      socket,
    };
    this.sessions.set(session.id, session);
    const [shard, count] = session.shard;
    const guilds = [...this.world.guilds.values()].filter(
      ({ id }) => Number((BigInt(id) >> 22n) % BigInt(count)) === shard,
    );
    this.send(session, 'READY', {
      v: 10,
      user: userPayload(this.world.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${this.options.origin().replace('http', 'ws')}/gateway/`,
      shard: session.shard,
      application: { id: this.world.applicationId, flags: 0 },
    });
    for (const guild of guilds) this.send(session, 'GUILD_CREATE', guildPayload(this.world, guild));
    return session;
  }

  private resume(socket: WebSocket, data: z.infer<typeof resume>): Session | undefined {
    this.log.resumes++;
    const session = this.sessions.get(data.session_id);
    if (session === undefined || data.seq > session.sequence) {
      socket.send(JSON.stringify({ op: op.invalidSession, d: false }));
      return undefined;
    }
    session.socket = socket;
    for (const event of session.sent) {
      if (event.s > data.seq) socket.send(JSON.stringify({ op: op.dispatch, ...event }));
    }
    this.send(session, 'RESUMED', {});
    return session;
  }

  private send(session: Session, event: string, data: unknown): void {
    session.sequence++;
    const dispatched = { s: session.sequence, t: event, d: data };
    session.sent.push(dispatched);
    if (session.sent.length > 1_000) session.sent.shift();
    session.socket?.send(JSON.stringify({ op: op.dispatch, ...dispatched }));
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as ArrayBuffer).toString('utf8');
}

/** A message as a session may see it: its text only with the intent, in direct messages, or when it is meant. */
export function visibleTo(
  world: World,
  intents: number,
  message: Record<string, unknown>,
): Record<string, unknown> {
  const mentions = message.mentions as { id: string }[];
  const author = message.author as { id: string };
  const maySee =
    (intents & messageContentIntent) !== 0 ||
    message.guild_id === undefined ||
    author.id === world.bot.id ||
    mentions.some(({ id }) => id === world.bot.id);
  return maySee ? message : { ...message, content: '', embeds: [], components: [], attachments: [] };
}
