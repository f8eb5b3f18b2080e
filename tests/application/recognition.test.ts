import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { IndexerProgress } from '../../src/application/indexer-run.js';
import { makeFakePrograms, tableOf } from '../recognition/fake-programs.js';
import { makeScan } from '../recognition/make-scan.js';
import { createWorkplace, textAbout } from './workplace.js';

const lines = ['The heron was seen near the old harbour.', 'Nobody knows why it came.'];

it('leaves scans unread without OCR, reads them with it, and then nothing else anew', async () => {
  const programs = makeFakePrograms();
  programs.say('all', 'ara', tableOf([], 0));
  programs.say('all', 'eng', tableOf(lines));
  const recognition = { environment: programs.environment };
  const workplace = createWorkplace({
    'plain.txt': textAbout('walrus'),
    'text.pdf': makeScan(['The lighthouse was built in 1987.']),
    'mixed.pdf': makeScan(['The bridge was built in 1987.', undefined]),
    'scan.pdf': makeScan([undefined, undefined]),
  });

  const off = await workplace.index();
  expect(off.added).toEqual(['mixed.pdf', 'plain.txt', 'text.pdf']);
  expect(off.skipped).toEqual([
    { path: 'scan.pdf', problem: { code: 'scan', pages: [1, 2], isOcrOff: true } },
  ]);
  expect(off.read.find(({ path }) => path === 'mixed.pdf')!.remarks).toEqual([
    { code: 'scanned', parts: [2] },
  ]);
  expect(programs.calls()).toEqual([]);

  const dry = await workplace.index({ recognition, dryRun: true });
  expect([dry.added, dry.changed, dry.skipped]).toEqual([['scan.pdf'], ['mixed.pdf'], []]);
  expect(programs.calls().filter((call) => call.startsWith('pdftoppm -gray'))).toEqual([]);

  const progress: IndexerProgress[] = [];
  const on = await workplace.index({ recognition, onProgress: (each) => progress.push(each) });
  expect([on.skipped, on.notices]).toEqual([[], []]);
  expect([on.added, on.changed, on.unchanged]).toEqual([['scan.pdf'], ['mixed.pdf'], 2]);
  expect(on.read.map(({ path, remarks }) => [path, remarks])).toEqual([
    ['mixed.pdf', [{ code: 'recognised', parts: [2] }]],
    ['scan.pdf', [{ code: 'recognised', parts: [1, 2] }]],
  ]);
  expect(progress.filter(({ step }) => step === 'recognise')).toEqual([
    { step: 'recognise', path: 'mixed.pdf', done: 1, total: 1 },
    { step: 'recognise', path: 'scan.pdf', done: 1, total: 2 },
    { step: 'recognise', path: 'scan.pdf', done: 2, total: 2 },
  ]);
  const service = await workplace.open();
  const { citations } = await service.ask('Where was the heron seen?');
  const places = citations.map(({ place }) => [place.path, place.page?.number, place.reading]);
  expect(places).toContainEqual(['mixed.pdf', 2, 'recognised']);
  service.close();

  const again = await workplace.index({ recognition });
  expect([again.added, again.changed, again.unchanged]).toEqual([[], [], 4]);
  // Pages are not recognised again for an index that is made anew.
  const pictures = (): number => programs.calls().filter((call) => call.startsWith('pdftoppm -gray')).length;
  const drawn = pictures();
  const rebuilt = await workplace.index({ recognition, rebuild: true });
  expect(rebuilt.read.map(({ path }) => path)).toEqual(['mixed.pdf', 'scan.pdf', 'text.pdf']);
  expect(pictures()).toBe(drawn);

  // Another version of what reads them.
  programs.install(
    'tesseract',
    `case "$1" in --version) echo 'tesseract 6.0';; --list-langs) echo eng;; *) cat "$here/all.eng";; esac`,
  );
  const other = await workplace.index({ recognition });
  expect([other.added, other.changed, other.unchanged]).toEqual([[], ['mixed.pdf', 'scan.pdf'], 2]);
  expect(other.notices).toEqual([{ code: 'no-ocr-language', languages: ['ara'] }]);

  const without = await workplace.index();
  expect([without.changed, without.removed, without.unchanged]).toEqual([['mixed.pdf'], ['scan.pdf'], 2]);
  // By both versions of one file; of what the index has no more, nothing is kept.
  expect(readdirSync(join(workplace.directory, 'recognised'))).toHaveLength(2);
}, 240_000);

it('says once where nothing reads pages, and indexes all else', async () => {
  const workplace = createWorkplace({
    'a.pdf': makeScan([undefined]),
    'b.pdf': makeScan(['The bridge was built in 1987.', undefined]),
    'c.txt': textAbout('walrus'),
  });
  const recognition = { environment: { PATH: '/nowhere' } };
  const report = await workplace.index({ recognition });
  expect(report.added).toEqual(['b.pdf', 'c.txt']);
  expect(report.skipped).toEqual([{ path: 'a.pdf', problem: { code: 'scan', pages: [1], isOcrOff: false } }]);
  expect(report.notices).toEqual([{ code: 'no-ocr' }]);
  // What cannot be read is read no better without OCR.
  expect((await workplace.index()).unchanged).toBe(2);
}, 120_000);

it('refuses pages on which nothing can be made out, by name', async () => {
  const programs = makeFakePrograms();
  for (const language of ['ara', 'eng']) programs.say('all', language, tableOf(['xq zvw jk'], 21));
  const workplace = createWorkplace({
    'a.pdf': makeScan([undefined]),
    'b.pdf': makeScan(['The bridge was built in 1987.', undefined]),
  });
  const report = await workplace.index({ recognition: { environment: programs.environment } });
  expect(report.skipped).toEqual([{ path: 'a.pdf', problem: { code: 'illegible-scan' } }]);
  expect(report.read[0]!.remarks).toEqual([{ code: 'illegible', parts: [2] }]);
}, 120_000);

it('says of which file a page could not be read, and removes what a killed run has left', async () => {
  const programs = makeFakePrograms();
  programs.install('pdftoppm', '[ "$1" = -v ] && exit 0; exit 1');
  const workplace = createWorkplace({ 'b.pdf': makeScan(['The bridge was built in 1987.', undefined]) });
  const left = join(workplace.directory, 'recognition');
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, 'file.pdf'), 'a copy');
  const report = await workplace.index({ recognition: { environment: programs.environment } });
  expect(report.notices).toEqual([{ code: 'page-failed', page: 2, failure: 'failed', path: 'b.pdf' }]);
  expect(report.read[0]!.remarks).toEqual([{ code: 'scanned', parts: [2] }]);
  mkdirSync(left, { recursive: true });
  await workplace.index();
  expect(existsSync(left)).toBe(false);
}, 120_000);
