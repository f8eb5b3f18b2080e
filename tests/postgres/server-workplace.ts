import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { IndexerReport } from '../../src/application/indexer-run.js';
import { IndexAnswerService } from '../../src/application/open-answer-service.js';
import { runServerIndexer } from '../../src/application/run-server-indexer.js';
import { ServerSnapshotHolder } from '../../src/application/server-snapshot-holder.js';
import { parseServerAddress } from '../../src/postgres/server-address.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import type { DebianServer } from './debian-server.js';

const embedder = createFakeEmbedder();

let schemas = 0;

/** A folder, in a directory for many, with an index of its own on a server. */
export class Workplace {
  readonly schema = `work_${++schemas}`;
  readonly folder: string;
  /** Where there is no index. */
  readonly directory: string;

  constructor(
    private readonly server: DebianServer,
    place: string,
    documents: number,
  ) {
    this.folder = join(place, this.schema, 'documents');
    this.directory = join(place, this.schema, 'index');
    mkdirSync(this.folder, { recursive: true });
    for (let number = 0; number < documents; number++) {
      this.put(
        `${number}.txt`,
        `The ferry number ${number} left the harbour. Its captain was called Nadim${number}.`,
      );
    }
  }

  put(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  url(port = this.server.port, more = ''): string {
    return `${this.server.url({ schema: this.schema, port })}${more}`;
  }

  index(url = this.url()): Promise<IndexerReport> {
    const { folder, directory } = this;
    const address = parseServerAddress(url);
    return runServerIndexer({ folder, directory, address, embedder, maxFileBytes: 1 << 20 });
  }

  async open(url = this.url(), onNotice?: (message: string) => void): Promise<IndexAnswerService> {
    const holder = await ServerSnapshotHolder.open({ address: parseServerAddress(url), embedder, onNotice });
    return new IndexAnswerService({ citations: 1, threshold: 0 }, holder);
  }
}

export async function quote(service: IndexAnswerService, question: string): Promise<string> {
  return (await service.ask(question)).citations[0]?.excerpt ?? '';
}

/** Fails with one sentence and a remedy. */
export async function expectSentence(work: Promise<unknown>, message: RegExp): Promise<void> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ message: expect.stringMatching(message) as string });
  const { message: said, remedy } = error as { message: string; remedy: string };
  expect(said).toMatch(/^[^\n]+\.$/);
  expect(remedy).toMatch(/\.$/);
  expect(`${said} ${remedy}`).not.toContain('secret');
}
