import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import type { ModelEntry } from './model-table.js';

export interface ModelLocation {
  /** The folder that model names are relative to. */
  readonly root: string;
  /** `root` and the model's name. */
  readonly folder: string;
  /** Whether what is missing there may be downloaded into it. */
  readonly downloads: boolean;
}

export interface ModelPlaces {
  readonly modelsDirectory: string;
  /** Where models of the hub are kept once downloaded, in the same layout as `modelsDirectory`. */
  readonly cacheDirectory: string;
  readonly allowRemote: boolean;
}

/**
 * A model's folder under `modelsDirectory` is used as it is. A model of the hub that has none there lives
 * in the cache, so a folder moved from the cache to the models folder is the same model.
 */
export function locateModel(entry: ModelEntry, places: ModelPlaces): ModelLocation {
  const modelsDirectory = resolve(places.modelsDirectory);
  const local = join(modelsDirectory, entry.name);
  if (entry.source === 'embedded' || existsSync(local)) {
    return { root: modelsDirectory, folder: local, downloads: false };
  }
  const root = resolve(places.cacheDirectory);
  return { root, folder: join(root, entry.name), downloads: places.allowRemote };
}

const TOKENIZER = 'tokenizer.json';

/** Relative to the model's folder. */
export function weightsFile(entry: ModelEntry): string {
  return entry.quantized ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
}

/** The files a model needs that its folder lacks, relative to the folder. */
export function findMissingFiles(entry: ModelEntry, location: ModelLocation): string[] {
  const needed = ['config.json', TOKENIZER, 'tokenizer_config.json', weightsFile(entry)];
  return needed.filter((file) => !existsSync(join(location.folder, file)));
}

/**
 * The store that the library reads a model's files from and keeps downloaded ones in, in place of its own,
 * which reads every file twice and leaves half a file behind when it is interrupted while writing.
 */
export interface ModelFiles {
  /** The file at a path of this machine; undefined where there is none, and for an address of the hub. */
  match(name: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | undefined>;
  /** Keeps what came from an address of the hub. */
  put(address: string, response: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<void>;
  /** SHA-256 over the weights and the tokenizer as they were read; both must have been. */
  revision(): string;
}

export function createModelFiles(entry: ModelEntry, location: ModelLocation): ModelFiles {
  const digests = new Map<string, string>();
  const identifying = [weightsFile(entry), TOKENIZER];

  function note(path: string, bytes: Uint8Array): void {
    const file = identifying.find((name) => path.endsWith(`/${name}`));
    if (file !== undefined) digests.set(file, createHash('sha256').update(bytes).digest('hex'));
  }

  return {
    match(name) {
      if (!existsSync(name)) return Promise.resolve(undefined);
      // Read only when asked: a failure here would send the library to its own way of reading.
      const arrayBuffer = async (): Promise<ArrayBuffer> => {
        const bytes = await readFile(name);
        note(name, bytes);
        return ownBuffer(bytes);
      };
      return Promise.resolve({ arrayBuffer });
    },
    async put(address, response) {
      // https://host/{model}/resolve/{revision}/{file}
      const file = new URL(address).pathname.split('/resolve/')[1]?.replace(/^[^/]*\//u, '') ?? '';
      const bytes = new Uint8Array(await response.arrayBuffer());
      note(address, bytes);
      await writeWhole(join(location.folder, file), bytes);
    },
    revision() {
      const hash = createHash('sha256');
      for (const file of identifying) hash.update(digests.get(file) ?? '');
      return hash.digest('hex');
    },
  };
}

/** The bytes as an ArrayBuffer of their own; a small read may be part of a shared one. */
function ownBuffer({ buffer, byteOffset, byteLength }: Buffer<ArrayBuffer>): ArrayBuffer {
  if (byteLength === buffer.byteLength) return buffer;
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

/** Under another name first, so that a file of that name is always a whole one. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
