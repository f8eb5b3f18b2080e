import { once } from 'node:events';

import { REST, Routes, ShardingManager } from 'discord.js';
import type { APIGatewayBotInfo } from 'discord.js';

import type { DiscordSettings } from '../discord-settings.js';
import type { Logger } from '../operation/logger.js';
import { explainLoginError } from './login-errors.js';

export interface RunningShards {
  readonly count: number;
  /** Resolves when a shard has ended with an exit code that trying again does not help. */
  readonly failed: Promise<void>;
  /** Asks every shard to finish, and waits for it. */
  stop(): Promise<void>;
}

/**
 * Starts `file` once a shard, in processes of their own, and anew when one ends, but not when it ends with
 * `hopelessExitCode`, such as for settings that are wrong. discord.js would ask
 * discord.com for their number whatever the configured address, so it is asked for here.
 * @throws UsageError for a token that Discord refuses.
 */
export async function runShards(
  settings: Pick<DiscordSettings, 'token' | 'apiUrl' | 'shards' | 'shutdownTimeoutMs'>,
  file: string,
  hopelessExitCode: number,
  logger: Logger,
): Promise<RunningShards> {
  const count = typeof settings.shards === 'number' ? settings.shards : await fetchShardCount(settings);
  const manager = new ShardingManager(file, {
    token: settings.token,
    totalShards: count,
    execArgv: process.execArgv,
  });
  let fail: () => void = () => undefined;
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
  // discord.js waits five seconds between shards, as Discord asks for.
  await manager.spawn({ timeout: -1 });
  return {
    count,
    failed,
    async stop() {
      manager.respawn = false;
      await Promise.all(
        manager.shards.map(async ({ process: child }) => {
          if (child === null || !('pid' in child) || child.exitCode !== null) return;
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        }),
      );
    },
  };
}

async function fetchShardCount({
  token,
  apiUrl,
}: Pick<DiscordSettings, 'token' | 'apiUrl'>): Promise<number> {
  const rest = new REST({ api: apiUrl }).setToken(token);
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
