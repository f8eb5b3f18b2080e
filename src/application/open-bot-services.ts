import type { BotStores } from '../contracts/bot-stores.js';
import type { SeedLibrary } from '../contracts/seed-library.js';
import type { Settings } from '../settings/settings.js';
import { openBotStores } from '../store/open-bot-stores.js';
import { createSeedLibrary } from './seed-library.js';
import type { Workspace } from './workspace.js';

/** What the Discord bot needs besides answers. */
export interface OpenBotServices extends BotStores {
  readonly seeds: SeedLibrary;
}

/** Opens the bot's part of a workspace's database, in the directory or on the server. The index must be there. */
export async function openBotServices(
  workspace: Workspace,
  { maxFileBytes, ocr }: Settings,
): Promise<OpenBotServices> {
  const seeds = createSeedLibrary({
    folder: workspace.folder,
    maxFileBytes,
    recognisesScans: ocr === 'auto',
  });
  if (workspace.server) {
    // An index in a directory does without all of it.
    const { ServerDatabase } = await import('../postgres/server-database.js');
    const { createServerBotStores } = await import('../postgres/bot-stores.js');
    // A standby answers questions, and keeps nothing; it may do so while there is no primary.
    const database = ServerDatabase.openLazily({ ...workspace.server, target: 'primary' });
    return {
      ...createServerBotStores(database),
      seeds,
      close() {
        void database.close();
      },
    };
  }
  return { ...openBotStores(workspace.directory), seeds };
}
