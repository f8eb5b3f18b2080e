import { Command, InvalidArgumentError } from 'commander';
import { migrateServer } from '../application/migrate-server.js';
import { Workspace } from '../application/workspace.js';
import { UsageError } from '../contracts/errors.js';
import { loadSettings } from '../settings/settings.js';
import { parseCommand, type CommandCall } from './parse-command.js';
import { exitCodes, runMain } from './run-main.js';

const mostShards = 1_000;

function readShardCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 2 && count <= mostShards) return count;
  throw new InvalidArgumentError(`It must be a whole number from 2 to ${mostShards}.`);
}

export function runMigrate(call: CommandCall): void {
  runMain(async () => {
    const command = new Command()
      .description(
        'Makes the tables of an index on a server (INDEX_URL), or brings those of an older version up to date, and copies what a bot has kept in INDEX_DIR.',
      )
      .option('--citus', 'spread the tables of an empty index over the workers of a Citus cluster')
      .option('--shards <count>', 'with --citus: over how many shards (default: 32)', readShardCount)
      .action(async (flags: { readonly citus?: true; readonly shards?: number }) => {
        if (flags.shards !== undefined && !flags.citus) {
          throw new UsageError('--shards goes with --citus only.', 'Add --citus, or leave --shards out.');
        }
        const { server, directory } = new Workspace(loadSettings());
        const done = await migrateServer(server, { directory, ...flags });
        process.stdout.write(`${done.join('\n')}\n`);
      });
    await parseCommand(command, call);
    return exitCodes.done;
  });
}
