import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/contracts/errors.js';
import { parseSettings, variableNames } from '../../src/settings/settings.js';

const project = resolve(import.meta.dirname, '..', '..');

test('nothing set: every setting has its default, relative to the project', () => {
  expect(parseSettings({})).toEqual({
    seedsDirectory: join(project, 'seeds'),
    indexRoot: join(project, '.isnad'),
    modelsDirectory: join(project, 'models'),
    modelCacheDirectory: join(project, '.isnad/model-cache'),
    embeddingModel: 'isnad-table-v1',
    allowDownload: true,
    maxFileBytes: 32 * 1024 * 1024,
    confidenceThreshold: 0.4,
    citations: 3,
    ocr: 'off',
    programEnvironment: {},
  });
});

test.each(variableNames)('%s: an empty value, or white space alone, is the default', (name) => {
  for (const value of ['', ' ', '\t \n']) expect(parseSettings({ [name]: value })).toEqual(parseSettings({}));
});

test('a wrong value is shown without its control characters', () => {
  expect(() => parseSettings({ CITATIONS: '\u007f\u009b2J\u001b' })).toThrow('"\\u007f\\u009b2J\\u001b"');
});

test('a variable of somebody else is not looked at', () => {
  expect(parseSettings({ CITATION: 'many', PATH: '' })).toEqual(parseSettings({}));
});

describe('values that are taken', () => {
  test.each([
    ['SEEDS_DIR', 'some/where', 'seedsDirectory', resolve('some/where')],
    ['SEEDS_DIR', '/مجلد وثائق', 'seedsDirectory', '/مجلد وثائق'],
    ['INDEX_DIR', '/tmp/x', 'indexRoot', '/tmp/x'],
    ['MODELS_DIR', '/m', 'modelsDirectory', '/m'],
    ['MODEL_CACHE_DIR', '/c', 'modelCacheDirectory', '/c'],
    ['EMBEDDING_MODEL', ' Xenova/multilingual-e5-small ', 'embeddingModel', 'Xenova/multilingual-e5-small'],
    ['ALLOW_DOWNLOAD', '0', 'allowDownload', false],
    ['ALLOW_DOWNLOAD', 'false', 'allowDownload', false],
    ['ALLOW_DOWNLOAD', '1', 'allowDownload', true],
    ['ALLOW_DOWNLOAD', 'true', 'allowDownload', true],
    ['MAX_FILE_MB', '1', 'maxFileBytes', 1 << 20],
    ['MAX_FILE_MB', '1024', 'maxFileBytes', 1 << 30],
    ['CONFIDENCE_THRESHOLD', '0', 'confidenceThreshold', 0],
    ['CONFIDENCE_THRESHOLD', '0.75', 'confidenceThreshold', 0.75],
    ['CONFIDENCE_THRESHOLD', '1', 'confidenceThreshold', 1],
    ['CITATIONS', '1', 'citations', 1],
    ['CITATIONS', '10', 'citations', 10],
    ['OCR', 'off', 'ocr', 'off'],
    ['OCR', 'auto', 'ocr', 'auto'],
  ])('%s=%s', (name, value, setting, expected) => {
    expect(parseSettings({ [name]: value })).toHaveProperty(setting, expected);
  });

  test('downloaded models go to where the index is, which can be written to', () => {
    expect(parseSettings({ INDEX_DIR: '/data/index' }).modelCacheDirectory).toBe('/data/index/model-cache');
  });

  test('paths are absolute, whatever the working directory', () => {
    const { seedsDirectory, indexRoot, modelsDirectory, modelCacheDirectory } = parseSettings({});
    for (const path of [seedsDirectory, indexRoot, modelsDirectory, modelCacheDirectory]) {
      expect(isAbsolute(path)).toBe(true);
    }
  });
});

describe('wrong values name the variable, what it must be, and where to change it', () => {
  test.each([
    ['MAX_FILE_MB', '0', 'a whole number from 1 to 1024'],
    ['MAX_FILE_MB', '1025', 'a whole number from 1 to 1024'],
    ['MAX_FILE_MB', '1.5', 'a whole number from 1 to 1024'],
    ['MAX_FILE_MB', '10MB', 'a whole number from 1 to 1024'],
    ['MAX_FILE_MB', 'Infinity', 'a whole number from 1 to 1024'],
    ['CITATIONS', '11', 'a whole number from 1 to 10'],
    ['CITATIONS', '-1', 'a whole number from 1 to 10'],
    ['OCR', 'on', '"off" or "auto"'],
    ['CITATIONS', 'three', 'a whole number from 1 to 10'],
    ['CITATIONS', '٣', 'a whole number from 1 to 10'],
    ['CONFIDENCE_THRESHOLD', '50%', 'a number from 0 to 1'],
    ['CONFIDENCE_THRESHOLD', '1.01', 'a number from 0 to 1'],
    ['CONFIDENCE_THRESHOLD', '-0.1', 'a number from 0 to 1'],
    ['CONFIDENCE_THRESHOLD', 'NaN', 'a number from 0 to 1'],
    ['CONFIDENCE_THRESHOLD', '0,5', 'a number from 0 to 1'],
    ['ALLOW_DOWNLOAD', 'yes', '1 or 0'],
    ['ALLOW_DOWNLOAD', 'TRUE', '1 or 0'],
  ])('%s=%s', (name, value, expected) => {
    const parse = (): unknown => parseSettings({ [name]: value });
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(`${name} is "${value}": it must be ${expected}.`);
    expect(parse).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('.env') as string }) as Error,
    );
  });

  test('all of them at once', () => {
    expect(() => parseSettings({ CITATIONS: '0', MAX_FILE_MB: 'x', ALLOW_DOWNLOAD: '2' })).toThrow(
      /MAX_FILE_MB.*CITATIONS|CITATIONS.*MAX_FILE_MB/,
    );
  });

  test('control characters and endless values do not reach the terminal', () => {
    const value = `\u001b[2J\n${'9'.repeat(100_000)}`;
    let message = '';
    try {
      parseSettings({ CITATIONS: value });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('CITATIONS');
    expect(message.length).toBeLessThan(300);
    expect(message).not.toMatch(/\p{Cc}/u);
  });
});

describe('.env.example', () => {
  const text = readFileSync(join(project, '.env.example'), 'utf8');
  const mentioned = [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=(.*)$/gmu)].map(([, name, value]) => [
    name,
    value,
  ]);

  test('has every variable', () => {
    const names = mentioned.map(([name]) => name);
    for (const name of variableNames) expect(names).toContain(name);
  });

  test('gives values that are taken, and are the defaults', () => {
    const values = Object.fromEntries(mentioned) as Record<string, string>;
    const given = parse(
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    );
    const known = Object.fromEntries(variableNames.map((name) => [name, given[name]]));
    expect(parseSettings(known)).toEqual(parseSettings({}));
  });
});
