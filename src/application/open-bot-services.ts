import type { FeedbackStore, GuildSettingsStore, ShownAnswerStore } from '../contracts/bot-stores.js';
import type { SeedLibrary } from '../contracts/seed-library.js';
import type { Settings } from '../settings/settings.js';
import {
  createFeedbackStore,
  createGuildSettingsStore,
  createShownAnswerStore,
} from '../store/bot-stores.js';
import { openDatabase } from '../store/open-database.js';
import { createSeedLibrary } from './seed-library.js';
import type { Workspace } from './workspace.js';

/** What the Discord bot needs besides answers. */
export interface OpenBotServices {
  readonly shownAnswers: ShownAnswerStore;
  readonly feedback: FeedbackStore;
  readonly guildSettings: GuildSettingsStore;
  readonly seeds: SeedLibrary;
  close(): void;
}

/**
 * Opens the bot's part of a workspace's database. The index must be there, unless it is on a server: what the bot has
 * shown and been told is kept in the directory in any case.
 */
export function openBotServices(workspace: Workspace, { maxFileBytes }: Settings): OpenBotServices {
  const database = openDatabase(workspace.directory, { create: workspace.server !== undefined });
  return {
    shownAnswers: createShownAnswerStore(database),
    feedback: createFeedbackStore(database),
    guildSettings: createGuildSettingsStore(database),
    seeds: createSeedLibrary({ folder: workspace.folder, maxFileBytes }),
    close() {
      database.close();
    },
  };
}
