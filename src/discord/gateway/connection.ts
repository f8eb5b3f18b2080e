import { Events } from 'discord.js';
import type { Client } from 'discord.js';

import { IsnadError, UsageError } from '../../contracts/errors.js';
import type { DiscordSettings } from '../discord-settings.js';
import { describeError } from '../operation/describe-error.js';
import type { Logger } from '../operation/logger.js';
import type { BackOff } from './back-off.js';
import { createClient } from './create-client.js';
import { findGatewayState } from './gateway-state.js';
import type { GatewayState } from './gateway-state.js';
import { keepTrying } from './keep-trying.js';
import { announcesRefusal, explainCloseCode, explainLoginError } from './login-errors.js';
import type { Reconnecting } from './patient-strategy.js';

/** Of a client before its first login, whose failures are waited out by the connection itself. */
const retriesOnceConnected = 3;

export interface ConnectionOptions {
  readonly settings: DiscordSettings;
  readonly logger: Logger;
  readonly backOff: BackOff;
  /** Called with every client before it logs in, to listen to it. */
  readonly prepare: (client: Client) => void;
  readonly now: () => number;
}

/** Keeps the bot connected to Discord: until it is closed, or Discord refuses the bot for good. */
export class Connection {
  /** Resolves when Discord refuses the bot in a way that trying again does not help, at login or later. */
  readonly refused: Promise<UsageError>;
  /** The last failure in a sentence, until there is a connection again. */
  problem: string | undefined;
  private isLoggingIn = false;
  private refusal: UsageError | undefined;
  private readonly closing = new AbortController();
  private resolveRefused: (refusal: UsageError) => void = () => undefined;
  private current: Client;

  constructor(private readonly options: ConnectionOptions) {
    this.refused = new Promise((resolve) => {
      this.resolveRefused = resolve;
    });
    this.current = this.createClient();
  }

  /** Another one after each failed login. */
  get client(): Client {
    return this.current;
  }

  get state(): GatewayState {
    return findGatewayState(this.current);
  }

  /**
   * Resolves once connected, however long that takes.
   * @throws UsageError when Discord refuses the bot for good; AbortError when closed before.
   */
  async open(): Promise<Client<true>> {
    const { settings, logger, backOff } = this.options;
    logger.log('info', 'connecting', { address: new URL(settings.apiUrl).origin });
    try {
      return await keepTrying(() => this.logIn(), {
        what: 'login',
        backOff,
        logger,
        signal: this.closing.signal,
        onFailure: (error) => {
          this.problem = error instanceof IsnadError ? error.message : 'Logging in to Discord failed.';
          this.current = this.createClient();
        },
      });
    } catch (error) {
      if (error instanceof UsageError) this.refuse(error);
      throw error;
    }
  }

  /** Says good-bye to Discord. Without an answer from there it does not resolve for half a minute. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.current.destroy();
  }

  private async logIn(): Promise<Client<true>> {
    const client = this.current;
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    client.rest.options.retries = 0;
    this.isLoggingIn = true;
    try {
      await client.login(this.options.settings.token);
      client.rest.options.retries = retriesOnceConnected;
      this.isLoggingIn = false;
      return await Promise.race([ready, this.refused.then((refusal) => Promise.reject(refusal))]);
    } catch (error) {
      this.isLoggingIn = false;
      await client.destroy();
      throw this.refusal ?? explainLoginError(error, this.options.settings.readsMessageContent);
    }
  }

  private refuse(refusal: UsageError): void {
    this.refusal ??= refusal;
    this.problem = refusal.message;
    this.resolveRefused(this.refusal);
  }

  private createClient(): Client {
    const { settings, logger, backOff, now, prepare } = this.options;
    const client = createClient(settings, {
      backOff,
      signal: this.closing.signal,
      now,
      onReconnecting: (reconnecting) => {
        this.noteReconnecting(reconnecting);
      },
    });
    client.on(Events.ShardDisconnect, ({ code }, shardId) => {
      const refusal = explainCloseCode(code, settings.readsMessageContent);
      logger.log('error', 'gateway refused', { shardId, closeCode: code, ...describeError(refusal) });
      this.refuse(refusal);
    });
    client.on(Events.ShardReady, (shardId) => {
      this.problem = undefined;
      logger.log('info', 'gateway connected', { shardId });
    });
    client.on(Events.ShardResume, (shardId, replayed) => {
      this.problem = undefined;
      logger.log('info', 'gateway resumed', { shardId, replayed });
    });
    client.on(Events.ShardError, (error, shardId) => {
      // What ends a login is logged as its failure.
      if (announcesRefusal(error) || this.isLoggingIn) return;
      logger.log('warn', 'gateway error', { shardId, ...describeError(explainLoginError(error)) });
    });
    client.on(Events.Error, (error) => {
      logger.log('error', 'client error', describeError(error));
    });
    client.rest.on('rateLimited', ({ route, timeToReset, global }) => {
      logger.log('warn', 'rate limited by Discord', { route, timeToReset, global });
    });
    prepare(client);
    return client;
  }

  private noteReconnecting({ shardId, failures, waitMs, closeCode }: Reconnecting): void {
    this.problem = 'Discord has ended the connection, or cannot be reached.';
    const fields = { shardId, failures, retryInSeconds: Math.round(waitMs / 100) / 10, closeCode };
    this.options.logger.log('warn', 'gateway reconnecting', fields);
  }
}
