import { plainText, type WordContent, type WordParagraph } from '../office/word-content.js';
import { looksLikeHeading } from '../text-lines.js';
import { orderByPlace, type Box } from './reading-order.js';
import type { Slide, SlideShape } from './slide.js';

/** Of text for which a file gives no size, in points. */
const usualFontSize = 18;
/** A title without a mark is so much larger than all other text. */
const titleRatio = 1.2;
/** Boxes may overlap a little. */
const maxOverlap = 0.5;

interface Placed {
  readonly box: Box;
  /** With those behind it that have no place of their own. */
  readonly shapes: SlideShape[];
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/gu;
const anyLetter = /\p{L}/gu;

function* allShapes(shapes: readonly SlideShape[]): Generator<SlideShape> {
  for (const shape of shapes) {
    yield shape;
    yield* allShapes(shape.shapes);
  }
}

function isRightToLeft(shapes: readonly SlideShape[]): boolean {
  const text = Array.from(allShapes(shapes), ({ contents }) => plainText(contents)).join(' ');
  return 2 * (text.match(rightToLeft)?.length ?? 0) > (text.match(anyLetter)?.length ?? 0);
}

function inOrder(shapes: readonly SlideShape[], fromRight: boolean): SlideShape[] {
  const unplaced: SlideShape[] = [];
  const placed: Placed[] = [];
  for (const shape of shapes) {
    if (shape.box) placed.push({ box: shape.box, shapes: [shape] });
    else (placed.at(-1)?.shapes ?? unplaced).push(shape);
  }
  const ordered = [...unplaced, ...orderByPlace(placed, fromRight).flatMap((each) => each.shapes)];
  return ordered.flatMap((shape) => (shape.shapes.length > 0 ? inOrder(shape.shapes, fromRight) : [shape]));
}

function onlyParagraph({ contents }: SlideShape): WordParagraph | undefined {
  const [first] = contents;
  return contents.length === 1 && first?.kind === 'paragraph' && !first.list ? first : undefined;
}

/** The largest size of a shape's text, of a group's that of all texts in it. */
function largestSize(shape: SlideShape): number {
  const sizes = Array.from(allShapes([shape]), ({ fontSize }) => fontSize ?? usualFontSize);
  return Math.max(...sizes);
}

/** A slide without a mark for its title may have one all the same: the topmost text, where it is clearly the largest. */
function findUnmarkedTitle(shapes: readonly SlideShape[]): SlideShape | undefined {
  const filled = shapes.filter((shape) =>
    Array.from(allShapes([shape])).some(({ contents }) => contents.length > 0),
  );
  const [top, ...others] = filled.filter(({ box }) => box !== undefined).sort((a, b) => a.box!.y - b.box!.y);
  const paragraph = top && onlyParagraph(top);
  if (!paragraph || others.length === 0 || !looksLikeHeading(paragraph.text)) return undefined;
  // What stands beside it is as high as it is, and makes it no title.
  const bottom = top.box!.y + top.box!.height * (1 - maxOverlap);
  const isTop = others.every(({ box }) => box!.y >= bottom);
  const largest = Math.max(...filled.filter((shape) => shape !== top).map(largestSize));
  return isTop && (top.fontSize ?? usualFontSize) >= titleRatio * largest ? top : undefined;
}

/** The title of a slide is one line, whatever breaks it has. */
function toHeading(contents: readonly WordContent[], role: 'title' | 'heading'): WordContent[] {
  const text = plainText(contents).replace(/\s+/gu, ' ').trim();
  const [first] = contents;
  const template = first?.kind === 'paragraph' ? first : undefined;
  if (!template || text === '') return [...contents];
  return [{ ...template, text, label: '', list: undefined, role, level: 1 }];
}

/** What a slide says in the order in which it is read, its title first. */
export function orderSlide({ shapes }: Slide, titleRole: 'title' | 'heading'): WordContent[] {
  const marked = Array.from(allShapes(shapes)).find(
    ({ isTitle, contents }) => isTitle && contents.length > 0,
  );
  const title = marked ?? findUnmarkedTitle(shapes);
  const below = shapes.filter((shape) => shape !== title);
  const others = inOrder(below, isRightToLeft(shapes))
    .filter((shape) => shape !== title)
    .flatMap(({ contents }) => contents);
  return title ? [...toHeading(title.contents, titleRole), ...others] : others;
}
