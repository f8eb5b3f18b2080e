import { IndexError } from '../contracts/errors.js';
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
import { BoundedMap } from '../text/bounded-map.js';
import { answeredWithin } from './answered-within.js';
import type { ServerDatabase } from './server-database.js';
import { explainServerError } from './server-errors.js';

/** What a bot has shown, told and been told, on the server of its index: several processes share it. */
export type ServerBotStores = Omit<BotStores, 'close'>;

/** Discord wants a first answer within three seconds, also where the server is silent. */
const patienceMs = 1_500;

/** Takes the server for gone where it takes longer than Discord waits. */
async function withPatience<Result>({ address }: ServerDatabase, reading: Promise<Result>): Promise<Result> {
  try {
    return await answeredWithin(patienceMs, reading);
  } catch (error) {
    throw explainServerError(error, address);
  }
}

function createShownAnswers(database: ServerDatabase): ShownAnswerStore {
  const table = `${database.schema}.shown_answers`;
  const decode = ([row]: readonly { answer: string }[]): ShownAnswer | undefined =>
    row && (decodeState(row.answer) as ShownAnswer);
  const find = async (id: string): Promise<ShownAnswer | undefined> =>
    decode(await withPatience(database, database.query(`SELECT answer FROM ${table} WHERE id = $1`, [id])));
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
        await withPatience(
          database,
          database.query(
            `SELECT answer FROM ${table} WHERE channel_id = $1 AND (NOT is_private OR asker_id = $2)
             ORDER BY created_at_ms DESC LIMIT 1`,
            [channelId, readerId],
          ),
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
/** Guilds whose settings are kept for while the server is gone. */
const maxRemembered = 10_000;

function createGuildSettings(database: ServerDatabase): GuildSettingsStore {
  const table = `${database.schema}.guild_settings`;
  const remembered = new BoundedMap<
    string,
    { readonly settings: GuildSettings | undefined; readonly atMs: number }
  >(maxRemembered);
  const remember = (guildId: string, settings: GuildSettings | undefined): void => {
    remembered.set(guildId, { settings, atMs: performance.now() });
  };
  const isRecent = (atMs: number): boolean => performance.now() - atMs < rememberedMs;
  let gone: { readonly error: IndexError; readonly atMs: number } | undefined;
  const read = async (guildId: string): Promise<GuildSettings | undefined> => {
    const [row] = await withPatience(
      database,
      database.query<{ settings: string }>(`SELECT settings FROM ${table} WHERE guild_id = $1`, [guildId]),
    );
    return row && (decodeState(row.settings) as GuildSettings);
  };
  return {
    async find(guildId) {
      const known = remembered.get(guildId);
      if (known && isRecent(known.atMs)) return known.settings;
      try {
        if (gone && isRecent(gone.atMs)) throw gone.error;
        const settings = await read(guildId);
        gone = undefined;
        remember(guildId, settings);
        return settings;
      } catch (error) {
        if (!(error instanceof IndexError) || error.code !== 'INDEX_UNREACHABLE') throw error;
        if (gone?.error !== error) gone = { error, atMs: performance.now() };
        // What held when the server was last heard of holds until it is back.
        if (known) return known.settings;
        throw error;
      }
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
