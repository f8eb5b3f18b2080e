import { Command } from 'commander';
import { registerCommands } from '../discord/registration/register-commands.js';
import { loadDiscordSettings } from '../settings/discord-settings.js';
import { loadSettings } from '../settings/settings.js';
import { exitCodes, runMain } from './run-main.js';

runMain(async () => {
  new Command('npm run register')
    .description('Tells Discord the commands of the bot; .env says where.')
    .exitOverride()
    .parse();
  loadSettings();
  const { token, apiUrl, guildId } = loadDiscordSettings();
  if (token === undefined) {
    process.stderr.write(
      'isnad: DISCORD_TOKEN is missing, without which no commands can be registered: put it into .env as the README shows.\n',
    );
    return exitCodes.failed;
  }
  const { hasChanged, commands, inviteLink } = await registerCommands({ token, apiUrl, guildId });
  const place =
    guildId === undefined ? 'in every server (Discord may take a moment)' : `in server ${guildId}`;
  process.stdout.write(
    `${hasChanged ? `Registered ${commands} commands` : `The ${commands} commands are registered already`} ${place}.\n` +
      `Invite the bot with exactly the permissions that it needs:\n${inviteLink}\n`,
  );
  return exitCodes.done;
});
