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

/** Opens the bot's part of a workspace's database. The index must be there. */
export function openBotServices(workspace: Workspace, { maxFileBytes, ocr }: Settings): OpenBotServices {
  return {
    ...openBotStores(workspace.directory),
    seeds: createSeedLibrary({
      folder: workspace.folder,
      maxFileBytes,
      recognisesScans: ocr === 'auto',
    }),
  };
}
