import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createPageRecogniser,
  type PageRecogniser,
  type RecogniserOptions,
} from '../../src/recognition/page-recogniser.js';
import { describeNotice } from '../../src/text/describe-notice.js';
import { makeFakePrograms, tableOf, type FakePrograms } from './fake-programs.js';

function open(programs: FakePrograms, options: Partial<RecogniserOptions> = {}): PageRecogniser {
  return createPageRecogniser({
    environment: programs.environment,
    folder: join(programs.place, 'work of "mine" $HOME'),
    libraryProgram: ['/nowhere/at-all'],
    measureMemory: () => undefined,
    ...options,
  });
}

const bytes = Buffer.from('%PDF-');
const arabic = ['بني الجسر عام ١٩٨٧ فوق النهر', 'ثم وسع بعد عشرين سنة'];

/** Reads pages and gives, beside them, what was told of them. */
async function recognise(recogniser: PageRecogniser, pages: readonly number[]) {
  const told: string[] = [];
  const read = await recogniser.recognise({
    bytes,
    pages,
    onPage: (position, total) => told.push(`${position}/${total}`),
    onUnread: (page) => told.push(describeNotice(page, 'en')),
  });
  return { read, told, lines: read.map(({ number, lines }) => [number, ...lines.map(({ text }) => text)]) };
}

