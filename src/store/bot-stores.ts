import type {
  BotState,
  Feedback,
  FeedbackStore,
  GuildSettings,
  GuildSettingsStore,
  ShownAnswer,
  ShownAnswerStore,
} from '../contracts/bot-stores.js';
import type { SqliteDatabase } from './sqlite.js';

/** JSON has no undefined: an absent value is null in it, and undefined again when it comes back. */
export function encodeState(value: object): string {
  return JSON.stringify(value, (_, each: unknown) => (each === undefined ? null : each));
}

/** What {@link encodeState} has written. */
export function decodeState(json: string): unknown {
  const revive = (value: unknown): unknown => {
    if (value === null) return undefined;
    if (Array.isArray(value)) return value.map(revive);
    if (typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, revive(each)]));
  };
  return revive(JSON.parse(json));
}

export function createShownAnswerStore(database: SqliteDatabase): ShownAnswerStore {
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO shown_answers (id, channel_id, asker_id, is_private, created_at_ms, answer)
     VALUES (@id, @channelId, @askerId, @isPrivate, @createdAtMs, @answer)`,
  );
  const byId = database.prepare('SELECT answer FROM shown_answers WHERE id = ?').pluck();
  const latest = database
    .prepare(
      `SELECT answer FROM shown_answers WHERE channel_id = ? AND (is_private = 0 OR asker_id = ?)
       ORDER BY created_at_ms DESC LIMIT 1`,
    )
    .pluck();
  const remove = database.prepare('DELETE FROM shown_answers WHERE created_at_ms < ?');

  const save = (answer: ShownAnswer): void => {
    const { id, channelId, askerId, isPrivate, createdAtMs } = answer;
    upsert.run({
      id,
      channelId,
      askerId,
      isPrivate: isPrivate ? 1 : 0,
      createdAtMs,
      answer: encodeState(answer),
    });
  };
  const decodeFound = (json: unknown): ShownAnswer | undefined =>
    typeof json === 'string' ? (decodeState(json) as ShownAnswer) : undefined;
  const find = (id: string): ShownAnswer | undefined => decodeFound(byId.get(id));
  return {
    save,
    find,
    findLatest: (channelId, readerId) => decodeFound(latest.get(channelId, readerId)),
    publish(id) {
      const answer = find(id);
      if (!answer?.isPrivate) return false;
      save({ ...answer, isPrivate: false });
      return true;
    },
    deleteBefore: (timeMs) => remove.run(timeMs).changes,
  };
}

export function createFeedbackStore(database: SqliteDatabase): FeedbackStore {
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO feedback (answer_id, user_id, guild_id, created_at_ms, feedback)
     VALUES (@answerId, @userId, @guildId, @createdAtMs, @feedback)`,
  );
  const ofGuild = database
    .prepare('SELECT feedback FROM feedback WHERE guild_id = ? ORDER BY created_at_ms, answer_id, user_id')
    .pluck();
  return {
    save(feedback) {
      const { answerId, userId, guildId = null, createdAtMs } = feedback;
      upsert.run({ answerId, userId, guildId, createdAtMs, feedback: encodeState(feedback) });
    },
    list: (guildId) => (ofGuild.all(guildId) as string[]).map((json) => decodeState(json) as Feedback),
  };
}

export function createGuildSettingsStore(database: SqliteDatabase): GuildSettingsStore {
  const byGuild = database.prepare('SELECT settings FROM guild_settings WHERE guild_id = ?').pluck();
  const upsert = database.prepare('INSERT OR REPLACE INTO guild_settings (guild_id, settings) VALUES (?, ?)');
  return {
    find(guildId) {
      const json = byGuild.get(guildId) as string | undefined;
      return json === undefined ? undefined : (decodeState(json) as GuildSettings);
    },
    save(guildId, settings) {
      upsert.run(guildId, encodeState(settings));
    },
  };
}

/** Rows read at a time: a database cannot be written to while a loop over its rows is under way. */
const rowsAtATime = 500;

/** The rows of a table in the order of their key, with what a column of theirs encodes. */
function* iterateRows(
  database: SqliteDatabase,
  table: string,
  column: string,
  key: readonly string[],
): Generator<{ readonly key: readonly string[]; readonly value: unknown }> {
  const marks = key.map(() => '?').join(', ');
  const rowsAfter = database
    .prepare(
      `SELECT ${key.join(', ')}, ${column} FROM ${table} WHERE (${key.join(', ')}) > (${marks})
       ORDER BY ${key.join(', ')} LIMIT ${rowsAtATime}`,
    )
    .raw();
  for (let last = key.map(() => ''); ;) {
    const rows = rowsAfter.all(...last) as string[][];
    for (const row of rows) yield { key: row.slice(0, -1), value: decodeState(row.at(-1)!) };
    if (rows.length < rowsAtATime) return;
    last = rows.at(-1)!.slice(0, -1);
  }
}

function* map<Item, Result>(items: Iterable<Item>, change: (item: Item) => Result): Generator<Result> {
  for (const item of items) yield change(item);
}

/** All that the bot has kept. */
export function iterateBotState(database: SqliteDatabase): BotState {
  return {
    shownAnswers: map(
      iterateRows(database, 'shown_answers', 'answer', ['id']),
      ({ value }) => value as ShownAnswer,
    ),
    feedback: map(
      iterateRows(database, 'feedback', 'feedback', ['answer_id', 'user_id']),
      ({ value }) => value as Feedback,
    ),
    guildSettings: map(
      iterateRows(database, 'guild_settings', 'settings', ['guild_id']),
      ({ key: [guildId = ''], value }) => ({ guildId, settings: value as GuildSettings }),
    ),
  };
}

const botTables: Readonly<Record<string, string>> = {
  shown_answers: 'id, channel_id, asker_id, is_private, created_at_ms, answer',
  feedback: 'answer_id, user_id, guild_id, created_at_ms, feedback',
  guild_settings: 'guild_id, settings',
};

/**
 * Takes over what the bot had kept in a database that was set aside. False where some of it could not be
 * read; it is still in the old file then.
 */
export function takeOverBotTables(database: SqliteDatabase, oldPath: string): boolean {
  let isWhole = true;
  try {
    database.prepare('ATTACH ? AS old').run(oldPath);
  } catch {
    return false;
  }
  for (const [table, columns] of Object.entries(botTables)) {
    try {
      database.exec(`INSERT OR IGNORE INTO main.${table} (${columns}) SELECT ${columns} FROM old.${table}`);
    } catch {
      isWhole = false;
    }
  }
  database.exec('DETACH old');
  return isWhole;
}
