import { openShardClaims } from '../application/open-shard-claims.js';
import { isnadFile, programExecArgv } from '../application/program-files.js';
import { UsageError } from '../contracts/errors.js';
import { runShards } from '../discord/gateway/run-shards.js';
import type { Logger } from '../discord/operation/logger.js';
import type { BotOptions } from './bot-options.js';
import { exitCodes } from './run-main.js';
import type { StopRequest } from './stop-request.js';

export interface ManagerParts {
  readonly logger: Logger;
  readonly stop: StopRequest;
}

/** Runs the bot, or the part of it that is this machine's, as several processes until it is to stop, or one of them has ended for good. */
export async function runAllShards(
  { settings, discord }: BotOptions,
  { logger, stop }: ManagerParts,
): Promise<void> {
  const running = await runShards(discord, {
    program: { file: isnadFile, given: ['start'], execArgv: programExecArgv },
    hopelessExitCode: exitCodes.usage,
    claims: await openShardClaims(settings, discord),
    logger,
    signal: stop.signal,
  });
  const hasFailed = await Promise.race([stop.requested.then(() => false), running.failed.then(() => true)]);
  await running.stop();
  if (hasFailed) {
    throw new UsageError(
      'A shard has ended for a reason that starting it again does not help.',
      'Its own last line says which.',
    );
  }
}