describe('reading pages', () => {
  it('reads page after page, says before each which, and leaves nothing behind', async () => {
    const programs = makeFakePrograms();
    programs.say(3, 'ara', tableOf(arabic));
    programs.say(7, 'ara', tableOf(['صفحة أخرى']));
    const { read, lines, told } = await recognise(open(programs), [3, 7]);
    expect(lines).toEqual([
      [3, ...arabic],
      [7, 'صفحة أخرى'],
    ]);
    expect(read[0]).toMatchObject({ width: 1700, height: 2400 });
    expect(read[0]!.lines[0]).toMatchObject({ left: 100, top: 200, bottom: 240, wordHeight: 40, column: 1 });
    expect(told).toEqual(['1/2', '2/2']);
    expect(existsSync(join(programs.place, 'work of "mine" $HOME'))).toBe(false);
  });

  it('gives programs their arguments as they are, without a shell, and none of the secrets', async () => {
    const programs = makeFakePrograms();
    programs.install('tesseract', 'env > "$here/seen"; echo tesseract 5; echo ara; echo eng');
    programs.say('all', 'ara', tableOf(arabic));
    await recognise(open(programs), [1]);
    const seen = readFileSync(join(programs.place, 'bin', 'seen'), 'utf8');
    expect(seen).toContain('OMP_THREAD_LIMIT=1');
    expect(seen).not.toMatch(/^(?:HOME|NODE_|DISCORD|npm_)/m);
    expect(programs.calls().find((call) => call.startsWith('pdftoppm -gray'))).toContain(
      'work of "mine" $HOME/file.pdf',
    );
  });

  it('reads no page twice that it has read in the same way, also after a run that did not end', async () => {
    const programs = makeFakePrograms();
    const memory = join(programs.place, 'memory');
    programs.say(1, 'ara', tableOf(arabic));
    programs.say(2, 'ara', tableOf(['صفحة أخرى']));
    const readPages = (): number =>
      programs.calls().filter((call) => call.startsWith('pdftoppm -gray')).length;
    const first = await recognise(open(programs, { memory }), [1]);
    const both = await recognise(open(programs, { memory }), [1, 2]);
    expect(both.lines).toEqual([
      [1, ...arabic],
      [2, 'صفحة أخرى'],
    ]);
    expect(both.read[0]).toEqual(first.read[0]);
    expect(both.told).toEqual(['2/2']);
    expect(readPages()).toBe(2);
    await recognise(open(programs, { memory }), [1, 2]);
    expect(readPages()).toBe(2);

    const [name] = readdirSync(memory);
    const path = join(memory, name!);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    // Cut, and with a letter changed: what is left of it is read, the rest is recognised again.
    writeFileSync(path, readFileSync(path, 'utf8').replace('الجسر', 'الجسم').slice(0, -20));
    expect((await recognise(open(programs, { memory }), [1, 2])).lines).toEqual(both.lines);
    expect(readPages()).toBe(4);
    expect((await recognise(open(programs, { memory }), [1, 2])).read).toEqual(both.read);
    expect(readPages()).toBe(4);

    programs.install('tesseract', 'echo tesseract 6; echo ara; echo eng');
    await recognise(open(programs, { memory }), [1, 2]);
    expect(readPages()).toBe(6);
  });

  it('keeps the copy of the file to its owner', async () => {
    const programs = makeFakePrograms();
    const folder = join(programs.place, 'work');
    programs.say('all', 'ara', tableOf(arabic));
    let modes: number[] = [];
    await open(programs, { folder, measureMemory: () => undefined }).recognise({
      bytes,
      pages: [1],
      onPage: () => {
        modes = [folder, join(folder, 'file.pdf')].map((path) => statSync(path).mode & 0o777);
      },
    });
    expect(modes).toEqual([0o700, 0o600]);
  });

  it('looks for English where a page is doubtful in Arabic, and takes the surer words', async () => {
    const programs = makeFakePrograms();
    const doubtful = tableOf(['للاستفسار اتصل بالمدرسة على العنوان 00لا0مع']).replace('90\t00', '20\t00');
    const guesses = tableOf(['ii ll ii ll ii info@example.com']).replaceAll(/90\t(?=ii|ll)/g, '15\t');
    programs.say('all', 'ara', doubtful);
    programs.say('all', 'eng', guesses);
    const { lines } = await recognise(open(programs), [1]);
    expect(lines).toEqual([[1, 'للاستفسار اتصل بالمدرسة على العنوان info@example.com']]);
  });

  it('reads an English page as English', async () => {
    const programs = makeFakePrograms();
    programs.say('all', 'ara', tableOf(['اااا بببب'], 20));
    programs.say('all', 'eng', tableOf(['The bridge was built']));
    expect((await recognise(open(programs), [1])).lines).toEqual([[1, 'The bridge was built']]);
  });

  it('does not look for English where all is sure', async () => {
    const programs = makeFakePrograms();
    programs.say('all', 'ara', tableOf(arabic));
    await recognise(open(programs), [1]);
    expect(programs.calls().filter((call) => call.includes('-l eng'))).toEqual([]);
  });

  it('makes nothing of a page that shows no text', async () => {
    const programs = makeFakePrograms();
    programs.say('all', 'ara', tableOf(['ةء اا ٣ حجخ'], 31));
    programs.say('all', 'eng', tableOf(['~ il |', '— —'], 40));
    programs.say(2, 'ara', tableOf([]));
    programs.say(2, 'eng', tableOf([]));
    expect((await recognise(open(programs), [1, 2])).lines).toEqual([[1], [2]]);
  });

  it('turns a page that stands on its head', async () => {
    const programs = makeFakePrograms();
    programs.install(
      'tesseract',
      `case "$1" in --version) echo 'tesseract 5'; exit;; --list-langs) echo ara; exit;; esac
if [ "$4" = 0 ]; then printf 'Page number: 0\\nOrientation in degrees: 180\\nRotate: 180\\n'; exit; fi
case "$(cat "$1")" in *ba) cat "$here/all.ara";; *) cat "$here/garbage";; esac`,
    );
    programs.say('all', 'ara', tableOf(arabic));
    writeFileSync(join(programs.place, 'bin', 'garbage'), tableOf(['صثق ضشس'], 12));
    expect((await recognise(open(programs), [1])).lines).toEqual([[1, ...arabic]]);
  });
});

