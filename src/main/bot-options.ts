import { Command } from 'commander';

import { readVersion } from '../application/product-version.js';
import { UsageError } from '../contracts/errors.js';
import { parseCollectionGrants } from '../discord/asking/collections.js';
import type { DiscordSettings } from '../discord/discord-settings.js';
import type { Logger } from '../discord/operation/logger.js';
import { loadDiscordSettings } from '../settings/discord-settings.js';
import { loadSettings } from '../settings/settings.js';
import type { Settings } from '../settings/settings.js';
import { describeSettings } from './describe-settings.js';
import { parseCommand, type CommandCall } from './parse-command.js';

export interface BotOptions {
  readonly settings: Settings;
  readonly discord: DiscordSettings;
  /** Whether this process starts shards and does not connect itself. */
  readonly isManager: boolean;
  readonly version: string;
}

/**
 * Reads the command line and the settings, and logs them. What can be seen to be wrong is told here, before the first
 * index is built.
 * @throws UsageError that says what is wrong.
 */
export async function readBotOptions(call: CommandCall, logger: Logger): Promise<BotOptions> {
  await parseCommand(new Command().description('Runs the bot on Discord; .env says how.'), call);
  const version = readVersion();
  const settings = loadSettings();
  const { token, isShard, ...rest } = loadDiscordSettings();
  const fields = describeSettings(settings, rest);
  logger.log('info', 'starting', { version, node: process.version, pid: process.pid, ...fields });
  if (token === undefined) {
    throw new UsageError(
      'DISCORD_TOKEN is missing, without which the bot cannot log in.',
      'Put it into .env as the README shows; until then "isnad ask", "isnad repl" and "isnad index" work without it.',
    );
  }
  parseCollectionGrants(rest.collections);
  return { settings, discord: { token, ...rest }, isManager: rest.shards !== 'none' && !isShard, version };
}
