import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it, vi } from 'vitest';

import { UsageError } from '../../src/contracts/errors.js';
import { createEmbedder } from '../../src/embedding/create-embedder.js';
import { createModelFiles, locateModel } from '../../src/embedding/model-files.js';
import { DEFAULT_MODEL, findModel, MODEL_NAMES } from '../../src/embedding/model-table.js';
import { loadModel } from '../../src/embedding/transformers-runtime.js';
import { embedderContract } from './embedder-contract.js';
import { FIXTURE_MODELS, temporaryFolder } from './tiny-transformer.js';

const places = {
  modelsDirectory: fileURLToPath(new URL('../../models', import.meta.url)),
  cacheDirectory: join(FIXTURE_MODELS, 'no-cache'),
  allowRemote: false,
};
const options = { ...places, model: DEFAULT_MODEL };

embedderContract('the embedded model', () => createEmbedder(options));

describe('the embedded model, as Python made it and as it runs here', () => {
  interface Sample {
    readonly text: string;
    readonly ids: number[];
    readonly head: number[];
    readonly norm: number;
  }
  const readSamples = async (): Promise<Sample[]> =>
    JSON.parse(
      await readFile(join(places.modelsDirectory, DEFAULT_MODEL, 'parity.json'), 'utf8'),
    ) as Sample[];

  it('has the same tokens', async () => {
    const entry = findModel(DEFAULT_MODEL)!;
    const location = locateModel(entry, places);
    const { tokenizer } = await loadModel(entry, location, createModelFiles(entry, location));
    const samples = await readSamples();
    expect(samples.length).toBeGreaterThan(50);
    for (const { text, ids } of samples) {
      expect(tokenizer.encode(text, entry.maxTokens).slice(0, entry.maxTokens), text).toEqual(ids);
    }
  });

  it('has the same vectors', async () => {
    const embedder = await createEmbedder(options);
    for (const { text, head, norm } of await readSamples()) {
      const vector = await embedder.embedQuestion(text);
      expect(Math.abs(Math.hypot(...vector) - norm), text).toBeLessThan(1e-4);
      head.forEach((component, index) => {
        expect(Math.abs(vector[index]! - component), text).toBeLessThan(1e-4);
      });
    }
  });

  it('runs with one thread, from a folder of any name, and leaves the runtime as it was', async () => {
    const modelsDirectory = join(await temporaryFolder(), 'نماذج é');
    await mkdir(modelsDirectory);
    await symlink(join(places.modelsDirectory, DEFAULT_MODEL), join(modelsDirectory, DEFAULT_MODEL));
    const create = vi.spyOn(InferenceSession, 'create');
    const moved = await createEmbedder({ ...options, modelsDirectory });
    expect(create.mock.calls).toEqual([
      [join(modelsDirectory, DEFAULT_MODEL, 'onnx/model_quantized.onnx'), { intraOpNumThreads: 1 }],
    ]);
    expect(Reflect.get(InferenceSession, 'create')).toBe(create);
    create.mockRestore();
    const there = await createEmbedder(options);
    expect(moved.identity).toEqual(there.identity);
    expect(await moved.embedQuestion('عاصمة مصر')).toEqual(await there.embedQuestion('عاصمة مصر'));
  });

  it('gives zeros where it knows no token', async () => {
    const embedder = await createEmbedder(options);
    const zeros = new Float32Array(embedder.identity.dimension);
    for (const text of ['', ' \n', '؟!', 'ꦲ'])
      expect(await embedder.embedQuestion(text), text).toEqual(zeros);
  });
});

describe('createEmbedder', () => {
  it('refuses a model that is not in the table, with the ones that are', async () => {
    const error: unknown = await createEmbedder({ ...options, model: '../etc' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: expect.stringContaining('EMBEDDING_MODEL') as string });
    for (const name of MODEL_NAMES) expect((error as UsageError).remedy).toContain(name);
  });

  it('loads a model once, without the network', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch');
    const [first, second] = await Promise.all([
      createEmbedder(options),
      createEmbedder({ ...options, allowRemote: true }),
    ]);
    expect(second).toBe(first);
    expect(fetch).not.toHaveBeenCalled();
    fetch.mockRestore();
  });

  it('forgets a load that failed', async () => {
    const modelsDirectory = join(await temporaryFolder(), 'models');
    const elsewhere = { ...options, modelsDirectory };
    await expect(createEmbedder(elsewhere)).rejects.toThrow(DEFAULT_MODEL);
    const folder = join(modelsDirectory, DEFAULT_MODEL);
    await mkdir(dirname(folder), { recursive: true });
    await symlink(join(places.modelsDirectory, DEFAULT_MODEL), folder);
    const embedder = await createEmbedder(elsewhere);
    expect(embedder.identity).toEqual((await createEmbedder(options)).identity);
    await rm(folder);
    expect(await createEmbedder(elsewhere)).toBe(embedder);
  });

  it('says what to do when a model of the hub is wanted and there is no network', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    const cacheDirectory = join(await temporaryFolder(), 'cache');
    const model = 'Xenova/multilingual-e5-small';
    await expect(
      createEmbedder({ ...options, model, cacheDirectory, allowRemote: true }),
    ).rejects.toMatchObject({
      name: 'ModelError',
      message: `The model ${model} (EMBEDDING_MODEL) could not be downloaded: there is no connection to the hub.`,
      remedy:
        `Check the network and run again, put the files of the model into ${join(cacheDirectory, model)}, ` +
        'or set EMBEDDING_MODEL=isnad-table-v1, which needs no download.',
    });
    vi.unstubAllGlobals();
  });
});