describe('what can go wrong', () => {
  it('goes on behind a page that takes too long, and ends what the program has started', async () => {
    const programs = makeFakePrograms();
    programs.install(
      'pdftoppm',
      `[ "$1" = -v ] && exit 0
case "$*" in *'-f 1 '*) sh -c 'echo $$ > "'"$here"'/pid"; exec sleep 600';; esac
for last; do :; done
echo 2 > "$here/page"
printf 'P5\\n2 1\\n255\\nab' > "$last.pgm"`,
    );
    programs.say('all', 'ara', tableOf(arabic));
    const limits = { rendering: { maxSeconds: 3, maxResidentMegabytes: 500 } };
    const { lines, told } = await recognise(open(programs, { limits }), [1, 2]);
    expect(lines).toEqual([[2, ...arabic]]);
    expect(told).toEqual(['1/2', 'page 1 takes longer to read by OCR than is allowed for a page.', '2/2']);
    const pid = Number(readFileSync(join(programs.place, 'bin', 'pid'), 'utf8'));
    await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false);
  });

  it('says of a page that takes too much memory', async () => {
    const programs = makeFakePrograms();
    programs.install('pdftoppm', `[ "$1" = -v ] || sleep 600`);
    const recogniser = open(programs, { measureMemory: () => 2 ** 40 });
    expect((await recognise(recogniser, [1])).told.at(-1)).toMatch(
      /^page 1 takes more memory to read by OCR/,
    );
  });

  it('gives up on a file after several pages that fail', async () => {
    const programs = makeFakePrograms();
    programs.install('pdftoppm', `[ "$1" = -v ] && exit 0; echo broken >&2; exit 1`);
    const { read, told } = await recognise(open(programs), [1, 2, 3, 4, 5]);
    expect(read).toEqual([]);
    expect(told.filter((each) => each.startsWith('page'))).toEqual([
      ...[1, 2, 3].map((page) => `page ${page} could not be read by OCR.`),
      'page 4 and those behind it were not tried, after several that could not be read by OCR.',
    ]);
  });

  it('says so where a program gives no picture', async () => {
    const programs = makeFakePrograms();
    programs.install('pdftoppm', 'exit 0');
    programs.install(
      'tesseract',
      `[ -e "$1" ] || case "$1" in --*) echo tesseract 5; echo ara; exit;; *) exit 1;; esac`,
    );
    expect((await recognise(open(programs), [1])).told).toEqual(['1/1', 'page 1 could not be read by OCR.']);
  });

  it('reads so many pages of a file and says that there are more', async () => {
    const programs = makeFakePrograms();
    programs.say('all', 'ara', tableOf(arabic));
    const { lines, told } = await recognise(open(programs, { limits: { maxPages: 2 } }), [1, 2, 5]);
    expect(lines.map(([page]) => page)).toEqual([1, 2]);
    expect(told.at(-1)).toBe('page 5 and those behind it were not tried: 2 pages of a file are read by OCR.');
  });

  it('stops in the midst of a page, with its program, and removes what it has made', async () => {
    const programs = makeFakePrograms();
    const folder = join(programs.place, 'work');
    programs.install('pdftoppm', `[ "$1" = -v ] && exit 0; echo $$ > "$here/pid"; exec sleep 600`);
    const controller = new AbortController();
    const reading = open(programs, { folder, signal: controller.signal }).recognise({ bytes, pages: [1, 2] });
    const pidFile = join(programs.place, 'bin', 'pid');
    await expect
      .poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', { timeout: 60_000 })
      .toBe(true);
    controller.abort();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(existsSync(folder)).toBe(false);
    await expect
      .poll(() => isRunning(Number(readFileSync(pidFile, 'utf8'))), { timeout: 30_000 })
      .toBe(false);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('what is there to read with', () => {
  it('names it, in its version', async () => {
    const recogniser = open(makeFakePrograms());
    expect(await recogniser.identity()).toBe('tesseract program 5.9.9 ara+eng, pdftoppm, 1');
    expect(await recogniser.findMissing()).toBeUndefined();
  });

  it('says which language is missing and how it is had', async () => {
    const recogniser = open(makeFakePrograms(['eng', 'osd']));
    expect(await recogniser.identity()).toContain(' eng, ');
    expect(await recogniser.findMissing()).toEqual({ code: 'no-ocr-language', languages: ['ara'] });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['no program', { PATH: '/nowhere' }],
    ['no program and no path', {}],
  ])('says what to install where there is %s', async (_, environment) => {
    const recogniser = open({ ...makeFakePrograms(), environment: { PATH: '/nowhere', ...environment } });
    expect(await recogniser.identity()).toBe('none');
    expect(await recogniser.findMissing()).toEqual({ code: 'no-ocr' });
    expect(await recogniser.recognise({ bytes, pages: [1] })).toEqual([]);
  });

  it('says what to install where the program knows neither language', async () => {
    const recogniser = open(makeFakePrograms(['osd', 'deu']));
    expect(await recogniser.identity()).toBe('none');
    expect(await recogniser.findMissing()).toEqual({ code: 'no-ocr-language', languages: ['ara', 'eng'] });
  });

  it('takes the picture of the page itself where no program draws it', async () => {
    const programs = makeFakePrograms();
    programs.install('pdftoppm', 'exit 1');
    expect(await open(programs).identity()).toBe('tesseract program 5.9.9 ara+eng, picture, 1');
  });
});
