import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { REST, Routes, ShardingManager } from 'discord.js';
import type { APIGatewayBotInfo, Shard } from 'discord.js';

import type { ShardClaims } from '../../contracts/shards.js';
import type { DiscordSettings } from '../discord-settings.js';
import { describeError } from '../operation/describe-error.js';
import type { Logger } from '../operation/logger.js';
import { createBackOff } from './back-off.js';
import { keepTrying } from './keep-trying.js';
import { explainLoginError } from './login-errors.js';
import { restOptions } from './rest-options.js';

/** Shards have as long as their manager; what is left of one then is ended a moment before. */
const killBeforeMs = 200;

type ShardSettings = Pick<DiscordSettings, 'token' | 'apiUrl' | 'shards' | 'shutdownTimeoutMs'>;

export interface RunningShards {
  /** Resolves when a shard has ended with an exit code that trying again does not help; rejects when none starts. */
  readonly failed: Promise<void>;
  /** Asks every shard to finish, and waits for it as long as the settings say. */
  stop(): Promise<void>;
}

/** What a shard runs. */
export interface ShardProgram {
  readonly file: string;
  /** Its arguments. */
  readonly given: readonly string[];
  /** The options of Node.js. */
  readonly execArgv: readonly string[];
}

/** How often shards that other machines have left are looked for, and one more is started. */
const claimEveryByDefaultMs = 5_000;

export interface ShardParts {
  readonly program: ShardProgram;
  /** A shard that ends with this code, such as for settings that are wrong, is not started again. */
  readonly hopelessExitCode: number;
  /** Where several machines agree on their shards; else those of the settings run here. */
  readonly claims: ShardClaims | undefined;
  readonly claimEveryMs?: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Starts a program once a shard, in processes of their own, and again when one ends. discord.js would ask
 * discord.com for their number whatever the configured address, so it is asked for here, as often as it takes.
 * @throws UsageError for a token that Discord refuses; AbortError when stopped before their number is known.
 */
export async function runShards(
  settings: ShardSettings,
  { program, hopelessExitCode, claims, claimEveryMs = claimEveryByDefaultMs, logger, signal }: ShardParts,
): Promise<RunningShards> {
  const { total, here } = await findShare(settings, logger, signal);
  const manager = new ShardingManager(program.file, {
    token: settings.token,
    totalShards: total,
    ...(here !== undefined && { shardList: [...here] }),
    shardArgs: [...program.given],
    execArgv: [...program.execArgv],
  });
  let fail: (result?: Promise<never>) => void = () => undefined;
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  const failToStart = (error: unknown): void => {
    fail(Promise.reject(new Error('The shards could not be started.', { cause: error })));
  };
  manager.on('shardCreate', (shard) => {
    logger.log('info', 'shard started', { shardId: shard.id, shards: total });
    shard.on('death', (child) => {
      const exitCode = 'exitCode' in child ? (child.exitCode ?? undefined) : undefined;
      logger.log('warn', 'shard ended', { shardId: shard.id, exitCode });
      if (exitCode !== hopelessExitCode) return;
      manager.respawn = false;
      fail();
    });
  });
  const stopping = new AbortController();
  if (claims) {
    const untilStop = AbortSignal.any([signal, stopping.signal]);
    void followClaims(manager, { claims, claimEveryMs, logger, signal: untilStop, failToStart });
  } else {
    // discord.js waits five seconds between shards, as Discord asks for; a stop need not wait for the last of them.
    manager.spawn({ timeout: -1 }).catch(failToStart);
  }
  return {
    failed,
    async stop() {
      stopping.abort();
      manager.respawn = false;
      const { shutdownTimeoutMs } = settings;
      await Promise.all(manager.shards.map((shard) => endShard(shard, shutdownTimeoutMs - killBeforeMs)));
      await claims?.close();
    },
  };
}

interface FollowedClaims extends Pick<ShardParts, 'logger' | 'signal'> {
  readonly claims: ShardClaims;
  readonly claimEveryMs: number;
  readonly failToStart: (error: unknown) => void;
}

/**
 * Runs the shards that are claimed, as they come and go. While it cannot be told which they are, those that run go on:
 * whoever is asked meanwhile says at least that the documents cannot be reached.
 */
async function followClaims(manager: ShardingManager, followed: FollowedClaims): Promise<void> {
  const { claims, claimEveryMs, logger, signal } = followed;
  let hasFailed = false;
  let isSpare = false;
  while (!signal.aborted) {
    const held = await claims.renew().catch((error: unknown) => {
      if (!hasFailed) logger.log('warn', 'shards not claimed', describeError(error));
      return undefined;
    });
    hasFailed = held === undefined;
    if (held) {
      if (held.length === 0 && !isSpare) logger.log('info', 'waiting for a shard that no other machine runs');
      isSpare = held.length === 0;
      takeUp(manager, held, followed);
    }
    await delay(claimEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Ends the shards that are not among those held, and starts one of those that do not run yet. */
function takeUp(
  manager: ShardingManager,
  held: readonly number[],
  { logger, signal, failToStart }: FollowedClaims,
): void {
  if (signal.aborted) return;
  for (const shard of manager.shards.values()) {
    if (held.includes(shard.id)) continue;
    logger.log('warn', 'shard given up', { shardId: shard.id });
    if (shard.process ?? shard.worker) shard.kill();
    manager.shards.delete(shard.id);
  }
  // The others later: Discord asks for a wait between them.
  const next = held.find((id) => !manager.shards.has(id));
  if (next !== undefined) manager.createShard(next).spawn(-1).catch(failToStart);
}

/** Which shards run here; their numbers are left out where all do, or where that is claimed. */
async function findShare(
  settings: ShardSettings,
  logger: Logger,
  signal: AbortSignal,
): Promise<{ readonly total: number; readonly here?: readonly number[] }> {
  const { shards } = settings;
  if (typeof shards === 'number') return { total: shards };
  if (typeof shards === 'object') {
    const { total, here } = shards;
    return typeof here === 'number' ? { total } : { total, here };
  }
  const total = await keepTrying(() => fetchShardCount(settings), {
    what: 'asking for the number of shards',
    backOff: createBackOff(),
    logger,
    signal,
  });
  return { total };
}

async function endShard({ process: child }: Shard, timeoutMs: number): Promise<void> {
  if (child === null || !('pid' in child) || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = delay(Math.max(0, timeoutMs), true, { ref: false });
  if (await Promise.race([ended.then(() => false), late])) child.kill('SIGKILL');
  await ended;
}

async function fetchShardCount({ token, apiUrl }: ShardSettings): Promise<number> {
  const rest = new REST({ ...restOptions(apiUrl), retries: 0 }).setToken(token);
  try {
    const { shards } = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    return shards;
  } catch (error) {
    throw explainLoginError(error);
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}
