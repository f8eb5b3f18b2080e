import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openRecogniser } from '../../src/application/open-recogniser.js';
import { libraries } from '../../src/recognition/libraries.js';

const { stdout } = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' }) as {
  readonly stdout: string | null;
};
const isThere = /^ara$/m.test(stdout ?? '');
const why = isThere ? '' : ' (not run: tesseract is not installed, or has no Arabic)';

const words =
  'مباحثات حول الملف النووي والعلاقات الإقليمية والدولية بين إيران وروسيا وصل محمد باقري رئيس الأركان العامة للقوات المسلحة الإيرانية'.split(
    ' ',
  );

it.skipIf(!isThere)(
  `reads a scan of Arabic${why}`,
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'isnad-ocr-'));
    onTestFinished(() => {
      rmSync(directory, { recursive: true, force: true });
    });
    const recogniser = openRecogniser(
      { environment: { PATH: '/usr/local/bin:/usr/bin:/bin' } },
      directory,
      undefined,
    );
    const bytes = readFileSync(join(import.meta.dirname, 'files', 'scan.pdf'));
    const [page] = await recogniser.recognise({ bytes, pages: [1] });
    const read = page!.lines.flatMap(({ text }) => text.replace(/[^\p{L}\s]/gu, ' ').split(/\s+/));
    expect(words.filter((word) => read.includes(word)).length / words.length).toBeGreaterThan(0.85);
  },
  240_000,
);

it('names no package that comes with this program', () => {
  const { dependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
  ) as { readonly dependencies: Readonly<Record<string, string>> };
  for (const name of [libraries.reader, libraries.renderer, libraries.languageData('ara')]) {
    expect(dependencies[name]).toBeUndefined();
  }
});
