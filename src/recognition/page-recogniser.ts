import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MissingRecognition, RecognitionLanguage, UnreadPage } from '../contracts/reading-notice.js';
import type { RecognisedPage } from '../contracts/recognised-page.js';
import { combineLanguages, mayHoldLatin } from './combine-languages.js';
import { findEngine, type Engine, type FoundEngine } from './find-engine.js';
import { isLegible, toLines } from './page-lines.js';
import { readWords, type PageWords } from './read-words.js';
import { RememberedPages } from './remembered-pages.js';
import { ProgramError, runProgram, type ProgramContext, type ProgramLimits } from './run-program.js';
import { turnPicture } from './grey-picture.js';

/** Changes whenever a picture would be read as other lines. */
const recognitionVersion = 1;

export interface RecognitionLimits {
  /** Of the longer side of the picture of a page, in pixels; of A4 about 205 to the inch, from which on more does not help. */
  readonly pictureSide: number;
  /** Of one file; further pages stay unread. */
  readonly maxPages: number;
  /** Pages in a row that cannot be read, after which those that follow are not tried. */
  readonly maxFailures: number;
  readonly rendering: ProgramLimits;
  readonly reading: ProgramLimits;
}

const defaultLimits: RecognitionLimits = {
  pictureSide: 2_400,
  maxPages: 1_000,
  maxFailures: 3,
  rendering: { maxSeconds: 60, maxResidentMegabytes: 1_000 },
  reading: { maxSeconds: 120, maxResidentMegabytes: 1_000 },
};

export interface RecogniserOptions extends ProgramContext {
  /** A folder of the recogniser's own, for pictures and copies of files; it is there only while a file is read. */
  readonly folder: string;
  /** What runs the libraries, where one of them is the engine: a command with its first arguments. */
  readonly libraryProgram: readonly [string, ...string[]];
  /** Where pages are remembered from run to run; undefined where they are not. */
  readonly memory?: string | undefined;
  readonly limits?: Partial<RecognitionLimits>;
}

export interface RecognitionJob {
  readonly bytes: Uint8Array;
  /** Numbers of pages, from 1, rising. */
  readonly pages: readonly number[];
  /** Is told before each page, with its position among them from 1. */
  readonly onPage?: (position: number, total: number) => void;
  /** Is told of a page that could not be read, or of those that were not tried. */
  readonly onUnread?: (page: UnreadPage) => void;
}

/** Reads pictures of pages, one at a time. */
export interface PageRecogniser {
  /** What reads pages here and in which version; the same as long as pages are read alike. "none" without an engine. */
  identity(): Promise<string>;
  /** What is missing here; undefined where nothing is. */
  findMissing(): Promise<MissingRecognition | undefined>;
  /**
   * Reads pages of a PDF file. Pages on which nothing could be made out are among the outcome, without lines; those that
   * could not be looked at are not. Rejects when the signal aborts.
   */
  recognise(job: RecognitionJob): Promise<RecognisedPage[]>;
}

class Recogniser implements PageRecogniser {
  private finding: Promise<FoundEngine> | undefined;
  private readonly limits: RecognitionLimits;
  private readonly remembered: RememberedPages | undefined;

  constructor(private readonly options: RecogniserOptions) {
    if (options.memory !== undefined) this.remembered = new RememberedPages(options.memory);
    this.limits = { ...defaultLimits, ...options.limits };
  }

  async identity(): Promise<string> {
    const { engine } = await this.find();
    if (!engine) return 'none';
    const { reader, version, languages, renderer } = engine;
    return `tesseract ${reader} ${version} ${languages.join('+')}, ${renderer}, ${recognitionVersion}`;
  }

  async findMissing(): Promise<MissingRecognition | undefined> {
    return (await this.find()).missing;
  }

