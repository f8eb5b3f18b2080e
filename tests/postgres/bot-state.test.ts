import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateServer } from '../../src/application/migrate-server.js';
import { runIndexer } from '../../src/application/run-indexer.js';
import { runServerIndexer, type ServerIndexerOptions } from '../../src/application/run-server-indexer.js';
import type { Feedback, ShownAnswer } from '../../src/contracts/bot-stores.js';
import type { IndexReader } from '../../src/contracts/index-reader.js';
import { defaultGuildSettings } from '../../src/discord/bot.js';
import { createServerBotStores, type ServerBotStores } from '../../src/postgres/bot-stores.js';
import { ServerIndexReader } from '../../src/postgres/index-reader.js';
import type { ServerAddress } from '../../src/postgres/server-address.js';
import { ServerDatabase } from '../../src/postgres/server-database.js';
import { openBotStores } from '../../src/store/open-bot-stores.js';
import { openIndexStore } from '../../src/store/open-index-store.js';
import {
  describeFeedbackStore,
  describeGuildSettingsStore,
  describeShownAnswerStore,
} from '../contracts/bot-stores-contract.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import { startPglite, type TestServer } from './pglite-server.js';

const embedder = createFakeEmbedder();

describe("a bot's state on a server", () => {
  const opened: ServerDatabase[] = [];
  let server: TestServer;
  let place: string;
  let address: ServerAddress;
  const open = async (): Promise<ServerBotStores> => {
    const database = await ServerDatabase.open(address);
    opened.push(database);
    for (const table of ['shown_answers', 'feedback', 'guild_settings']) {
      await database.query(`DELETE FROM ${database.schema}.${table}`);
    }
    return createServerBotStores(database);
  };
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'isnad-bot-state-'));
    server = await startPglite();
    address = server.address();
    await migrateServer(address, { directory: join(place, 'no-index') });
  }, 180_000);
  afterAll(async () => {
    for (const database of opened) await database.close();
    await server.stop();
    rmSync(place, { recursive: true, force: true });
  });

  it('is copied from an index in a directory, once, with the citations whose passages are the same', async () => {
    const folder = join(place, 'documents');
    const directory = join(place, 'index');
    for (let number = 0; number < 12; number++) {
      const collection = join(folder, number % 3 === 0 ? 'laws' : 'news');
      mkdirSync(collection, { recursive: true });
      const text = `The ferry number ${number} left the harbour. Its captain was called Nadim${number}.`;
      writeFileSync(join(collection, `${number}.txt`), text);
    }
    const indexServer = (
      address: ServerAddress,
      options: Pick<ServerIndexerOptions, 'rebuild' | 'onProgress'>,
    ): Promise<unknown> =>
      runServerIndexer({ folder, directory, address, embedder, maxFileBytes: 1 << 20, ...options });
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 });
    const store = openIndexStore(directory);
    const reader = store.openReader(1);
    const [first, second] = await reader.findPassageIds({ pathPrefixes: ['laws'] });
    // A document that is gone from the folder when the index has moved.
    const [gone] = await reader.findPassageIds({ pathPrefixes: ['laws/6.txt'] });
    store.close();
    const answer = (id: string, ...passageIds: number[]): ShownAnswer => ({
      id,
      kind: 'answered',
      question: 'متى؟ \u0000 \'"',
      followUpContext: undefined,
      language: 'ar',
      confidence: 0.5,
      citations: passageIds.map((passageId) => ({
        passageId,
        answerSpans: [{ start: 0, end: 1 }],
        markSpan: undefined,
      })),
      askerId: '1',
      guildId: '2',
      channelId: '3',
      isPrivate: false,
      createdAtMs: 5,
    });
    const remark: Feedback = {
      answerId: 'whole',
      userId: '1',
      guildId: '2',
      question: 'متى؟',
      confidence: 0.5,
      passageIds: [first!],
      verdict: 'helpful',
      whatWasWrong: '',
      whatWouldBeRight: '',
      createdAtMs: 6,
    };
    const local = openBotStores(directory);
    // More than are copied at a time.
    for (let number = 0; number < 600; number++)
      await local.shownAnswers.save(answer(`many-${number}`, first!));
    await local.shownAnswers.save(answer('whole', first!, second!));
    await local.shownAnswers.save(answer('half', first!, 1_000_000, 2 ** 40));
    await local.shownAnswers.save(answer('lost', 1_000_000));
    await local.shownAnswers.save(answer('removed', gone!, first!));
    await local.feedback.save(remark);
    await local.guildSettings.save('2', { ...defaultGuildSettings, language: 'ar' });
    await local.guildSettings.save('4', defaultGuildSettings);
    local.close();

    rmSync(join(folder, 'laws/6.txt'));
    await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 });
    const moved = server.address();
    const notices: string[] = [];
    await indexServer(moved, {
      onProgress: (progress) => {
        if (progress.step === 'notice') notices.push(progress.message);
      },
    });
    expect(notices.slice(1)).toEqual([
      'Copied what the bot had kept: 603 answers, 1 remark, the settings of 2 servers.',
    ]);
    const database = await ServerDatabase.open(moved);
    opened.push(database);
    const { shownAnswers, feedback, guildSettings } = createServerBotStores(database);
    expect(await shownAnswers.find('whole')).toEqual(answer('whole', first!, second!));
    expect(await shownAnswers.find('half')).toEqual(answer('half', first!, 0, 0));
    expect(await shownAnswers.find('removed')).toEqual(answer('removed', 0, first!));
    expect(await shownAnswers.find('lost')).toBeUndefined();
    expect(await shownAnswers.find('many-599')).toBeDefined();
    expect(await feedback.list('2')).toEqual([remark]);
    expect(await guildSettings.find('2')).toEqual({ ...defaultGuildSettings, language: 'ar' });

    // What has changed on the server stays; what is only in the directory comes.
    await guildSettings.save('2', { ...defaultGuildSettings, language: 'en' });
    await shownAnswers.save({ ...answer('whole', second!), confidence: 0.9 });
    await database.query(`DELETE FROM ${moved.schema}.guild_settings WHERE guild_id = '4'`);
    expect(await migrateServer(moved, { directory })).toEqual([
      expect.stringMatching(/are up to date\.$/),
      'Copied what the bot had kept: the settings of 1 server.',
    ]);
    expect(await guildSettings.find('2')).toMatchObject({ language: 'en' });
    expect((await shownAnswers.find('whole'))?.confidence).toBe(0.9);
    for (const each of [directory, join(place, 'no-index')]) {
      expect(await migrateServer(moved, { directory: each })).toHaveLength(1);
    }

    // An index that was made from the documents has passages of its own: no button may show another text.
    const made = server.address();
    await indexServer(made, { rebuild: true });
    await migrateServer(made, { directory });
    const other = await ServerDatabase.open(made);
    opened.push(other);
    const rows = await other.query<{ answer: string }>(`SELECT answer FROM ${made.schema}.shown_answers`);
    expect(rows.length).toBeGreaterThan(0);
    const ours = openIndexStore(directory);
    const textOf = async (from: IndexReader, id: number): Promise<string | undefined> => {
      const [passage] = await from.findPassages([id]);
      const document = passage && (await from.findDocument(passage.documentId));
      return document && `${document.path} ${document.text.slice(passage.span.start, passage.span.end)}`;
    };
    for (const { answer: json } of rows) {
      for (const { passageId } of (JSON.parse(json) as ShownAnswer).citations) {
        if (passageId === 0) continue;
        expect(await textOf(new ServerIndexReader(other, 1), passageId)).toBe(
          await textOf(ours.openReader(2), passageId),
        );
      }
    }
    expect(await other.query(`SELECT guild_id FROM ${made.schema}.guild_settings`)).toHaveLength(2);
    ours.close();
  }, 240_000);

  describeShownAnswerStore(async () => (await open()).shownAnswers);
  describeFeedbackStore(async () => (await open()).feedback);
  describeGuildSettingsStore(async () => (await open()).guildSettings);
});
