import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';
import { z } from 'zod';
import { UsageError } from '../contracts/errors.js';

/** Where package.json stands; the defaults below are relative to it, whatever the working directory. */
const projectDirectory = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const megabyte = 1024 * 1024;

function directory(byDefault: string) {
  return z
    .string()
    .optional()
    .transform((value) => (value ? resolve(value) : join(projectDirectory, byDefault)));
}

function wholeNumber(least: number, most: number, byDefault: number) {
  const expected = `a whole number from ${least} to ${most}`;
  return z.coerce
    .number({ error: `must be ${expected}` })
    .int(`must be ${expected}`)
    .min(least, `must be ${expected}`)
    .max(most, `must be ${expected}`)
    .default(byDefault);
}

function share(byDefault: number) {
  const expected = 'must be a number from 0 to 1';
  return z.coerce.number({ error: expected }).min(0, expected).max(1, expected).default(byDefault);
}

function yesOrNo(byDefault: boolean) {
  return z
    .enum(['0', '1', 'false', 'true'], { error: 'must be 1 or 0' })
    .default(byDefault ? '1' : '0')
    .transform((value) => value === '1' || value === 'true');
}

/** Every variable that the environment or the `.env` file can set; `.env.example` explains each. */
const environment = z.object({
  SEEDS_DIR: directory('seeds'),
  INDEX_DIR: directory('.isnad'),
  MODELS_DIR: directory('models'),
  MODEL_CACHE_DIR: directory('.isnad/model-cache'),
  EMBEDDING_MODEL: z.string().trim().default('isnad-table-v1'),
  ALLOW_DOWNLOAD: yesOrNo(true),
  MAX_FILE_MB: wholeNumber(1, 1024, 32),
  CONFIDENCE_THRESHOLD: share(0.5),
  CITATIONS: wholeNumber(1, 10, 3),
});

/** All that the environment and the `.env` file can say, checked and with its defaults filled in. */
export interface Settings {
  readonly seedsDirectory: string;
  /** Holds one index for every documents folder. */
  readonly indexRoot: string;
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
}

/** A value that is wrong may be anything, and long. */
const maxShownUnits = 80;

function describeIssue(issue: z.core.$ZodIssue, values: NodeJS.ProcessEnv): string {
  const name = String(issue.path[0]);
  // Quoted as in JSON, which leaves no control character as it is.
  return `${name} is ${JSON.stringify(values[name]?.slice(0, maxShownUnits))}: it ${issue.message}.`;
}

/** The names of all variables, for the test of `.env.example`. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

/** Reads settings from given variables. @throws UsageError that names every wrong one. */
export function parseSettings(values: NodeJS.ProcessEnv): Settings {
  // An empty value in a .env file means "not set"; white space alone would be read as the number 0.
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim() !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new UsageError(
      parsed.error.issues.map((issue) => describeIssue(issue, values)).join(' '),
      'Change it in the environment or in .env; .env.example says what each variable means.',
    );
  }
  const { data } = parsed;
  return {
    seedsDirectory: data.SEEDS_DIR,
    indexRoot: data.INDEX_DIR,
    modelsDirectory: data.MODELS_DIR,
    modelCacheDirectory: data.MODEL_CACHE_DIR,
    embeddingModel: data.EMBEDDING_MODEL,
    allowDownload: data.ALLOW_DOWNLOAD,
    maxFileBytes: data.MAX_FILE_MB * megabyte,
    confidenceThreshold: data.CONFIDENCE_THRESHOLD,
    citations: data.CITATIONS,
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
