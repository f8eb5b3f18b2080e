import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';

import type { ExplainingAnswerService } from '../application/open-answer-service.js';
import { openBotServices } from '../application/open-bot-services.js';
import { isnadFile, programExecArgv } from '../application/program-files.js';
import { readVersion } from '../application/product-version.js';
import { Workspace } from '../application/workspace.js';
import { IndexError, IsnadError, UsageError } from '../contracts/errors.js';
import type { DiscordSettings } from '../discord/discord-settings.js';
import { runBot } from '../discord/gateway/run-bot.js';
import { runShards } from '../discord/gateway/run-shards.js';
import type { BotStatus } from '../discord/operation/bot-status.js';
import { describeError } from '../discord/operation/describe-error.js';
import { createLogger } from '../discord/operation/logger.js';
import { startMonitoring } from '../discord/operation/monitoring.js';
import { loadDiscordSettings } from '../settings/discord-settings.js';
import { loadSettings } from '../settings/settings.js';
import { createBotFirstUse } from './bot-first-use.js';
import { describeSettings } from './describe-settings.js';
import { openAnswersBuildingFirst } from './first-use.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';
import { listenForStop } from './stop-request.js';
import type { StopRequest } from './stop-request.js';

const version = readVersion();
const waitForIndexerMs = 2_000;

const logger = createLogger((line) => {
  process.stderr.write(line);
});

/** Another indexer at work, such as that of another shard, is waited for: it builds the same index. */
async function openAnswers(
  workspace: Workspace,
  status: BotStatus,
  signal: AbortSignal,
): Promise<ExplainingAnswerService> {
  const view = createBotFirstUse(logger, status);
  for (;;) {
    try {
      return await openAnswersBuildingFirst(workspace, { view, signal });
    } catch (error) {
      if (!(error instanceof IndexError) || error.code !== 'INDEX_LOCKED') throw error;
      logger.log('info', 'waiting for another indexer');
      await delay(waitForIndexerMs, undefined, { signal });
    }
  }
}

async function runOneProcess(discord: DiscordSettings, stop: StopRequest): Promise<void> {
  const settings = loadSettings();
  const { metricsPort, metricsHost } = discord;
  const monitoring = await startMonitoring({ metricsPort, metricsHost, version, now: Date.now });
  const workspace = new Workspace(settings);
  const answers = await openAnswers(workspace, monitoring.status, stop.signal);
  const services = openBotServices(workspace, settings);
  try {
    stop.signal.throwIfAborted();
    const running = runBot(discord, { ...services, answers, logger, monitoring, version, now: Date.now });
    const refusal = await Promise.race([stop.requested, running.refused]);
    await running.stop();
    if (refusal) throw refusal;
  } finally {
    services.close();
    answers.close();
  }
}

async function runAllShards(discord: DiscordSettings, stop: StopRequest): Promise<void> {
  const program = { file: isnadFile, given: ['start'], execArgv: programExecArgv };
  const running = await runShards(discord, program, exitCodes.usage, logger, stop.signal);
  const hasFailed = await Promise.race([stop.requested.then(() => false), running.failed.then(() => true)]);
  await running.stop();
  if (hasFailed) {
    throw new UsageError(
      'A shard has ended for a reason that starting it again does not help.',
      'Its own last line says which.',
    );
  }
}

async function start(call: CommandCall): Promise<number> {
  await parseCommand(
    new Command().description('Runs the bot on Discord; .env says how.').configureOutput({
      writeErr: (text) => {
        logger.log('error', 'failed', { code: 'USAGE', message: text.trim() });
      },
    }),
    call,
  );
  const settings = loadSettings();
  const { token, isShard, ...rest } = loadDiscordSettings();
  const stop = listenForStop(rest.shutdownTimeoutMs, logger);
  const isManager = rest.shards !== 'none' && !isShard;
  const fields = describeSettings(settings, rest);
  logger.log('info', 'starting', { version, node: process.version, pid: process.pid, ...fields });
  if (token === undefined) {
    throw new UsageError(
      'DISCORD_TOKEN is missing, without which the bot cannot log in.',
      'Put it into .env as the README shows; until then "npm run ask", "npm run repl" and "npm run index" work without it.',
    );
  }
  try {
    await (isManager ? runAllShards : runOneProcess)({ token, ...rest }, stop);
  } catch (error) {
    // What a stop has broken off is no failure.
    if (!stop.signal.aborted || error instanceof IsnadError) throw error;
    logger.log('info', 'stopped');
  }
  return exitCodes.done;
}

export function runStart(call: CommandCall): void {
  process.on('uncaughtException', (error) => {
    logger.log('error', 'crashed', describeError(error));
    process.exit(exitCodes.failed);
  });
  // Node prints its warnings as plain text; the log is JSON throughout.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    logger.log('warn', 'warning of Node.js', { name, message });
  });

  runMain(() => start(call), {
    exits: true,
    reportFailure(message, error) {
      logger.log('error', 'failed', { ...describeError(error), message });
    },
  });
}
