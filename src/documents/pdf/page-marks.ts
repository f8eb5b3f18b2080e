import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { LibraryFont } from './fonts.js';
import type { Glyph, PageMarks } from './glyph.js';
import { toMatrix } from './matrix.js';
import { PageInterpreter, type TurnedGlyph } from './page-interpreter.js';
import type { PdfJs } from './pdfjs.js';

/** What stands further outside of the page is not seen. Points. */
const margin = 2;

/**
 * Turns the glyphs of one direction so that their lines run from left to right and their page from top to bottom. Their
 * left, right and baseline are along and across the line already, in the coordinates of the upright page.
 */
function turnUpright(glyph: TurnedGlyph, width: number, height: number): Glyph {
  if (glyph.quarter === 0) return glyph;
  if (glyph.quarter === 1) return { ...glyph, baseline: width - glyph.baseline };
  const length = glyph.quarter === 2 ? width : height;
  const baseline = glyph.quarter === 2 ? height - glyph.baseline : glyph.baseline;
  return { ...glyph, left: length - glyph.right, right: length - glyph.left, baseline };
}

/**
 * What is drawn on a page: first the text of the direction that most of it runs in, then what runs otherwise. Slanted
 * text, such as a watermark, is passed over.
 */
export async function readPageMarks({ library }: PdfJs, page: PDFPageProxy): Promise<PageMarks[]> {
  const viewport = page.getViewport({ scale: 1 });
  const operatorList = await page.getOperatorList({
    intent: 'display',
    annotationMode: library.AnnotationMode.DISABLE,
  });
  const findFont = (name: string): LibraryFont | undefined => {
    const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
    return objects.has(name) ? (objects.get(name) as LibraryFont) : undefined;
  };
  const interpreter = new PageInterpreter(library.OPS, findFont, toMatrix(viewport.transform));
  interpreter.run(operatorList);
  const { glyphs, rulings, unmappedCount, hasImages } = interpreter;
  const counts = [0, 0, 0, 0];
  for (const { quarter, text } of glyphs) if (quarter !== undefined && text !== ' ') counts[quarter]!++;
  const quarters = [0, 1, 2, 3].filter((quarter) => counts[quarter]! > 0);
  quarters.sort((first, second) => counts[second]! - counts[first]!);
  if (quarters.length === 0) quarters.push(0);
  return quarters.map((quarter, i) => {
    const isTurned = quarter % 2 === 1;
    const [width, height] = isTurned ? [viewport.height, viewport.width] : [viewport.width, viewport.height];
    return {
      width,
      height,
      glyphs: glyphs
        .filter((glyph) => glyph.quarter === quarter)
        .map((glyph) => turnUpright(glyph, viewport.width, viewport.height))
        .filter(
          ({ left, right, baseline }) =>
            right > -margin && left < width + margin && baseline > -margin && baseline < height + margin,
        ),
      rulings: i === 0 && quarter === 0 ? rulings : [],
      unmappedCount: i === 0 ? unmappedCount : 0,
      hasImages: i === 0 && hasImages,
    };
  });
}
