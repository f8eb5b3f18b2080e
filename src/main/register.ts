import { Command } from 'commander';
import { UsageError } from '../contracts/errors.js';
import { registerCommands, type Registration } from '../discord/registration/register-commands.js';
import { loadDiscordSettings } from '../settings/discord-settings.js';
import { loadSettings } from '../settings/settings.js';
import { spellCommand } from './command-spelling.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

interface RegisterFlags {
  readonly removeOther?: true;
}

/** Servers that are named; the rest is counted. */
const maxNamedServers = 5;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function nameServers(ids: readonly string[]): string {
  const named = ids.slice(0, maxNamedServers).join(', ');
  const more = ids.length > maxNamedServers ? ` and ${ids.length - maxNamedServers} more` : '';
  return `${ids.length === 1 ? 'server' : 'servers'} ${named}${more}`;
}

/** What members see twice, and how that ends; empty where they do not. */
function describeOthers(
  { otherPlaces }: Registration,
  guildId: string | undefined,
  removesOther: boolean,
): string {
  if (otherPlaces.length === 0) return '';
  const guildIds = otherPlaces.filter((place) => place !== undefined);
  const where = guildIds.length === 0 ? 'for every server' : `in ${nameServers(guildIds)} alone`;
  if (removesOther) return `Removed the commands that were registered ${where}.`;
  const seenIn = guildId === undefined ? 'there' : `in server ${guildId}`;
  return (
    `Commands are registered ${where} too, and members see them twice ${seenIn}. ` +
    `To remove those and keep these, run: ${spellCommand('register', '--remove-other')}`
  );
}

async function register({ removeOther = false }: { readonly removeOther?: boolean }): Promise<void> {
  loadSettings();
  const { token, apiUrl, guildId } = loadDiscordSettings();
  if (token === undefined) {
    throw new UsageError(
      'DISCORD_TOKEN is missing, without which no commands can be registered.',
      'Put it into .env as the README shows.',
    );
  }
  const registration = await registerCommands(
    { token, apiUrl, guildId },
    {
      removesOther: removeOther,
      onInviteLink: (link) => {
        say(`Invite the bot with exactly the permissions that it needs:\n${link}`);
      },
    },
  );
  const { hasChanged, commands } = registration;
  const moment = hasChanged ? ' (Discord may take a moment)' : '';
  const place = guildId === undefined ? `in every server${moment}` : `in server ${guildId}`;
  say(
    `${hasChanged ? `Registered ${commands} commands` : `The ${commands} commands are registered already`} ${place}.`,
  );
  const others = describeOthers(registration, guildId, removeOther);
  if (others !== '') say(others);
}

export function runRegister(call: CommandCall): void {
  runMain(async () => {
    const command = new Command()
      .description('Tells Discord the commands of the bot; .env says where.')
      .option('--remove-other', 'also remove commands registered elsewhere that members would see twice')
      .action(async (flags: RegisterFlags) => {
        await register(flags);
      });
    await parseCommand(command, call);
    return exitCodes.done;
  });
}
