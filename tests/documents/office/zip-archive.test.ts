import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import type { FileProblem } from '../../../src/contracts/file-problem.js';
import { UnreadableFile } from '../../../src/documents/office/unreadable-file.js';
import { openZip } from '../../../src/documents/office/zip-archive.js';
import { makeZip } from './make-zip.js';

const limits = { maxUnpackedBytes: 2 ** 20 };
const readText = (bytes: Uint8Array, name: string): string =>
  Buffer.from(openZip(bytes, limits).read(name)).toString('utf8');

/** Writes a number over each place that a value of the directory or the headers stands at. */
function patch(
  bytes: Uint8Array,
  signature: number,
  offset: number,
  value: number,
  width: 2 | 4,
): Uint8Array {
  const patched = bytes.slice();
  const view = new DataView(patched.buffer);
  for (let at = 0; at + 4 <= patched.length; at++) {
    if (view.getUint32(at, true) !== signature) continue;
    if (width === 2) view.setUint16(at + offset, value, true);
    else view.setUint32(at + offset, value, true);
  }
  return patched;
}
const directory = 0x02014b50;
const problemOf = (read: () => unknown): FileProblem | undefined => {
  try {
    read();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problem;
    throw error;
  }
  return undefined;
};

describe('reading an archive', () => {
  const text = 'نص '.repeat(20_000);

  it('gives what was put in, deflated or stored', () => {
    const bytes = zipSync({
      'a.xml': [strToU8(text), { level: 9 }],
      'b/c.xml': [strToU8('stored'), { level: 0 }],
      empty: strToU8(''),
    });
    const zip = openZip(bytes, limits);
    expect(zip.names).toEqual(['a.xml', 'b/c.xml', 'empty']);
    expect(readText(bytes, 'a.xml')).toBe(text);
    expect(readText(bytes, 'b/c.xml')).toBe('stored');
    expect(readText(bytes, 'empty')).toBe('');
    expect(zip.has('nothing')).toBe(false);
    expect(readText(bytes, 'nothing')).toBe('');
  });

  it('finds files whatever the case and the slashes of their names', () => {
    const bytes = makeZip({ 'word\\Document.xml': 'one', '/word/styles.xml': 'two' });
    expect(readText(bytes, 'word/document.xml')).toBe('one');
    expect(readText(bytes, 'Word/styles.xml')).toBe('two');
  });

  it('reads an archive that something was put before or behind', () => {
    const bytes = makeZip({ 'a.xml': 'text' });
    expect(readText(Buffer.concat([Buffer.from('#!self-extracting\n'), bytes]), 'a.xml')).toBe('text');
    expect(readText(Buffer.concat([bytes, Buffer.from('trailing')]), 'a.xml')).toBe('text');
  });

  it('uses names that lead out of a folder for nothing but to find them', () => {
    const zip = openZip(makeZip({ '../../etc/passwd': 'x', 'a.xml': 'y' }), limits);
    expect(Buffer.from(zip.read('../../etc/passwd')).toString()).toBe('x');
  });
});

describe('an archive that is not read', () => {
  const small = makeZip({ 'a.xml': 'some text '.repeat(100) });

  it.each<[string, Uint8Array, FileProblem['code']]>([
    ['cut', small.subarray(0, small.length - 30), 'damaged'],
    ['no archive', Buffer.from('just text, and more of it than an end'), 'damaged'],
    ['nothing', new Uint8Array(0), 'damaged'],
    ['with a password', patch(small, directory, 8, 1, 2), 'password'],
    ['of another method', patch(small, directory, 10, 9, 2), 'unknown-compression'],
    ['with another checksum', patch(small, directory, 16, 7, 4), 'damaged'],
    ['that says it is longer than the file', patch(small, directory, 20, 2 ** 30, 4), 'damaged'],
    ['with its header elsewhere', patch(small, directory, 42, 5, 4), 'damaged'],
    ['of too many files', patch(small, 0x06054b50, 10, 60_000, 2), 'too-many-entries'],
    ['of more files than there are', patch(small, 0x06054b50, 10, 2, 2), 'damaged'],
  ])('%s says so', (_, bytes, code) => {
    expect(problemOf(() => openZip(bytes, limits).read('a.xml'))).toEqual({ code });
  });

  const bomb = makeZip({ 'a.xml': new Uint8Array(3 * 2 ** 20) });

  it.each<[string, Uint8Array]>([
    ['an honest bomb', bomb],
    ['a bomb that lies about its size', patch(bomb, directory, 24, 10, 4)],
  ])('%s is not unpacked', (_, bytes) => {
    const zip = openZip(bytes, limits);
    let unpacked = 0;
    const unpack = (): void => {
      for (const piece of zip.unpack('a.xml')) unpacked += piece.length;
    };
    expect(problemOf(unpack)).toEqual({ code: 'unpacks-too-large', limitBytes: 2 ** 20 });
    expect(unpacked).toBeLessThanOrEqual(limits.maxUnpackedBytes);
  });

  it('does not unpack what no text unpacks to, within the limit of size', () => {
    const zip = openZip(makeZip({ 'a.xml': new Uint8Array(20 * 2 ** 20) }), { maxUnpackedBytes: 2 ** 26 });
    expect(problemOf(() => zip.read('a.xml'))).toEqual({ code: 'too-uniform' });
  });

  it('counts what is unpacked from all of an archive', () => {
    const noise = Uint8Array.from({ length: 400_000 }, (_, i) => (i * 2654435761) >>> 13);
    const zip = openZip(makeZip({ a: noise, b: noise, c: noise }), limits);
    expect(Buffer.compare(zip.read('a'), noise)).toBe(0);
    expect(Buffer.compare(zip.read('b'), noise)).toBe(0);
    expect(problemOf(() => zip.read('c'))).toMatchObject({ code: 'unpacks-too-large' });
  });

  it('breaks in no other way, whatever bytes are changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: small.length - 1 }), fc.nat({ max: 255 })), { maxLength: 6 }),
        fc.nat({ max: small.length }),
        (changes, length) => {
          const bytes = small.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          problemOf(() => openZip(bytes, limits).read('a.xml'));
          const whole = small.slice();
          for (const [at, value] of changes) whole[at] = value;
          problemOf(() => openZip(whole, limits).read('a.xml'));
        },
      ),
      { numRuns: 500 },
    );
  });
});
