import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as transformers from '@xenova/transformers';
import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers';
import type * as onnxRuntime from 'onnxruntime-node';

import { explainNativePart } from '../native/explain-native-part.js';
import type { BatchInput } from './batches.js';
import { compilePatterns } from './compiled-patterns.js';
import { weightsFile, type ModelFiles, type ModelLocation } from './model-files.js';
import type { ModelEntry } from './model-table.js';
import { createModelTokenizer, type ModelTokenizer } from './model-tokenizer.js';
import type { BatchOutput } from './pooling.js';

/** A model as the library runs it. */
export interface LoadedModel {
  /** `hidden_size` of its config.json, whatever that holds. */
  readonly hiddenSize: unknown;
  readonly tokenizer: ModelTokenizer;
  readonly paddingId: number;
  /** The graph's outputs by their names. */
  run(input: BatchInput): Promise<Record<string, BatchOutput | undefined>>;
}

// The library's settings are global and are read again for every file, so models load one after the other.
let lastLoad: Promise<unknown> = Promise.resolve();

/** Loads tokenizer and weights; the only place that knows the library. Its errors come out as they are. */
export function loadModel(
  entry: ModelEntry,
  location: ModelLocation,
  files: ModelFiles,
): Promise<LoadedModel> {
  const load = lastLoad.then(() => quietly(() => loadAlone(entry, location, files)));
  lastLoad = load.catch(() => undefined);
  return load;
}

/** Loads what the library itself would load by that name. */
function requireBesideLibrary(): NodeJS.Require {
  return createRequire(import.meta.resolve('@xenova/transformers'));
}

/**
 * The library loads the runtime of models, and one for images that is not used. Where either cannot be loaded, importing
 * the library fails and raises an exception that nobody can catch besides; so they are loaded by themselves before.
 */
async function loadLibrary(): Promise<typeof transformers> {
  const requireBeside = requireBesideLibrary();
  for (const name of ['onnxruntime-node', 'sharp']) {
    try {
      requireBeside(name);
    } catch (error) {
      throw explainNativePart(error, name);
    }
  }
  return import('@xenova/transformers');
}

async function loadAlone(
  entry: ModelEntry,
  location: ModelLocation,
  files: ModelFiles,
): Promise<LoadedModel> {
  // Takes a third of a second (two ONNX runtimes and an image library), so not before a model is wanted.
  const { AutoConfig, AutoModel, AutoTokenizer, Tensor, env } = await loadLibrary();
  Object.assign(env, {
    allowLocalModels: true,
    allowRemoteModels: location.downloads,
    localModelPath: location.root,
    useBrowserCache: false,
    useFSCache: false,
    useCustomCache: true,
    customCache: files,
  });
  // One after the other, so that nothing is still under way when one of them fails.
  const config = await AutoConfig.from_pretrained(entry.name);
  const tokenizer: PreTrainedTokenizer = await AutoTokenizer.from_pretrained(entry.name);
  compilePatterns(Reflect.get(tokenizer, 'normalizer'));
  const options = { quantized: entry.quantized, config };
  const load = (): Promise<PreTrainedModel> => AutoModel.from_pretrained(entry.name, options);
  const model = entry.usesOneThread
    ? await withOneThread(join(location.folder, weightsFile(entry)), load)
    : await load();

  return {
    hiddenSize: 'hidden_size' in config ? config.hidden_size : undefined,
    tokenizer: createModelTokenizer((text, { specialTokens }) =>
      tokenizer.encode(text, null, { add_special_tokens: specialTokens }),
    ),
    paddingId: tokenizer.pad_token_id,
    run: ({ inputIds, attentionMask, dims }) =>
      quietly(async () => {
        const inputs = {
          input_ids: new Tensor('int64', inputIds, dims),
          attention_mask: new Tensor('int64', attentionMask, dims),
        };
        return (await model.forward(inputs)) as Record<string, BatchOutput | undefined>;
      }),
  };
}

/**
 * Has the runtime make the session that `load` asks for with one thread. The library passes no such option on, and the
 * runtime takes none for a model given as bytes, so it is given the path of the file that they came from.
 */
async function withOneThread<Model>(path: string, load: () => Promise<Model>): Promise<Model> {
  // Its names are not seen by an import, since it is a CommonJS module that copies them from another.
  const { InferenceSession } = requireBesideLibrary()('onnxruntime-node') as typeof onnxRuntime;
  const original = Object.getOwnPropertyDescriptor(InferenceSession, 'create')!;
  const create = InferenceSession.create.bind(InferenceSession);
  Object.defineProperty(InferenceSession, 'create', {
    ...original,
    value: () => create(path, { intraOpNumThreads: 1 }),
  });
  try {
    return await load();
  } finally {
    Object.defineProperty(InferenceSession, 'create', original);
  }
}

let quietCalls = 0;
let loudMethods: PropertyDescriptorMap = {};

/** The library writes its warnings, and the tokens of a text that it fails on, to the console. */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  const { console } = globalThis;
  if (quietCalls === 0) {
    const { warn, error } = Object.getOwnPropertyDescriptors(console);
    loudMethods = { warn, error };
    Object.assign(console, { warn: () => undefined, error: () => undefined });
  }
  quietCalls += 1;
  try {
    return await work();
  } finally {
    quietCalls -= 1;
    if (quietCalls === 0) Object.defineProperties(console, loudMethods);
  }
}
