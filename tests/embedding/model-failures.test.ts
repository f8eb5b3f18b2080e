import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ModelError } from '../../src/contracts/errors.js';
import { loadEmbedder } from '../../src/embedding/load-embedder.js';
import { createModelFiles, locateModel, type ModelPlaces } from '../../src/embedding/model-files.js';
import type { ModelEntry } from '../../src/embedding/model-table.js';
import { copyOfModels, FIXTURE_MODELS, temporaryFolder, TINY_TRANSFORMER } from './tiny-transformer.js';

const EMBEDDED: ModelEntry = { ...TINY_TRANSFORMER, source: 'embedded' };
const TOKEN = 'hf_secretSecretSecret';

async function failure(entry: ModelEntry, places: ModelPlaces): Promise<ModelError> {
  const error: unknown = await loadEmbedder(entry, places).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}

async function places(change: Partial<ModelPlaces> = {}): Promise<ModelPlaces> {
  const folder = await temporaryFolder();
  return {
    modelsDirectory: join(folder, 'models'),
    cacheDirectory: join(folder, 'cache'),
    allowRemote: false,
    ...change,
  };
}

/** What every message about a model must do for its reader. */
function expectHelpful(error: ModelError): void {
  expect(error.message).toContain('tiny-transformer (EMBEDDING_MODEL)');
  expect(error.remedy).toContain('EMBEDDING_MODEL');
  expect(`${error.message}${error.remedy}`).not.toMatch(/\n|\bat .*:\d+:\d+|undefined/u);
}