  async recognise({ bytes, pages, onPage, onUnread }: RecognitionJob): Promise<RecognisedPage[]> {
    const { engine } = await this.find();
    if (!engine) return [];
    const { folder } = this.options;
    const { maxPages, maxFailures } = this.limits;
    const read: RecognisedPage[] = [];
    const tried = pages.slice(0, maxPages);
    const identity = await this.identity();
    const remembered = this.remembered?.read(bytes, identity);
    let failures = 0;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    try {
      writeFileSync(join(folder, 'file.pdf'), bytes, { mode: 0o600 });
      for (const [index, page] of tried.entries()) {
        const known = remembered?.get(page);
        if (known) {
          read.push(known);
          continue;
        }
        onPage?.(index + 1, tried.length);
        try {
          const made = await this.readPage(engine, page);
          read.push(made);
          this.remembered?.add(bytes, identity, made);
          failures = 0;
        } catch (error) {
          if (!(error instanceof ProgramError)) throw error;
          onUnread?.({ code: 'page-failed', page, failure: error.failure });
          if (++failures < maxFailures) continue;
          if (index + 1 < tried.length) onUnread?.({ code: 'pages-given-up', page: tried[index + 1]! });
          break;
        }
      }
      if (pages.length > maxPages && failures < maxFailures) {
        onUnread?.({ code: 'page-limit', page: pages[maxPages]!, limitPages: maxPages });
      }
      return read;
    } finally {
      this.remembered?.trim();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private find(): Promise<FoundEngine> {
    this.finding ??= findEngine(this.options);
    return this.finding;
  }

  private async readPage(engine: Engine, number: number): Promise<RecognisedPage> {
    const picture = join(this.options.folder, 'page.pgm');
    rmSync(picture, { force: true });
    await this.render(engine, number, picture);
    let words = await this.readPicture(engine, picture);
    if (!isLegible(words) && (await turnPicture(picture, () => this.findTurn(engine, picture)))) {
      words = await this.readPicture(engine, picture);
    }
    const { width, height } = words;
    return { number, width, height, lines: isLegible(words) ? toLines(words) : [] };
  }

  /** Makes the picture of a page. Its longer side has a length of its own, whatever size the page says that it has. */
  private async render({ renderer }: Engine, page: number, picture: string): Promise<void> {
    const { pictureSide, rendering } = this.limits;
    const file = join(this.options.folder, 'file.pdf');
    const [side, number] = [String(pictureSide), String(page)];
    if (renderer === 'pdftoppm') {
      const prefix = picture.slice(0, -'.pgm'.length);
      const args = ['-gray', '-singlefile', '-scale-to', side, '-f', number, '-l', number, file, prefix];
      await runProgram('pdftoppm', args, this.options, rendering);
    } else await this.runLibrary(['render', renderer, file, number, side, picture], rendering);
  }

  /** Arabic first: where all of a page is sure in it, a look for the other language would only put errors in. */
  private async readPicture(engine: Engine, picture: string): Promise<PageWords> {
    const [first, second] = engine.languages;
    const words = await this.readIn(engine, picture, first!);
    if (!second || !mayHoldLatin(words)) return words;
    return combineLanguages(words, await this.readIn(engine, picture, second));
  }

  private async readIn(
    { reader }: Engine,
    picture: string,
    language: RecognitionLanguage,
  ): Promise<PageWords> {
    const { reading } = this.limits;
    const table =
      reader === 'program'
        ? await runProgram('tesseract', [picture, 'stdout', '-l', language, 'tsv'], this.options, reading)
        : await this.runLibrary(['read', picture, language], reading);
    return readWords(table);
  }

  /** By how many degrees, clockwise, the picture has to be turned to stand upright; 0 where nothing tells. */
  private async findTurn({ reader }: Engine, picture: string): Promise<number> {
    if (reader === 'library') return 0;
    try {
      const args = [picture, 'stdout', '--psm', '0', '-l', 'osd'];
      const said = await runProgram('tesseract', args, this.options, this.limits.reading);
      return Number(/^Rotate: (\d+)/m.exec(said)?.[1] ?? 0);
    } catch (error) {
      // It has no data for that, or sees too few letters.
      if (error instanceof ProgramError && error.failure === 'failed') return 0;
      throw error;
    }
  }

  private runLibrary(args: readonly string[], limits: ProgramLimits): Promise<string> {
    const [command, ...first] = this.options.libraryProgram;
    return runProgram(command, [...first, ...args], this.options, limits);
  }
}

export function createPageRecogniser(options: RecogniserOptions): PageRecogniser {
  return new Recogniser({ ...options, environment: { ...options.environment, OMP_THREAD_LIMIT: '1' } });
}
