import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentParser } from '../../src/contracts/document-parser.js';
import { expectBlockPromises, expectPartPromises } from '../documents/block-promises.js';
import { describeProblem } from '../../src/text/file-problems/describe-problem.js';

/** What every parser promises, whatever a file holds. `make` gives a file with this one paragraph. */
export function describeDocumentParser(
  name: string,
  parser: DocumentParser,
  make: (paragraph: string) => Uint8Array,
): void {
  describe(`${name}, as a document parser`, () => {
    const path = `folder/a${parser.extensions[0] ?? ''}`;

    it('names extensions in lower case, each with its dot', () => {
      expect(parser.extensions.length).toBeGreaterThan(0);
      for (const extension of parser.extensions) expect(extension).toMatch(/^\.[a-z0-9]+$/);
    });

    it.each(['The bridge was built in 1987.', 'بني الجسر عام ١٩٨٧.'])('reads %s', async (paragraph) => {
      const document = await parser.parse({ path, bytes: make(paragraph) });
      if ('problem' in document) throw new Error(document.problem.code);
      expect(document.format).toBe(parser.format);
      expect(document.text).toContain(paragraph);
      expect(document.title).not.toBe('');
      expectBlockPromises(document);
      expectPartPromises(document);
    });

    it('keeps the promises of blocks, or says why not, for any bytes at all', async () => {
      const bytes = fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }).map((text) => Buffer.from(text)),
        fc.string({ unit: 'binary', maxLength: 60 }).map((text) => make(text)),
      );
      await fc.assert(
        fc.asyncProperty(
          bytes.filter(({ length }) => length > 0),
          async (given) => {
            const before = Uint8Array.from(given);
            const result = await parser.parse({ path, bytes: given });
            expect(Uint8Array.from(given)).toEqual(before);
            if ('problem' in result) {
              expect(result.path).toBe(path);
              expect(describeProblem(result.problem, 'en')).toMatch(/^[a-z][^\n]+$/);
            } else {
              expectBlockPromises(result);
              expectPartPromises(result);
            }
          },
        ),
        { numRuns: 100 },
      );
    });

    it('keeps them for files that are cut or damaged', async () => {
      const whole = make('The bridge was built in 1987. بني الجسر عام ١٩٨٧.');
      const damage = fc.tuple(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255))),
      );
      await fc.assert(
        fc.asyncProperty(damage, async ([length, bytes]) => {
          const damaged = Uint8Array.from(whole);
          for (const [at, byte] of bytes) damaged[at] = byte;
          const given = length < 20 ? damaged : damaged.subarray(0, length);
          const result = await parser.parse({ path, bytes: given });
          if ('problem' in result) return;
          expectBlockPromises(result);
          expectPartPromises(result);
        }),
        { numRuns: 50 },
      );
    });

    it('gives the same for the same bytes, also for two files at once', async () => {
      const files = ['First text.', 'Second text.'].map((text) => ({ path, bytes: make(text) }));
      const together = await Promise.all(files.map((file) => parser.parse(file)));
      const [first, second] = together;
      expect(first).not.toEqual(second);
      for (const [index, file] of files.entries()) expect(await parser.parse(file)).toEqual(together[index]);
    });
  });
}
