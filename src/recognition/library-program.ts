/**
 * What runs in a process of its own to use the libraries that an operator has installed for recognition, so that it can be
 * ended like a program:
 *
 *     render pdfium|picture FILE PAGE LONGEST-SIDE PICTURE
 *     read PICTURE LANGUAGE
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encodePgm, shrink, type GreyPicture } from './grey-picture.js';
import { libraries } from './libraries.js';
import { readPagePicture } from './page-picture.js';

/** Of what the operator's packages offer, what is used. None of them need be there when this program is compiled. */
interface Reader {
  recognize(
    picture: Buffer,
    options: object,
    output: { readonly tsv: true; readonly text: false },
  ): Promise<{ readonly data: { readonly tsv: string | null } }>;
  terminate(): Promise<unknown>;
}

interface ReaderLibrary {
  readonly createWorker: (language: string, engine: number, options: object) => Promise<Reader>;
}

interface LanguageData {
  readonly langPath: string;
}

interface RenderedPage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

interface RendererLibrary {
  readonly PDFiumLibrary: {
    readonly init: () => Promise<{
      loadDocument(bytes: Uint8Array): Promise<{
        getPage(index: number): {
          getOriginalSize(): { readonly originalWidth: number; readonly originalHeight: number };
          render(options: object): Promise<RenderedPage>;
        };
      }>;
    }>;
  };
}

const require = createRequire(import.meta.url);

const neuralEngine = 1;

async function renderByLibrary(bytes: Uint8Array, page: number, longestSide: number): Promise<GreyPicture> {
  const { PDFiumLibrary } = require(libraries.renderer) as RendererLibrary;
  const document = await (await PDFiumLibrary.init()).loadDocument(bytes);
  const opened = document.getPage(page - 1);
  const { originalWidth, originalHeight } = opened.getOriginalSize();
  const scale = longestSide / Math.max(1, originalWidth, originalHeight);
  const { width, height, data } = await opened.render({ scale, render: 'bitmap', colorSpace: 'BGRA' });
  const shades = new Uint8Array(width * height);
  for (let i = 0; i < shades.length; i++) {
    shades[i] = (data[4 * i]! * 28 + data[4 * i + 1]! * 151 + data[4 * i + 2]! * 77) >> 8;
  }
  return shrink({ width, height, shades }, longestSide);
}

async function render([renderer, file, page, longestSide, target]: readonly string[]): Promise<void> {
  const bytes = new Uint8Array(readFileSync(file!));
  const draw = renderer === 'pdfium' ? renderByLibrary : readPagePicture;
  const picture = await draw(bytes, Number(page), Number(longestSide));
  if (!picture) throw new Error('The page holds no picture.');
  writeFileSync(target!, encodePgm(picture), { mode: 0o600 });
}

async function read([picture, language]: readonly string[]): Promise<string> {
  const { createWorker } = require(libraries.reader) as ReaderLibrary;
  const { langPath } = require(libraries.languageData(language!)) as LanguageData;
  const reader = await createWorker(language!, neuralEngine, { langPath, cacheMethod: 'none', gzip: true });
  const { data } = await reader.recognize(readFileSync(picture!), {}, { tsv: true, text: false });
  await reader.terminate();
  return data.tsv ?? '';
}

const [task, ...values] = process.argv.slice(2);
const output = task === 'render' ? await render(values).then(() => '') : await read(values);
// Libraries leave timers and threads behind, which would keep the process.
process.stdout.write(output, () => process.exit(0));
