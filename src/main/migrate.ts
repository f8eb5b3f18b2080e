import { Command } from 'commander';
import { migrateServer } from '../application/migrate-server.js';
import { Workspace } from '../application/workspace.js';
import { loadSettings } from '../settings/settings.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

export function runMigrate(call: CommandCall): void {
  runMain(async () => {
    const command = new Command()
      .description(
        'Makes the tables of an index on a server (INDEX_URL), or brings those of an older version up to date, and copies what a bot has kept in INDEX_DIR.',
      )
      .action(async () => {
        const { server, directory } = new Workspace(loadSettings());
        process.stdout.write(`${await migrateServer(server, { directory })}\n`);
      });
    await parseCommand(command, call);
    return exitCodes.done;
  });
}
