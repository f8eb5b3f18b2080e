import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';
import { z } from 'zod';
import { UsageError } from '../contracts/errors.js';
import { parseEnvironment, wholeNumber, yesOrNo } from './parse-environment.js';

/** Where package.json stands; the defaults below are relative to it, whatever the working directory. */
const projectDirectory = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const megabyte = 1024 * 1024;

function directory(byDefault: string) {
  return z
    .string()
    .optional()
    .transform((value) => (value ? resolve(value) : join(projectDirectory, byDefault)));
}

function share(byDefault: number) {
  const expected = 'must be a number from 0 to 1';
  return z.coerce.number({ error: expected }).min(0, expected).max(1, expected).default(byDefault);
}

/** Every variable that the environment or the `.env` file can set; `.env.example` explains each. */
const environment = z.object({
  SEEDS_DIR: directory('seeds'),
  INDEX_DIR: directory('.isnad'),
  INDEX_URL: z.string().trim().optional(),
  MODELS_DIR: directory('models'),
  MODEL_CACHE_DIR: z.string().optional(),
  EMBEDDING_MODEL: z.string().trim().default('isnad-table-v1'),
  ALLOW_DOWNLOAD: yesOrNo(true),
  MAX_FILE_MB: wholeNumber(1, 1024, 32),
  CONFIDENCE_THRESHOLD: share(0.4),
  CITATIONS: wholeNumber(1, 10, 3),
  OCR: z.enum(['off', 'auto'], { error: 'must be "off" or "auto"' }).default('off'),
});

/** All that the environment and the `.env` file can say, checked and with its defaults filled in. */
export interface Settings {
  readonly seedsDirectory: string;
  /** Holds one index for every documents folder. */
  readonly indexRoot: string;
  /** The PostgreSQL server that has the index in place of `indexRoot`, with credentials; undefined for none. */
  readonly indexUrl: string | undefined;
  readonly modelsDirectory: string;
  /** Where models of the hub are kept once they have been downloaded. */
  readonly modelCacheDirectory: string;
  readonly embeddingModel: string;
  /** Whether a model of the hub may be fetched over the network. Never needed for the embedded model. */
  readonly allowDownload: boolean;
  readonly maxFileBytes: number;
  /** Lowest confidence, 0 to 1, that counts as an answer. */
  readonly confidenceThreshold: number;
  readonly citations: number;
  /** Whether pages that are pictures are read by optical character recognition where there is something that can. */
  readonly ocr: 'off' | 'auto';
  /** What other programs are given of the environment: what they need to be found and to work, and no secrets. */
  readonly programEnvironment: Readonly<Record<string, string>>;
}

/** Where programs are, where tesseract has its data, and what Windows starts no program without. */
const programVariables = [
  'PATH',
  'Path',
  'PATHEXT',
  'SystemRoot',
  'TESSDATA_PREFIX',
  'TMPDIR',
  'TEMP',
  'TMP',
];

function pickProgramEnvironment(values: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    programVariables.flatMap((name) => {
      const value = values[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

/** The names of all variables, for the test of `.env.example`. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

/** Reads settings from given variables. @throws UsageError that names every wrong one. */
export function parseSettings(values: NodeJS.ProcessEnv): Settings {
  const data = parseEnvironment(environment, values);
  return {
    seedsDirectory: data.SEEDS_DIR,
    indexRoot: data.INDEX_DIR,
    indexUrl: data.INDEX_URL ? data.INDEX_URL : undefined,
    modelsDirectory: data.MODELS_DIR,
    // Where the index can be written, models can be too.
    modelCacheDirectory: data.MODEL_CACHE_DIR
      ? resolve(data.MODEL_CACHE_DIR)
      : join(data.INDEX_DIR, 'model-cache'),
    embeddingModel: data.EMBEDDING_MODEL,
    allowDownload: data.ALLOW_DOWNLOAD,
    maxFileBytes: data.MAX_FILE_MB * megabyte,
    confidenceThreshold: data.CONFIDENCE_THRESHOLD,
    citations: data.CITATIONS,
    ocr: data.OCR,
    programEnvironment: pickProgramEnvironment(values),
  };
}

/** The settings of this process: its environment, and under it the project's `.env` file. */
export function loadSettings(): Settings {
  const file = join(projectDirectory, '.env');
  const { error } = existsSync(file) ? config({ path: file, quiet: true }) : {};
  if (error) {
    throw new UsageError(
      `The settings file ${file} cannot be read: ${error.message}.`,
      'Make it readable, or remove it.',
      {
        cause: error,
      },
    );
  }
  return parseSettings(process.env);
}
