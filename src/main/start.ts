import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';

import { openBotServices } from '../application/open-bot-services.js';
import { Workspace } from '../application/workspace.js';
import type { DiscordSettings } from '../discord/discord-settings.js';
import { runBot } from '../discord/gateway/run-bot.js';
import { runShards } from '../discord/gateway/run-shards.js';
import { createLogger } from '../discord/operation/logger.js';
import { loadDiscordSettings } from '../settings/discord-settings.js';
import { loadSettings } from '../settings/settings.js';
import { openAnswersBuildingFirst } from './first-use.js';
import { parseCommand } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

const missingToken =
  'DISCORD_TOKEN is missing, without which the bot cannot log in: put it into .env as the README shows; ' +
  'until then "npm run ask", "npm run repl" and "npm run index" work without it.';

const logger = createLogger((line) => {
  process.stderr.write(line);
});

/** Resolves when the operator, the service manager or the sharding manager ends the process. */
async function untilStopped(): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  await Promise.race(['SIGINT', 'SIGTERM', 'disconnect'].map((event) => once(process, event, { signal })));
  controller.abort();
}

async function runOneProcess(discord: DiscordSettings): Promise<number> {
  const settings = loadSettings();
  const workspace = new Workspace(settings);
  const answers = await openAnswersBuildingFirst(workspace);
  const services = openBotServices(workspace, settings);
  try {
    const stopped = untilStopped();
    const running = await runBot(discord, { ...services, answers, logger, now: Date.now });
    await stopped;
    await running.stop();
    return exitCodes.done;
  } finally {
    services.close();
    answers.close();
  }
}

async function runAllShards(discord: DiscordSettings): Promise<number> {
  const stopped = untilStopped();
  const running = await runShards(discord, fileURLToPath(import.meta.url), exitCodes.usage, logger);
  const hasFailed = await Promise.race([stopped.then(() => false), running.failed.then(() => true)]);
  await running.stop();
  return hasFailed ? exitCodes.usage : exitCodes.done;
}

runMain(async () => {
  await parseCommand(new Command('npm start').description('Runs the bot on Discord; .env says how.'));
  loadSettings();
  const { token, isShard, ...rest } = loadDiscordSettings();
  if (token === undefined) {
    process.stderr.write(`isnad: ${missingToken}\n`);
    return exitCodes.usage;
  }
  const discord: DiscordSettings = { token, ...rest };
  const run = discord.shards === 'none' || isShard ? runOneProcess : runAllShards;
  const exitCode = await run(discord);
  // The channel to the sharding manager would keep this process alive.
  if (isShard && process.connected) process.disconnect();
  return exitCode;
});
