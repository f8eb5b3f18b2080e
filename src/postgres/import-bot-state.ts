import type { Feedback, GuildSettings, ShownAnswer } from '../contracts/bot-stores.js';
import { encodeState } from '../store/bot-stores.js';
import type { BulkValue } from './bulk-load.js';
import type { WriterSession } from './writer-session.js';

/** Takes over what a bot has kept elsewhere. What is there already stays as it is; each gives how much was new. */
export class BotStateImporter {
  constructor(private readonly session: WriterSession) {}

  addShownAnswers(answers: readonly ShownAnswer[]): Promise<number> {
    const columns = 'id, channel_id, asker_id, is_private, created_at_ms, answer';
    const rows = answers.map((answer): BulkValue[] => {
      const { id, channelId, askerId, isPrivate, createdAtMs } = answer;
      return [id, channelId, askerId, String(isPrivate), createdAtMs, encodeState(answer)];
    });
    return this.add('shown_answers', columns, rows);
  }

  addFeedback(feedback: readonly Feedback[]): Promise<number> {
    const columns = 'answer_id, user_id, guild_id, created_at_ms, feedback';
    const rows = feedback.map((each): BulkValue[] => {
      const { answerId, userId, guildId = null, createdAtMs } = each;
      return [answerId, userId, guildId, createdAtMs, encodeState(each)];
    });
    return this.add('feedback', columns, rows);
  }

  addGuildSettings(
    guilds: readonly { readonly guildId: string; readonly settings: GuildSettings }[],
  ): Promise<number> {
    const rows = guilds.map(({ guildId, settings }): BulkValue[] => [guildId, encodeState(settings)]);
    return this.add('guild_settings', 'guild_id, settings', rows);
  }

  /** Where passages stand, by id: the path and the bytes of the file, and which of its passages it is. */
  async findPassagePlaces(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const { schema } = this.session;
    const rows = await this.session.query<PassagePlace & { id: number }>(
      `SELECT p.id, p.ordinal, d.path, d.sha256, d.fingerprint FROM ${schema}.passages p
       JOIN ${schema}.documents d ON d.id = p.document_id AND d.shard = p.shard WHERE p.id = ANY($1::int[])`,
      [ids],
    );
    return new Map(rows.map(({ id, ...place }) => [id, spellPlace(place)]));
  }

  private async add(table: string, columns: string, rows: readonly BulkValue[][]): Promise<number> {
    if (rows.length === 0) return 0;
    const { schema } = this.session;
    return this.session.write(async (transaction) => {
      await transaction.query(`CREATE TEMPORARY TABLE kept (LIKE ${schema}.${table}) ON COMMIT DROP`);
      await transaction.load(`kept (${columns})`, rows);
      const added = await transaction.query(
        `INSERT INTO ${schema}.${table} (${columns}) SELECT ${columns} FROM kept
         ON CONFLICT DO NOTHING RETURNING 1 AS added`,
      );
      return added.length;
    });
  }
}

export interface PassagePlace {
  readonly path: string;
  readonly sha256: string;
  /** Of what cut the document. */
  readonly fingerprint: string;
  readonly ordinal: number;
}

/** The same for the same passage of the same file, wherever it is stored. */
export function spellPlace({ path, sha256, fingerprint, ordinal }: PassagePlace): string {
  return JSON.stringify([path, sha256, fingerprint, ordinal]);
}
