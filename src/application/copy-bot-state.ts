import type { BotState, ShownAnswer } from '../contracts/bot-stores.js';
import type { KnownDocument } from '../contracts/index-store.js';
import type { IndexReader } from '../contracts/index-reader.js';
import { BotStateImporter, spellPlace } from '../postgres/import-bot-state.js';
import type { WriterSession } from '../postgres/writer-session.js';
import { readBotState } from '../store/open-bot-stores.js';
import { findStoreIdentity, openIndexStore } from '../store/open-index-store.js';
import { withinRange } from '../postgres/index-reader.js';
import { countOf } from '../text/count.js';

/** Written at a time. */
const rowsAtATime = 500;

/** An id that no passage has: its citation is shown as gone. */
const noPassage = 0;

function* inBatches<Item>(items: Iterable<Item>): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < rowsAtATime) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function addUp<Item>(
  items: Iterable<Item>,
  add: (batch: readonly Item[]) => Promise<number>,
): Promise<number> {
  let added = 0;
  for (const batch of inBatches(items)) added += await add(batch);
  return added;
}

/** The passages of an index in a directory. */
interface LocalPassages {
  readonly reader: IndexReader;
  readonly documents: ReadonlyMap<number, KnownDocument>;
}

/**
 * Copies what a bot has kept in the index of a directory: answers shown, feedback, settings. It may be done again: what
 * the server has stays as it is. An answer keeps those of its citations that have the same id on the server, which all have
 * where the index was copied; one without any is left out. Says in a sentence what was new; undefined for nothing.
 */
export async function copyBotState(session: WriterSession, directory: string): Promise<string | undefined> {
  if (findStoreIdentity(directory) === undefined) return undefined;
  const store = openIndexStore(directory);
  try {
    const manifest = await store.findCurrentManifest();
    const snapshot = manifest?.snapshot ?? 0;
    const known = await store.openWriter(snapshot).currentDocuments();
    const passages: LocalPassages = {
      reader: store.openReader(snapshot),
      documents: new Map(known.map((document) => [document.id, document])),
    };
    return await readBotState(directory, (state) => copy(state, new BotStateImporter(session), passages));
  } finally {
    store.close();
  }
}

async function copy(
  state: BotState,
  importer: BotStateImporter,
  passages: LocalPassages,
): Promise<string | undefined> {
  const answers = await addUp(state.shownAnswers, async (batch) =>
    importer.addShownAnswers(await keepCitations(batch, importer, passages)),
  );
  const remarks = await addUp(state.feedback, (batch) => importer.addFeedback(batch));
  const guilds = await addUp(state.guildSettings, (batch) => importer.addGuildSettings(batch));
  const copied = [
    ...(answers > 0 ? [countOf(answers, 'answer')] : []),
    ...(remarks > 0 ? [countOf(remarks, 'remark')] : []),
    ...(guilds > 0 ? [`the settings of ${countOf(guilds, 'server')}`] : []),
  ];
  return copied.length === 0 ? undefined : `Copied what the bot had kept: ${copied.join(', ')}.`;
}

async function keepCitations(
  answers: readonly ShownAnswer[],
  importer: BotStateImporter,
  { reader, documents }: LocalPassages,
): Promise<ShownAnswer[]> {
  const ids = withinRange(answers.flatMap(({ citations }) => citations.map(({ passageId }) => passageId)));
  const there = await importer.findPassagePlaces([...new Set(ids)]);
  const isSame = new Map<number, boolean>();
  for (const { id, documentId, ordinal } of await reader.findPassages([...there.keys()])) {
    const document = documents.get(documentId);
    isSame.set(id, document !== undefined && spellPlace({ ...document, ordinal }) === there.get(id));
  }
  return answers
    .map((answer) => ({
      ...answer,
      citations: answer.citations.map((citation) =>
        isSame.get(citation.passageId) ? citation : { ...citation, passageId: noPassage },
      ),
    }))
    .filter(
      ({ citations }) => citations.length === 0 || citations.some(({ passageId }) => passageId !== noPassage),
    );
}
