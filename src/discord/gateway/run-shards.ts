import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { REST, Routes, ShardingManager } from 'discord.js';
import type { APIGatewayBotInfo, Shard } from 'discord.js';

import type { DiscordSettings } from '../discord-settings.js';
import type { Logger } from '../operation/logger.js';
import { createBackOff } from './back-off.js';
import { keepTrying } from './keep-trying.js';
import { explainLoginError } from './login-errors.js';
import { restOptions } from './rest-options.js';

/** Shards have as long as their manager; what is left of one then is ended a moment before. */
const killBeforeMs = 200;

type ShardSettings = Pick<DiscordSettings, 'token' | 'apiUrl' | 'shards' | 'shutdownTimeoutMs'>;

export interface RunningShards {
  readonly count: number;
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

/**
 * Starts `program` once a shard, in processes of their own, and again when one ends, but not when it ends with
 * `hopelessExitCode`, such as for settings that are wrong. discord.js would ask
 * discord.com for their number whatever the configured address, so it is asked for here, as often as it takes.
 * @throws UsageError for a token that Discord refuses; AbortError when stopped before their number is known.
 */
export async function runShards(
  settings: ShardSettings,
  program: ShardProgram,
  hopelessExitCode: number,
  logger: Logger,
  signal: AbortSignal,
): Promise<RunningShards> {
  const count =
    typeof settings.shards === 'number'
      ? settings.shards
      : await keepTrying(() => fetchShardCount(settings), {
          what: 'asking for the number of shards',
          backOff: createBackOff(),
          logger,
          signal,
        });
  const manager = new ShardingManager(program.file, {
    token: settings.token,
    totalShards: count,
    shardArgs: [...program.given],
    execArgv: [...program.execArgv],
  });
  let fail: (result?: Promise<never>) => void = () => undefined;
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  manager.on('shardCreate', (shard) => {
    logger.log('info', 'shard started', { shardId: shard.id, shards: count });
    shard.on('death', (child) => {
      const exitCode = 'exitCode' in child ? (child.exitCode ?? undefined) : undefined;
      logger.log('warn', 'shard ended', { shardId: shard.id, exitCode });
      if (exitCode !== hopelessExitCode) return;
      manager.respawn = false;
      fail();
    });
  });
  // discord.js waits five seconds between shards, as Discord asks for; a stop need not wait for the last of them.
  manager.spawn({ timeout: -1 }).catch((error: unknown) => {
    fail(Promise.reject(new Error('The shards could not be started.', { cause: error })));
  });
  return {
    count,
    failed,
    async stop() {
      manager.respawn = false;
      const { shutdownTimeoutMs } = settings;
      await Promise.all(manager.shards.map((shard) => endShard(shard, shutdownTimeoutMs - killBeforeMs)));
    },
  };
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
