import type { BotStores } from '../contracts/bot-stores.js';
import { createFeedbackStore, createGuildSettingsStore, createShownAnswerStore } from './bot-stores.js';
import { openDatabase } from './open-database.js';

/**
 * Opens what the bot keeps in the database of an index.
 * @throws IndexError where there is no index, or it cannot be opened.
 */
export function openBotStores(directory: string): BotStores {
  const database = openDatabase(directory, { create: false });
  return {
    shownAnswers: createShownAnswerStore(database),
    feedback: createFeedbackStore(database),
    guildSettings: createGuildSettingsStore(database),
    close() {
      database.close();
    },
  };
}
