/**
 * Asks damaged indexes in a process of its own, so that a crash of native code ends it and not the tests:
 * `damage-child.ts FOLDER WORD…` reads paths of indexes from stdin, one a line, and prints a line of JSON for
 * each: what was answered, then what after the next run of the indexer.
 */
import { createInterface } from 'node:readline';
import { openAnswerService } from '../../src/application/open-answer-service.js';
import { runIndexer } from '../../src/application/run-indexer.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';

/** What came of asking an index: what was quoted, word by word, or why nothing was. */
export interface Asked {
  readonly quotations?: Readonly<Record<string, readonly { path: string; excerpt: string }[]>>;
  readonly error?: { readonly name: string; readonly message: string; readonly remedy?: string };
  readonly notices: readonly string[];
}

export interface DamageOutcome {
  readonly directory: string;
  readonly damaged: Asked;
  readonly repaired: Asked;
}

const embedder = createFakeEmbedder();
const [folder = '', ...words] = process.argv.slice(2);

async function ask(directory: string): Promise<Asked> {
  const notices: string[] = [];
  const onNotice = (message: string): void => {
    notices.push(message);
  };
  try {
    const service = await openAnswerService({ directory, embedder, citations: 3, threshold: 0, onNotice });
    try {
      const quotations: Record<string, { path: string; excerpt: string }[]> = {};
      for (const word of words) {
        const { citations } = await service.ask(`Where was the ${word} seen?`);
        quotations[word] = citations
          .filter(({ excerpt }) => excerpt.includes(word))
          .map(({ place, excerpt }) => ({ path: place.path, excerpt }));
      }
      return { quotations, notices };
    } finally {
      service.close();
    }
  } catch (error) {
    const { name, message, remedy } = error as Error & { remedy?: string };
    return { error: { name, message, ...(remedy !== undefined && { remedy }) }, notices };
  }
}

for await (const directory of createInterface({ input: process.stdin })) {
  const damaged = await ask(directory);
  let failed: Asked | undefined;
  await runIndexer({ folder, directory, embedder, maxFileBytes: 1 << 20 }).catch((error: unknown) => {
    const { name, message } = error as Error;
    failed = { error: { name, message }, notices: [] };
  });
  const outcome: DamageOutcome = { directory, damaged, repaired: failed ?? (await ask(directory)) };
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
