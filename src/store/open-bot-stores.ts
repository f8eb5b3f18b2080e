import type { BotState, BotStores } from '../contracts/bot-stores.js';
import {
  createFeedbackStore,
  createGuildSettingsStore,
  createShownAnswerStore,
  iterateBotState,
} from './bot-stores.js';
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

/**
 * Reads all that the bot has kept in the database of an index. `read` must be done with it when it resolves.
 * @throws IndexError where there is no index, or it cannot be opened.
 */
export async function readBotState<Result>(
  directory: string,
  read: (state: BotState) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(directory, { create: false });
  try {
    return await read(iterateBotState(database));
  } finally {
    database.close();
  }
}
