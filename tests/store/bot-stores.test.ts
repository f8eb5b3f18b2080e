import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  createFeedbackStore,
  createGuildSettingsStore,
  createShownAnswerStore,
  takeOverBotTables,
} from '../../src/store/bot-stores.js';
import {
  describeFeedbackStore,
  describeGuildSettingsStore,
  describeShownAnswerStore,
} from '../contracts/bot-stores-contract.js';
import { temporaryDatabase, temporaryDirectory } from './temporary-index.js';
import { databasePath } from '../../src/store/database-path.js';

describeShownAnswerStore(() => createShownAnswerStore(temporaryDatabase()));
describeFeedbackStore(() => createFeedbackStore(temporaryDatabase()));
describeGuildSettingsStore(() => createGuildSettingsStore(temporaryDatabase()));

const settings = {
  allowedChannelIds: ['1'],
  language: undefined,
  threshold: 0.4,
  areAnswersPublic: true,
  collections: [],
  channelCollections: {},
};

it('takes over what the bot kept in an older database, and keeps what is newer', async () => {
  const directory = temporaryDirectory();
  const old = createGuildSettingsStore(temporaryDatabase(directory));
  await old.save('100', settings);
  await old.save('200', settings);
  const database = temporaryDatabase();
  const store = createGuildSettingsStore(database);
  await store.save('200', { ...settings, threshold: 0.9 });
  expect(takeOverBotTables(database, databasePath(directory))).toBe(true);
  expect(await store.find('100')).toEqual(settings);
  expect((await store.find('200'))?.threshold).toBe(0.9);
});

it('says when an older database cannot be read', () => {
  const path = join(temporaryDirectory(), 'broken.sqlite');
  writeFileSync(path, 'not a database at all, whatever its name says '.repeat(50));
  expect(takeOverBotTables(temporaryDatabase(), path)).toBe(false);
});