let warn: ReturnType<typeof vi.spyOn>;
let complain: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn');
  complain = vi.spyOn(console, 'error');
});
afterEach(() => {
  // What is said about a failure is said by the error alone.
  expect(warn).not.toHaveBeenCalled();
  expect(complain).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('a model folder that is not as it should be', () => {
  it('is named when it is missing', async () => {
    const where = await places();
    const error = await failure(EMBEDDED, where);
    expectHelpful(error);
    expect(error.message).toContain(join(where.modelsDirectory, 'tiny-transformer'));
    expect(error.message).toContain(
      'config.json, tokenizer.json, tokenizer_config.json, onnx/model.onnx missing',
    );
    expect(error.remedy).toContain('Restore');
  });

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'])(
    'is told by the missing %s',
    async (file) => {
      const modelsDirectory = await copyOfModels();
      await rm(join(modelsDirectory, 'tiny-transformer', file));
      const error = await failure(EMBEDDED, await places({ modelsDirectory }));
      expectHelpful(error);
      expect(error.message).toContain(`: ${file} missing`);
    },
  );

  const garbage = Buffer.from('not what you think');
  it.each([
    ['tokenizer.json', garbage],
    ['tokenizer.json', Buffer.from('{}')],
    ['tokenizer.json', Buffer.from('null')],
    ['tokenizer_config.json', garbage],
    ['config.json', Buffer.alloc(0)],
    ['config.json', Buffer.from('null')],
    ['onnx/model.onnx', garbage],
    ['onnx/model.onnx', Buffer.alloc(0)],
    ['onnx/model.onnx', Buffer.alloc(100_000)],
  ])('is refused for a damaged %s', async (file, bytes) => {
    const modelsDirectory = await copyOfModels();
    await writeFile(join(modelsDirectory, 'tiny-transformer', file), bytes);
    const error = await failure(EMBEDDED, await places({ modelsDirectory }));
    expectHelpful(error);
    expect(error.message).toContain('cannot be used');
  });

  it('is refused for weights that end early', async () => {
    const modelsDirectory = await copyOfModels();
    await truncate(join(modelsDirectory, 'tiny-transformer/onnx/model.onnx'), 60_000);
    expectHelpful(await failure(EMBEDDED, await places({ modelsDirectory })));
  });

  it('is refused for a folder in a file’s place', async () => {
    const modelsDirectory = await copyOfModels();
    const file = join(modelsDirectory, 'tiny-transformer/config.json');
    await rm(file);
    await mkdir(file);
    expectHelpful(await failure(EMBEDDED, await places({ modelsDirectory })));
  });

  it.each([
    [{ hidden_size: 31 }, 32, 'must be 32 and is 31'],
    [{}, 32, 'must be 32 and is absent'],
    [{ hidden_size: 'big' }, undefined, 'must be a whole number and is "big"'],
    [{ hidden_size: 16 }, undefined, 'no output last_hidden_state of 16 components'],
  ])('is refused for a config.json of %o', async (config, dimension, message) => {
    const modelsDirectory = await copyOfModels();
    const file = join(modelsDirectory, 'tiny-transformer/config.json');
    await writeFile(file, JSON.stringify({ model_type: 'bert', ...config }));
    const entry: ModelEntry = { ...EMBEDDED };
    if (dimension === undefined) delete (entry as { dimension?: number }).dimension;
    const error = await failure(entry, await places({ modelsDirectory }));
    expectHelpful(error);
    expect(error.message).toContain(message);
  });

  it('is refused when its graph does not pool', async () => {
    const entry: ModelEntry = { ...EMBEDDED, pooling: 'graph' };
    const error = await failure(entry, await places({ modelsDirectory: FIXTURE_MODELS }));
    expect(error.message).toContain('no output sentence_embedding of 32 components');
  });

  it('is refused when its tokenizer knows more tokens than its graph', async () => {
    const modelsDirectory = await copyOfModels();
    const file = join(modelsDirectory, 'tiny-transformer/tokenizer.json');
    const tokenizer = JSON.parse(await readFile(file, 'utf8')) as { added_tokens: { id: number }[] };
    tokenizer.added_tokens[0]!.id = 5_000;
    await writeFile(file, JSON.stringify(tokenizer));
    const error = await failure(EMBEDDED, await places({ modelsDirectory }));
    expectHelpful(error);
    expect(error.message).toContain('the graph fails on its input');
  });
});

describe('weights', () => {
  async function withBytes(file: string, change: (bytes: Buffer) => Buffer): Promise<ModelPlaces> {
    const modelsDirectory = await copyOfModels();
    const path = join(modelsDirectory, 'tiny-transformer', file);
    await writeFile(path, change(await readFile(path)));
    return places({ modelsDirectory });
  }

  it('that give numbers which are not finite are refused', async () => {
    // In the middle of a layer; eight bytes of ones hold a NaN wherever a float begins.
    const where = await withBytes('onnx/model.onnx', (bytes) => bytes.fill(0xff, 80_000, 80_008));
    const error = await failure(EMBEDDED, where);
    expectHelpful(error);
    expect(error.message).toContain('not finite');
  });

  it('and tokenizer make the revision', async () => {
    const otherWeights = await withBytes('onnx/model.onnx', (bytes) => bytes.fill(0, 40_000, 40_004));
    const otherTokenizer = await withBytes('tokenizer.json', (bytes) =>
      Buffer.concat([bytes, Buffer.from(' ')]),
    );
    const same = await withBytes('tokenizer.json', (bytes) => bytes);
    const revisions = [];
    for (const where of [
      same,
      otherWeights,
      otherTokenizer,
      await places({ modelsDirectory: FIXTURE_MODELS }),
    ]) {
      revisions.push((await loadEmbedder(EMBEDDED, where)).identity.revision);
    }
    expect(revisions[3]).toBe(revisions[0]);
    expect(new Set(revisions).size).toBe(3);
  });
});

describe('the console', () => {
  it('is given back after a load, well or failed, and after a run', async () => {
    const before = { ...console };
    const where = await places({ modelsDirectory: await copyOfModels() });
    const embedder = await loadEmbedder(EMBEDDED, where);
    await Promise.all([embedder.embedQuestion('قال'), embedder.embedPassages(['قال'])]);
    await writeFile(join(where.modelsDirectory, 'tiny-transformer/config.json'), 'garbage');
    await failure(EMBEDDED, where);
    expect({ ...console }).toEqual(before);
  });
});

describe('a model of the hub', () => {
  /** Stands for the hub: answers with the files of the fixture, or as `answer` says. */
  function stubHub(
    answer?: (file: string) => Response | Promise<Response> | undefined,
  ): ReturnType<typeof vi.fn> {
    const fetch = vi.fn(async (address: string) => {
      const file = /^https:\/\/huggingface\.co\/tiny-transformer\/resolve\/main\/(.+)$/u.exec(address)?.[1];
      if (file === undefined) throw new Error(`unexpected address ${address}`);
      const answered = await answer?.(file);
      return answered ?? new Response(await readFile(join(FIXTURE_MODELS, 'tiny-transformer', file)));
    });
    vi.stubGlobal('fetch', fetch);
    return fetch;
  }
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is downloaded once, whole, and then used without the network', async () => {
    const fetch = stubHub();
    const where = await places({ allowRemote: true });
    const { identity } = await loadEmbedder(TINY_TRANSFORMER, where);
    expect(fetch).toHaveBeenCalledTimes(4);
    const kept = await readdir(join(where.cacheDirectory, 'tiny-transformer'), { recursive: true });
    expect(kept.sort()).toEqual([
      'config.json',
      'onnx',
      'onnx/model.onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);

    const again = await loadEmbedder(TINY_TRANSFORMER, { ...where, allowRemote: false });
    expect(fetch).toHaveBeenCalledTimes(4);
    expect(again.identity).toEqual(identity);
    const local = await loadEmbedder(TINY_TRANSFORMER, await places({ modelsDirectory: FIXTURE_MODELS }));
    expect(local.identity).toEqual(identity);
  });

  it('comes from the models folder where it has one there, without the network', async () => {
    const fetch = stubHub();
    const where = await places({ modelsDirectory: FIXTURE_MODELS, allowRemote: true });
    await loadEmbedder(TINY_TRANSFORMER, where);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is refused without the network when downloads are off', async () => {
    const fetch = stubHub();
    const error = await failure(TINY_TRANSFORMER, await places());
    expectHelpful(error);
    expect(error.message).toContain('nothing may be downloaded');
    expect(error.remedy).toContain('EMBEDDING_MODEL=isnad-table-v1');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('says that there is no connection', async () => {
    stubHub(() => Promise.reject(new TypeError('fetch failed')));
    const where = await places({ allowRemote: true });
    const error = await failure(TINY_TRANSFORMER, where);
    expectHelpful(error);
    expect(error.message).toContain('there is no connection to the hub');
    expect(error.remedy).toContain(join(where.cacheDirectory, 'tiny-transformer'));
  });

  it.each([
    [401, 'refuses access'],
    [403, 'refuses access'],
    [404, 'does not have its files'],
    [429, 'answers with an error'],
    [500, 'answers with an error'],
    [503, 'answers with an error'],
  ])('says what an answer %i means', async (status, message) => {
    stubHub(() => new Response('no', { status }));
    const error = await failure(TINY_TRANSFORMER, await places({ allowRemote: true }));
    expectHelpful(error);
    expect(error.message).toContain(message);
  });

  it('keeps the access token out of its errors, even one that cannot be sent', async () => {
    vi.stubEnv('HF_TOKEN', `${TOKEN}\nInjected: header`);
    stubHub();
    const error = await failure(TINY_TRANSFORMER, await places({ allowRemote: true }));
    expectHelpful(error);
    expect(error.message).toContain('HF_TOKEN');
    expect(inspect(error, { depth: 10 })).not.toContain(TOKEN);
  });

  it('leaves nothing half written when the connection breaks, and completes the next time', async () => {
    let broken = true;
    stubHub((file) => {
      if (file !== 'onnx/model.onnx' || !broken) return undefined;
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(1_000));
          controller.error(new TypeError('terminated'));
        },
      });
      return new Response(body);
    });
    const where = await places({ allowRemote: true });
    expectHelpful(await failure(TINY_TRANSFORMER, where));
    const folder = join(where.cacheDirectory, 'tiny-transformer');
    expect((await readdir(folder)).sort()).toEqual([
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);

    broken = false;
    expect((await loadEmbedder(TINY_TRANSFORMER, where)).identity.dimension).toBe(32);
  });

  it('leaves nothing behind of a file that cannot take its place', async () => {
    const where = await places({ allowRemote: true });
    const location = locateModel(TINY_TRANSFORMER, where);
    await mkdir(join(location.folder, 'config.json'), { recursive: true });
    const files = createModelFiles(TINY_TRANSFORMER, location);
    const address = 'https://huggingface.co/tiny-transformer/resolve/main/config.json';
    await expect(files.put(address, new Response('{}'))).rejects.toThrow();
    expect(await readdir(location.folder)).toEqual(['config.json']);
  });

  it('is to be deleted when what is kept of it is damaged', async () => {
    stubHub();
    const where = await places({ allowRemote: true });
    await loadEmbedder(TINY_TRANSFORMER, where);
    const folder = join(where.cacheDirectory, 'tiny-transformer');
    await truncate(join(folder, 'onnx/model.onnx'), 50_000);
    const error = await failure(TINY_TRANSFORMER, where);
    expectHelpful(error);
    expect(error.remedy).toContain(`Delete the folder ${folder}`);

    await rm(folder, { recursive: true });
    expect((await loadEmbedder(TINY_TRANSFORMER, where)).identity.dimension).toBe(32);
  });

  it('is to be deleted when a gateway answered in the hub’s place', async () => {
    stubHub(() => new Response('<html>Please log in</html>'));
    const where = await places({ allowRemote: true });
    const error = await failure(TINY_TRANSFORMER, where);
    expectHelpful(error);
    expect(error.remedy).toContain(`Delete the folder ${join(where.cacheDirectory, 'tiny-transformer')}`);
  });

  it('works when it cannot be kept', async () => {
    stubHub();
    const where = await places({ allowRemote: true });
    await writeFile(where.cacheDirectory, 'a file in the way');
    expect((await loadEmbedder(TINY_TRANSFORMER, where)).identity.dimension).toBe(32);
  });

  it('does not disturb another model that loads at the same time', async () => {
    const fetch = stubHub();
    const remote = loadEmbedder(TINY_TRANSFORMER, await places({ allowRemote: true }));
    const missing = failure(TINY_TRANSFORMER, await places());
    const local = loadEmbedder(EMBEDDED, await places({ modelsDirectory: FIXTURE_MODELS }));
    const [fromHub, fromFolder] = await Promise.all([remote, local, missing]);
    expect(fromHub.identity).toEqual(fromFolder.identity);
    expect(fetch).toHaveBeenCalledTimes(4);
  });
});
