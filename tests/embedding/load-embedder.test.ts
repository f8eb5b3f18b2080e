import { join } from 'node:path';

import { env, pipeline } from '@xenova/transformers';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import type { Embedder } from '../../src/contracts/embedder.js';
import { loadEmbedder } from '../../src/embedding/load-embedder.js';
import type { ModelEntry } from '../../src/embedding/model-table.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import { embedderContract } from './embedder-contract.js';
import { FIXTURE_MODELS, TINY_TRANSFORMER } from './tiny-transformer.js';

const places = {
  modelsDirectory: FIXTURE_MODELS,
  cacheDirectory: join(FIXTURE_MODELS, 'no-cache'),
  allowRemote: false,
};
const load = (change: Partial<ModelEntry>): Promise<Embedder> =>
  loadEmbedder({ ...TINY_TRANSFORMER, ...change }, places);

const PREFIXES = { questionPrefix: 'query: ', passagePrefix: 'passage: ' };

embedderContract('the fake', () => Promise.resolve(createFakeEmbedder()));
embedderContract('a transformer with mean pooling', () => load({ pooling: 'mean' }));
embedderContract('a transformer with the first token', () => load({ pooling: 'cls' }));
embedderContract('a transformer with prefixes', () => load(PREFIXES));

describe('the same as the library’s own pipeline', () => {
  const texts = [
    'متى انتهى الحظر؟',
    'The arms embargo on the country ended five years after the agreement.',
    'قال',
    '',
    ' \n ',
    'zzz ꦲꦏ <mask> 東京',
    'two  spaces, and   three',
  ];
  type Extract = (texts: string[], options: object) => Promise<{ data: Float32Array; dims: number[] }>;
  let extract: Extract;

  beforeAll(async () => {
    // The product's settings of the library must not leak into the comparison.
    await load({});
    Object.assign(env, { useCustomCache: false, allowRemoteModels: false, localModelPath: FIXTURE_MODELS });
    const options = { quantized: false };
    extract = (await pipeline('feature-extraction', TINY_TRANSFORMER.name, options)) as unknown as Extract;
  });

  it.each([
    ['mean', {}],
    ['cls', {}],
    ['mean', PREFIXES],
    ['cls', PREFIXES],
  ] as const)('with %s pooling and %o', async (pooling, prefixes) => {
    const entry = { ...TINY_TRANSFORMER, ...prefixes, pooling };
    const embedder = await load(entry);
    async function expectSame(given: Float32Array[], prefix: string): Promise<void> {
      const theirs = await extract(
        texts.map((text) => prefix + text),
        { pooling, normalize: true },
      );
      expect(theirs.dims).toEqual([texts.length, 32]);
      given.forEach((vector, row) => {
        vector.forEach((component, index) => {
          expect(component).toBeCloseTo(theirs.data[row * 32 + index]!, 5);
        });
      });
    }
    await expectSame(await embedder.embedPassages(texts), entry.passagePrefix);
    await expectSame(
      await Promise.all(texts.map((text) => embedder.embedQuestion(text))),
      entry.questionPrefix,
    );
  });
});

describe('the budget of a passage', () => {
  it('leaves room for the special tokens and the prefix', async () => {
    const plain = await load({});
    expect(plain.passageTokenBudget).toBe(64 - 2);
    const prefixed = await load(PREFIXES);
    expect(prefixed.passageTokenBudget).toBe(64 - 2 - plain.countTokens('passage: '));
    expect(prefixed.countTokens('قال')).toBe(plain.countTokens('قال'));
  });

  it('is named, with the text that is over it', async () => {
    const embedder = await load({});
    const message = 'Text 1 has more than the 62 tokens that tiny-transformer takes';
    await expect(embedder.embedPassages(['قال', 'قال '.repeat(70)])).rejects.toThrow(message);
  });
});

describe('the identity', () => {
  it('names all that makes vectors comparable', async () => {
    const { identity } = await load(PREFIXES);
    expect(identity).toEqual({
      model: 'tiny-transformer',
      revision: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
      dimension: 32,
      pooling: 'mean',
      ...PREFIXES,
      maxTokens: 64,
    });
    expect((await load({})).identity.revision).toBe(identity.revision);
  });
});

describe('the event loop', () => {
  it('has a turn between two batches', async () => {
    const embedder = await load({ batch: { texts: 1, paddedTokens: 64 } });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await embedder.embedPassages(Array.from({ length: 50 }, (_, index) => `قال ${index} `.repeat(10)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('the network', () => {
  it('is left alone', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch');
    const embedder = await load({});
    await embedder.embedQuestion('قال');
    await expect(load({ name: 'not-there' })).rejects.toThrow('not-there');
    expect(fetch).not.toHaveBeenCalled();
    fetch.mockRestore();
  });
});
