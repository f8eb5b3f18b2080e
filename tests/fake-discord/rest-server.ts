import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { ChannelEndpoints } from './channel-endpoints.js';
import type { FakeClock } from './clock.js';
import { recordExchange } from './exchange-recorder.js';
import { InteractionEndpoints } from './interaction-endpoints.js';
import type { FakeInteraction } from './interactions.js';
import { MessageWriter } from './message-writer.js';
import { attachmentPayload, messagePayloadOf } from './payloads.js';
import { RateLimits } from './rate-limits.js';
import type { RateLimitOptions } from './rate-limits.js';
import { readBody } from './read-request.js';
import type { RequestBody } from './read-request.js';
import { refusals, RestError } from './rest-error.js';
import { createRoutes } from './routes.js';
import type { Route } from './routes.js';
import type { FakeChannel, FakeMessage, World } from './world.js';

/** One request as it was answered. */
export interface RestLogEntry {
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: number | undefined;
  /** What was wrong with it, where it was refused as malformed. */
  readonly errors: unknown;
}

/** A failure to answer the next fitting requests with. */
export interface PlannedFailure {
  readonly method: string;
  readonly path: RegExp;
  readonly error: RestError;
  times: number;
}

export interface RestOptions {
  readonly token: string;
  readonly shards: number;
  readonly clock: FakeClock;
  readonly rateLimits: RateLimitOptions;
  readonly dispatch: (event: string, channel: FakeChannel, data: Record<string, unknown>) => void;
}

interface RequestLine {
  readonly method: string;
  /** Without the version of the API. */
  readonly path: string;
  readonly query: URLSearchParams;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** REST v10 over real HTTP: finds the route, checks the token and the limits, and logs every request. */
export class RestServer {
  readonly http: Server;
  readonly log: RestLogEntry[] = [];
  readonly failures: PlannedFailure[] = [];
  /** Where the bot believes Discord to be, when something stands in between. */
  publicOrigin: string | undefined;
  private readonly writer: MessageWriter;
  private readonly interactionEndpoints: InteractionEndpoints;
  private readonly limits: RateLimits;
  private readonly routes: readonly (Route & { pattern: RegExp })[];

  constructor(
    private readonly world: World,
    private readonly options: RestOptions,
  ) {
    this.writer = new MessageWriter(world);
    this.interactionEndpoints = new InteractionEndpoints(options.clock, this.writer);
    this.limits = new RateLimits(options.clock, options.rateLimits);
    this.http = createServer((request, response) => {
      void this.answer(request, response);
    });
    const routes = createRoutes({
      world,
      channels: new ChannelEndpoints(world, this.writer),
      interactions: this.interactionEndpoints,
      shards: options.shards,
      origin: () => this.origin,
      publicOrigin: () => this.publicOrigin ?? this.origin,
      dispatch: options.dispatch,
    });
    this.routes = routes.map((route) => ({
      ...route,
      pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
    }));
  }

  get origin(): string {
    const address = this.http.address();
    if (address === null || typeof address === 'string') throw new Error('The server is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** By their tokens. */
  get interactions(): Map<string, FakeInteraction> {
    return this.interactionEndpoints.interactions;
  }

  /** Attached files by their ids. */
  get uploads(): Map<string, Uint8Array> {
    return this.writer.uploads;
  }

  payload(message: FakeMessage): Record<string, unknown> {
    return messagePayloadOf(this.world, message, this.origin);
  }

  attachment(attachment: FakeMessage['attachments'][number]) {
    return attachmentPayload(attachment, this.origin);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const [path = '/', query = ''] = (request.url ?? '/').split('?');
    if (path.startsWith('/attachments/')) {
      const bytes = this.uploads.get(path.slice('/attachments/'.length));
      response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
      return;
    }
    const atMs = performance.now();
    const apiPath = path.replace(/^\/api\/v10/, '');
    let body: RequestBody | undefined;
    let answer: Answer;
    let refusal: RestError | undefined;
    try {
      body = await readBody(request);
      answer = this.dispatchRequest(
        request,
        { method, path: apiPath, query: new URLSearchParams(query) },
        body,
      );
    } catch (error) {
      refusal = error instanceof RestError ? error : new RestError(500, 0, String(error));
      const { status, code, message, details, headers } = refusal;
      answer = { status, headers, body: { message, code, ...details } };
    }
    const { status, headers } = answer;
    this.log.push({
      atMs,
      method,
      path: apiPath,
      status,
      code: refusal?.code,
      errors: refusal?.details.errors,
    });
    recordExchange({
      method,
      path: apiPath,
      query,
      request: body?.json,
      status,
      response: answer.body,
    });
    if (answer.body === undefined) response.writeHead(status, headers).end();
    else {
      response.writeHead(status, { ...headers, 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    }
  }

  private dispatchRequest(
    request: IncomingMessage,
    { method, path, query }: RequestLine,
    body: RequestBody,
  ): Answer {
    const planned = this.failures.find(
      (failure) => failure.times > 0 && failure.method === method && failure.path.test(path),
    );
    if (planned !== undefined) {
      planned.times--;
      throw planned.error;
    }
    for (const route of this.routes) {
      const match = route.method === method ? route.pattern.exec(path) : null;
      if (match === null) continue;
      if (!route.isOfInteraction) {
        if (request.headers.authorization !== `Bot ${this.options.token}`) throw refusals.unauthorized();
        this.limits.takeGlobal();
      }
      const headers = route.hasBucket
        ? this.limits.takeFromBucket(`${method} ${route.path}`, majorParameterOf(path))
        : {};
      try {
        const result = route.handle(match.slice(1).map(decodeURIComponent), body, query);
        return { status: route.status, headers, body: result };
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        const { status, code, message, details } = error;
        throw new RestError(status, code, message, details, { ...headers, ...error.headers });
      }
    }
    throw refusals.notFound();
  }
}

/** The channel, the guild, or the webhook with its token: each has buckets of its own. */
function majorParameterOf(path: string): string {
  return /^\/(?:channels\/[^/]+|webhooks\/[^/]+\/[^/]+)|\/guilds\/[^/]+/.exec(path)?.[0] ?? '';
}
