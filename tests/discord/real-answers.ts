import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Workspace } from '../../src/application/workspace.js';
import type { AnswerService } from '../../src/contracts/answer.js';
import { parseSettings } from '../../src/settings/settings.js';

export interface RealAnswers {
  readonly answers: AnswerService;
  /** Writes a file into the documents folder and runs the indexer. */
  add(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  close(): void;
}

/** The product itself over a folder of its own that holds the seed article. */
export async function openRealAnswers(seedPath: string): Promise<RealAnswers> {
  const root = mkdtempSync(join(tmpdir(), 'isnad-discord-'));
  const folder = join(root, 'seeds');
  mkdirSync(folder);
  copyFileSync(fileURLToPath(new URL(`../../seeds/${seedPath}`, import.meta.url)), join(folder, seedPath));
  const workspace = new Workspace(parseSettings({ SEEDS_DIR: folder, INDEX_DIR: join(root, 'index') }));
  await workspace.index({});
  const answers = await workspace.openAnswers(() => undefined);
  return {
    answers,
    async add(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      await workspace.index({});
    },
    async remove(path) {
      rmSync(join(folder, path));
      await workspace.index({});
    },
    close() {
      answers.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
