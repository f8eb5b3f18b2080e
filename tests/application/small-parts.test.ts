import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { indexDirectory } from '../../src/application/index-location.js';
import { passageLimits, rowsFingerprint } from '../../src/application/rows-fingerprint.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import { createWorkplace, embedder } from './workplace.js';

describe('the place of an index', () => {
  test('is its own for every folder, and the same for every way to name one', () => {
    const { folder } = createWorkplace();
    mkdirSync(join(folder, 'a', 'docs'), { recursive: true });
    mkdirSync(join(folder, 'b', 'docs'), { recursive: true });
    symlinkSync(join(folder, 'a', 'docs'), join(folder, 'link'));
    const place = (path: string): string => indexDirectory('/indexes', join(folder, path));
    expect(place('a/docs')).not.toBe(place('b/docs'));
    expect(place('link')).toBe(place('a/docs'));
    expect(place('a/docs/')).toBe(place('a/docs'));
    expect(place('a/../a/docs')).toBe(place('a/docs'));
  });

  test.each([
    ['/', /^-[0-9a-f]{8}$/],
    ['/not there/وثائق مهمة', /^وثائق_مهمة-[0-9a-f]{8}$/],
    ['/x/..a\n"b";rm -rf $HOME', /^\.\.a__b__rm_-rf__HOME-[0-9a-f]{8}$/],
    [`/x/${'ن'.repeat(300)}`, /^ن{40}-[0-9a-f]{8}$/],
    [`/x/${'😀'.repeat(120)}`, /^_{40}-[0-9a-f]{8}$/],
  ])('%j has a name that is safe on a disk', (folder, expected) => {
    const place = indexDirectory('/indexes', folder);
    expect(dirname(place)).toBe('/indexes');
    expect(basename(place)).toMatch(expected);
    expect(Buffer.byteLength(basename(place))).toBeLessThan(256);
  });
});

describe('the limits of passages', () => {
  test.each([16, 32, 128, 512, 8192])('leave room for a title in a model of %i tokens', (maxTokens) => {
    const limits = passageLimits(createFakeEmbedder({ maxTokens }));
    expect(limits.maxTokens).toBeLessThan(maxTokens);
    expect(limits.maxTokens).toBeGreaterThanOrEqual(maxTokens * 0.75);
  });

  test('rows made by another model, in whatever way it is another, have another fingerprint', () => {
    const { identity } = embedder;
    const others = [
      { ...identity, model: 'x' },
      { ...identity, revision: 'x' },
      { ...identity, dimension: 65 },
      { ...identity, pooling: 'mean' as const },
      { ...identity, questionPrefix: 'q: ' },
      { ...identity, passagePrefix: 'p: ' },
      { ...identity, maxTokens: 64 },
    ];
    const fingerprints = new Set([identity, ...others].map(rowsFingerprint));
    expect(fingerprints.size).toBe(others.length + 1);
    expect(rowsFingerprint({ ...identity })).toBe(rowsFingerprint(identity));
  });
});
