import { setTimeout as delay } from 'node:timers/promises';

import { SimpleShardingStrategy, WebSocketShardEvents, WebSocketShardStatus } from '@discordjs/ws';
import type { IShardingStrategy, WebSocketManager } from '@discordjs/ws';

import type { BackOff } from './back-off.js';

/** A connection that has stood this long has forgotten the failures before it. */
const steadyAfterMs = 60_000;
/** Opening the WebSocket must be given up before waiting for its first word is: the library leaks the former else. */
const handshakeTimeoutMs = 10_000;
const helloTimeoutMs = 20_000;

export interface Reconnecting {
  readonly shardId: number;
  /** In a row: connections that did not come about, or stood for a moment only. */
  readonly failures: number;
  readonly waitMs: number;
  /** With which the last connection ended: 1006 where it was cut, or never came about. */
  readonly closeCode: number | undefined;
}

export interface Patience {
  readonly backOff: BackOff;
  /** Connecting ends with it. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly onReconnecting: (reconnecting: Reconnecting) => void;
}

interface ShardHistory {
  failures: number;
  readySinceMs: number | undefined;
  closeCode: number | undefined;
}

/** What is used here of the `WebSocket` of ws. */
interface OpeningSocket {
  readonly readyState: number;
  on(event: 'error', listener: () => void): unknown;
  terminate(): void;
}

/** `readyState` of a WebSocket that is not open yet. */
const connecting = 0;

/**
 * The WebSockets that are not open yet. Destroying a shard neither closes such a one nor listens to it any longer: its
 * failure, a moment later, would end the process.
 */
function findOpeningSockets(strategy: SimpleShardingStrategy): OpeningSocket[] {
  const shards = Reflect.get(strategy, 'shards') as ReadonlyMap<number, object>;
  return Array.from(shards.values()).flatMap((shard) => {
    const socket = Reflect.get(shard, 'connection') as OpeningSocket | null;
    return socket?.readyState === connecting ? [socket] : [];
  });
}

/**
 * Connects as discord.js does, but waits before it connects again: the library tries twice a second, for ever. It
 * asks for the session to resume before each connection, and waits for what it is told; this is where it is held up.
 */
export function createPatientStrategy(manager: WebSocketManager, patience: Patience): IShardingStrategy {
  const { backOff, signal, now, onReconnecting } = patience;
  const strategy = new SimpleShardingStrategy(manager);
  const histories = new Map<number, ShardHistory>();
  const historyOf = (shardId: number): ShardHistory => {
    const history = histories.get(shardId) ?? { failures: 0, readySinceMs: undefined, closeCode: undefined };
    histories.set(shardId, history);
    return history;
  };
  const noteReady = ({ shardId }: { readonly shardId: number }): void => {
    historyOf(shardId).readySinceMs = now();
  };
  manager.on(WebSocketShardEvents.Ready, noteReady);
  manager.on(WebSocketShardEvents.Resumed, noteReady);
  manager.on(WebSocketShardEvents.Closed, ({ shardId, code }) => {
    historyOf(shardId).closeCode = code;
  });

  async function waitForTurn(shardId: number): Promise<void> {
    const history = historyOf(shardId);
    const { readySinceMs, closeCode } = history;
    if (readySinceMs === undefined && closeCode === undefined) return;
    const wasSteady = readySinceMs !== undefined && now() - readySinceMs >= steadyAfterMs;
    const failures = wasSteady ? 0 : history.failures + 1;
    Object.assign(history, { failures, readySinceMs: undefined });
    const waitMs = failures === 0 ? 0 : backOff(failures);
    onReconnecting({ shardId, failures, waitMs, closeCode });
    await delay(waitMs, undefined, { signal }).catch(() => undefined);
  }

  const destroy = strategy.destroy.bind(strategy);
  strategy.destroy = async (options) => {
    const opening = findOpeningSockets(strategy);
    for (const socket of opening) socket.on('error', () => undefined);
    await destroy(options);
    for (const socket of opening) socket.terminate();
  };

  const retrieveSessionInfo = manager.options.retrieveSessionInfo.bind(manager.options);
  manager.options.handshakeTimeout = handshakeTimeoutMs;
  manager.options.helloTimeout = helloTimeoutMs;
  manager.options.retrieveSessionInfo = async (shardId) => {
    const isConnecting = async (): Promise<boolean | undefined> => {
      const status = (await strategy.fetchStatus()).get(shardId);
      return status === undefined ? undefined : status === WebSocketShardStatus.Idle;
    };
    if (await isConnecting()) await waitForTurn(shardId);
    // Closed meanwhile: the library would connect all the same. Nobody waits for this promise.
    if (signal.aborted || (await isConnecting()) === undefined) return new Promise(() => undefined);
    return retrieveSessionInfo(shardId);
  };
  return strategy;
}
