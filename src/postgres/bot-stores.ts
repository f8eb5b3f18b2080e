import type {
  BotStores,
  Feedback,
  FeedbackStore,
  GuildSettings,
  GuildSettingsStore,
  ShownAnswer,
  ShownAnswerStore,
} from '../contracts/bot-stores.js';
import { decodeState, encodeState } from '../store/bot-stores.js';
import type { ServerDatabase } from './server-database.js';

/** What a bot has shown, told and been told, on the server of its index: several processes share it. */
export type ServerBotStores = Omit<BotStores, 'close'>;

function createShownAnswers(database: ServerDatabase): ShownAnswerStore {
  const table = `${database.schema}.shown_answers`;
  const decode = ([row]: readonly { answer: string }[]): ShownAnswer | undefined =>
    row && (decodeState(row.answer) as ShownAnswer);
  const find = async (id: string): Promise<ShownAnswer | undefined> =>
    decode(await database.query(`SELECT answer FROM ${table} WHERE id = $1`, [id]));
  return {
    async save(answer) {
      const { id, channelId, askerId, isPrivate, createdAtMs } = answer;
      await database.query(
        `INSERT INTO ${table} (id, channel_id, asker_id, is_private, created_at_ms, answer)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET
           channel_id = excluded.channel_id, asker_id = excluded.asker_id, is_private = excluded.is_private,
           created_at_ms = excluded.created_at_ms, answer = excluded.answer`,
        [id, channelId, askerId, isPrivate, createdAtMs, encodeState(answer)],
      );
    },
    find,
    async findLatest(channelId, readerId) {
      return decode(
        await database.query(
          `SELECT answer FROM ${table} WHERE channel_id = $1 AND (NOT is_private OR asker_id = $2)
           ORDER BY created_at_ms DESC LIMIT 1`,
          [channelId, readerId],
        ),
      );
    },
    async publish(id) {
      const answer = await find(id);
      if (!answer) return false;
      // Two may press the button at once: one of them has published it.
      const rows = await database.query(
        `UPDATE ${table} SET is_private = false, answer = $2 WHERE id = $1 AND is_private RETURNING 1 AS done`,
        [id, encodeState({ ...answer, isPrivate: false })],
      );
      return rows.length > 0;
    },
    async deleteBefore(timeMs) {
      const rows = await database.query(`DELETE FROM ${table} WHERE created_at_ms < $1 RETURNING 1 AS gone`, [
        timeMs,
      ]);
      return rows.length;
    },
  };
}

function createFeedback(database: ServerDatabase): FeedbackStore {
  const table = `${database.schema}.feedback`;
  return {
    async save(feedback) {
      const { answerId, userId, guildId = null, createdAtMs } = feedback;
      await database.query(
        `INSERT INTO ${table} (answer_id, user_id, guild_id, created_at_ms, feedback)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (answer_id, user_id) DO UPDATE SET
           guild_id = excluded.guild_id, created_at_ms = excluded.created_at_ms, feedback = excluded.feedback`,
        [answerId, userId, guildId, createdAtMs, encodeState(feedback)],
      );
    },
    async list(guildId) {
      const rows = await database.query<{ feedback: string }>(
        `SELECT feedback FROM ${table} WHERE guild_id = $1
         ORDER BY created_at_ms, answer_id COLLATE "C", user_id COLLATE "C"`,
        [guildId],
      );
      return rows.map(({ feedback }) => decodeState(feedback) as Feedback);
    },
  };
}

/** How long settings are remembered: each question asks for them several times. What another process has changed counts then. */
const rememberedMs = 2_000;

function createGuildSettings(database: ServerDatabase): GuildSettingsStore {
  const table = `${database.schema}.guild_settings`;
  const remembered = new Map<
    string,
    { readonly settings: GuildSettings | undefined; readonly atMs: number }
  >();
  const remember = (guildId: string, settings: GuildSettings | undefined): void => {
    const nowMs = performance.now();
    for (const [id, { atMs }] of remembered) if (nowMs - atMs >= rememberedMs) remembered.delete(id);
    remembered.set(guildId, { settings, atMs: nowMs });
  };
  return {
    async find(guildId) {
      const known = remembered.get(guildId);
      if (known && performance.now() - known.atMs < rememberedMs) return known.settings;
      const [row] = await database.query<{ settings: string }>(
        `SELECT settings FROM ${table} WHERE guild_id = $1`,
        [guildId],
      );
      const settings = row && (decodeState(row.settings) as GuildSettings);
      remember(guildId, settings);
      return settings;
    },
    async save(guildId, settings) {
      await database.query(
        `INSERT INTO ${table} (guild_id, settings) VALUES ($1, $2)
         ON CONFLICT (guild_id) DO UPDATE SET settings = excluded.settings`,
        [guildId, encodeState(settings)],
      );
      remember(guildId, settings);
    },
  };
}

export function createServerBotStores(database: ServerDatabase): ServerBotStores {
  return {
    shownAnswers: createShownAnswers(database),
    feedback: createFeedback(database),
    guildSettings: createGuildSettings(database),
  };
}
