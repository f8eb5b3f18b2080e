import { createRequire } from 'node:module';
import type { MissingRecognition, RecognitionLanguage } from '../contracts/reading-notice.js';
import { libraries } from './libraries.js';
import { ProgramError, runProgram, type ProgramContext } from './run-program.js';

const languageCodes: readonly RecognitionLanguage[] = ['ara', 'eng'];

/** What makes a picture of a page: a program, a library, or, without either, the picture that the page consists of. */
export type Renderer = 'pdftoppm' | 'pdfium' | 'picture';

/** What reads pages here. */
export interface Engine {
  readonly reader: 'program' | 'library';
  readonly version: string;
  /** At least one. */
  readonly languages: readonly RecognitionLanguage[];
  readonly renderer: Renderer;
}

export interface FoundEngine {
  /** Undefined where there is none. */
  readonly engine: Engine | undefined;
  /** Undefined where nothing is. */
  readonly missing: MissingRecognition | undefined;
}

/** Looking what is there takes a fraction of a second, also on a busy machine. */
const limits = { maxSeconds: 30, maxResidentMegabytes: 500 };

const require = createRequire(import.meta.url);

/** The version of a package that the operator has installed. */
function findVersion(name: string): string | undefined {
  try {
    // Not every package lets its package.json be resolved: those that are asked for here do, or need no version.
    return (require(`${name}/package.json`) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** What a program says when it is asked; undefined where it is not there or does not work. */
async function ask(
  command: string,
  args: readonly string[],
  context: ProgramContext,
): Promise<string | undefined> {
  try {
    return await runProgram(command, args, context, limits);
  } catch (error) {
    if (error instanceof ProgramError) return undefined;
    throw error;
  }
}

async function findProgram(context: ProgramContext): Promise<Omit<Engine, 'renderer'> | undefined> {
  const said = await ask('tesseract', ['--version'], context);
  if (said === undefined) return undefined;
  const listed = (await ask('tesseract', ['--list-langs'], context)) ?? '';
  const found = new Set(listed.split(/\s+/));
  const version = /^tesseract\s+v?(\S{1,40})/.exec(said)?.[1] ?? 'unknown';
  return { reader: 'program', version, languages: languageCodes.filter((code) => found.has(code)) };
}

function findLibrary(): Omit<Engine, 'renderer'> | undefined {
  const version = findVersion(libraries.reader);
  if (version === undefined) return undefined;
  return {
    reader: 'library',
    version,
    languages: languageCodes.filter((code) => isInstalled(libraries.languageData(code))),
  };
}

async function findRenderer(context: ProgramContext): Promise<Renderer> {
  if ((await ask('pdftoppm', ['-v'], context)) !== undefined) return 'pdftoppm';
  return isInstalled(libraries.renderer) ? 'pdfium' : 'picture';
}

function findMissing(languages: readonly RecognitionLanguage[]): MissingRecognition | undefined {
  const missing = languageCodes.filter((code) => !languages.includes(code));
  return missing.length === 0 ? undefined : { code: 'no-ocr-language', languages: missing };
}

/**
 * Finds what can read pages here: the program tesseract, or, where it is not there or knows no Arabic, the library that
 * the operator has installed beside this program.
 */
export async function findEngine(context: ProgramContext): Promise<FoundEngine> {
  const program = await findProgram(context);
  const isWhole = program?.languages.includes('ara') === true;
  const library = isWhole ? undefined : findLibrary();
  const candidates = [program, library].filter((each) => each !== undefined && each.languages.length > 0);
  const best = candidates.find((each) => each!.languages.includes('ara')) ?? candidates[0];
  if (!best) {
    return { engine: undefined, missing: program || library ? findMissing([]) : { code: 'no-ocr' } };
  }
  const engine = { ...best, renderer: await findRenderer(context) };
  return { engine, missing: findMissing(engine.languages) };
}
