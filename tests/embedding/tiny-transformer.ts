import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { onTestFinished } from 'vitest';

import type { ModelEntry } from '../../src/embedding/model-table.js';

export const FIXTURE_MODELS = fileURLToPath(new URL('../fixtures/models', import.meta.url));

/** Made by scripts/tools/make-tiny-transformer.py; stands for any model of the hub. */
export const TINY_TRANSFORMER: ModelEntry = {
  name: 'tiny-transformer',
  source: 'hub',
  dimension: 32,
  pooling: 'mean',
  questionPrefix: '',
  passagePrefix: '',
  maxTokens: 64,
  quantized: false,
  batch: { texts: 8, paddedTokens: 256 },
  licence: 'MIT',
};

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-embedding-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A models folder with a copy of the tiny transformer, to be damaged. */
export async function copyOfModels(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(FIXTURE_MODELS, folder, { recursive: true });
  return folder;
}
