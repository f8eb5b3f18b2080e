import type { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { extentOf } from './extent.js';
import { readMappedText, toPageFont, type LibraryFont, type LibraryGlyph } from './fonts.js';
import type { Glyph, PageFont, Ruling } from './glyph.js';
import { cleanGlyphText } from './glyph-text.js';
import { identity, multiply, toMatrix, translation, type Matrix } from './matrix.js';
import { filledRulings, strokedRulings } from './path-rulings.js';

type Operators = typeof OPS;

/** What the library makes of a page. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

/** A glyph with the direction that its line runs in. */
export interface TurnedGlyph extends Glyph {
  /** In quarters of a turn clockwise; undefined for a slanted one. */
  readonly quarter: number | undefined;
}

interface TextState {
  font: LibraryFont | undefined;
  pageFont: PageFont;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
}

/** A stretch of the page that says what its glyphs mean. */
interface MarkedContent {
  readonly actualText: string | undefined;
  readonly firstGlyph: number;
}

/** More than a page can show: what follows is passed over. */
const maxGlyphs = 200_000;
const maxRulings = 20_000;
const maxNesting = 1000;

const noFont: PageFont = { id: '', name: '', isBold: false, isMapped: false };

function numberAt(values: readonly unknown[], index = 0): number {
  const value = values[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** A direction in quarters of a turn clockwise; undefined for a slanted one. */
function findQuarter(x: number, y: number): number | undefined {
  const turn = (Math.atan2(y, x) * 2) / Math.PI;
  return Math.abs(turn - Math.round(turn)) < 0.06 ? (Math.round(turn) + 4) % 4 : undefined;
}

/** Follows the operators of a page, and notes where each glyph comes to stand and which straight lines are drawn. */
export class PageInterpreter {
  readonly glyphs: TurnedGlyph[] = [];
  readonly rulings: Ruling[] = [];
  unmappedCount = 0;
  hasImages = false;
  private matrix: Matrix;
  private state: TextState = {
    font: undefined,
    pageFont: noFont,
    size: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
  };
  private readonly saved: { matrix: Matrix; state: TextState }[] = [];
  private textMatrix = identity;
  private lineMatrix = identity;
  private order = 0;
  private readonly marked: MarkedContent[] = [];
  /** How many marked contents are open whose own text stands for all that is in them. */
  private openTexts = 0;

  constructor(
    private readonly operators: Operators,
    private readonly findFont: (name: string) => LibraryFont | undefined,
    toPage: Matrix,
  ) {
    this.matrix = toPage;
  }

  run({ fnArray, argsArray }: OperatorList): void {
    for (let i = 0; i < fnArray.length; i++) this.execute(fnArray[i]!, argsArray[i] ?? []);
  }

  private execute(operator: number, values: readonly unknown[]): void {
    const { operators: op, state } = this;
    switch (operator) {
      case op.save:
        this.save();
        break;
      case op.restore:
      case op.paintFormXObjectEnd:
        this.restore();
        break;
      case op.transform:
        this.matrix = multiply(this.matrix, toMatrix(values as number[]));
        break;
      case op.paintFormXObjectBegin:
        this.save();
        if (values[0]) this.matrix = multiply(this.matrix, toMatrix(values[0] as number[]));
        break;
      case op.beginText:
        this.textMatrix = this.lineMatrix = identity;
        break;
      case op.setCharSpacing:
        state.characterSpacing = numberAt(values);
        break;
      case op.setWordSpacing:
        state.wordSpacing = numberAt(values);
        break;
      case op.setHScale:
        state.scale = numberAt(values) / 100;
        break;
      case op.setLeading:
        state.leading = -numberAt(values);
        break;
      case op.setTextRise:
        state.rise = numberAt(values);
        break;
      case op.setLeadingMoveText:
        state.leading = numberAt(values, 1);
        this.moveLine(numberAt(values), numberAt(values, 1));
        break;
      case op.moveText:
        this.moveLine(numberAt(values), numberAt(values, 1));
        break;
      case op.nextLine:
        this.moveLine(0, state.leading);
        break;
      case op.setTextMatrix: {
        const given = values.length === 6 ? (values as number[]) : (values[0] as ArrayLike<number>);
        this.textMatrix = this.lineMatrix = toMatrix(given);
        break;
      }
      case op.setFont:
        state.font = this.findFont(String(values[0]));
        state.pageFont = state.font ? toPageFont(state.font) : noFont;
        state.size = numberAt(values, 1);
        break;
      case op.showText:
      case op.showSpacedText:
      case op.nextLineShowText:
      case op.nextLineSetSpacingShowText:
        this.show((values.at(-1) ?? []) as readonly (LibraryGlyph | number | null)[]);
        break;
      case op.beginMarkedContent:
        this.openMarked(undefined);
        break;
      case op.beginMarkedContentProps:
        this.openMarked(typeof values[2] === 'string' ? values[2] : undefined);
        break;
      case op.endMarkedContent:
        this.closeMarked();
        break;
      case op.constructPath:
        this.notePath(
          numberAt(values),
          (values[1] as readonly (ArrayLike<number> | null)[] | undefined)?.[0],
        );
        break;
      case op.paintImageXObject:
      case op.paintInlineImageXObject:
      case op.paintInlineImageXObjectGroup:
      case op.paintImageMaskXObject:
      case op.paintImageMaskXObjectGroup:
      case op.paintImageXObjectRepeat:
      case op.paintImageMaskXObjectRepeat:
        this.hasImages = true;
        break;
      default:
    }
  }

  private save(): void {
    if (this.saved.length < maxNesting) this.saved.push({ matrix: this.matrix, state: { ...this.state } });
  }

  private restore(): void {
    const last = this.saved.pop();
    if (last) ({ matrix: this.matrix, state: this.state } = last);
  }

  private moveLine(x: number, y: number): void {
    this.textMatrix = this.lineMatrix = multiply(this.lineMatrix, translation(x, y));
  }

  private show(glyphs: readonly (LibraryGlyph | number | null)[]): void {
    const { font, size, scale } = this.state;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        const back = -glyph * 0.001 * size;
        this.advance(font?.vertical ? 0 : back * scale, font?.vertical ? back : 0);
      } else if (glyph && font) this.showGlyph(font, glyph);
    }
  }

  private advance(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.textMatrix;
    this.textMatrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }

  private showGlyph(font: LibraryFont, glyph: LibraryGlyph): void {
    const { pageFont, size, characterSpacing, wordSpacing, scale } = this.state;
    const width = glyph.width * (font.fontMatrix?.[0] ?? 0.001) * size;
    const spacing = (glyph.isSpace ? wordSpacing : 0) + characterSpacing;
    const matrix = multiply(this.matrix, this.textMatrix);
    if (font.vertical) this.advance(0, width + spacing);
    else this.advance((width + spacing) * scale, 0);
    if (this.glyphs.length >= maxGlyphs) return;
    const mapped = readMappedText(font, glyph);
    if (mapped === undefined) this.unmappedCount++;
    const text = mapped === undefined || this.openTexts > 0 ? '' : cleanGlyphText(mapped);
    this.place(matrix, font.vertical ? 0 : width * scale, text, pageFont, glyph.originalCharCode);
  }

  private place([a, b, c, d, e, f]: Matrix, width: number, text: string, font: PageFont, code: number): void {
    const { rise, size } = this.state;
    const x = c * rise + e;
    const y = d * rise + f;
    if (!Number.isFinite(x + y + width)) return;
    const quarter = b === 0 && a > 0 ? 0 : findQuarter(a, b);
    const isUpright = quarter === undefined || quarter % 2 === 0;
    const from = isUpright ? x : y;
    const to = from + (isUpright ? a : b) * width;
    this.glyphs.push({
      text,
      left: Math.min(from, to),
      right: Math.max(from, to),
      baseline: isUpright ? y : x,
      size: Math.sqrt(c * c + d * d) * Math.abs(size),
      font,
      code,
      order: this.order++,
      quarter,
    });
  }

  private openMarked(text: string | undefined): void {
    if (this.marked.length >= maxNesting) return;
    const actualText = this.openTexts > 0 ? undefined : text;
    this.marked.push({ actualText, firstGlyph: this.glyphs.length });
    if (actualText !== undefined) this.openTexts++;
  }

  /** Puts what a stretch says in the place of its glyphs: all of it where its first line is, the rest stays blank. */
  private closeMarked(): void {
    const closed = this.marked.pop();
    if (closed?.actualText === undefined) return;
    this.openTexts--;
    const drawn = this.glyphs.splice(closed.firstGlyph);
    const first = drawn[0];
    if (!first) return;
    const isBeside = ({ baseline, quarter, size }: TurnedGlyph): boolean =>
      quarter === first.quarter && Math.abs(baseline - first.baseline) < 0.9 * Math.max(size, first.size);
    const line = drawn.filter(isBeside);
    // Marks are drawn above the baseline: it is where the glyph before stands, else the lowest of them.
    const before = this.glyphs.at(-1);
    const isOnLine = ({ baseline, size }: TurnedGlyph): boolean =>
      before !== undefined && Math.abs(baseline - before.baseline) < 0.05 * size;
    const lowest = line.reduce((best, each) => (each.baseline > best.baseline ? each : best));
    this.glyphs.push({
      ...(line.find(isOnLine) ?? lowest),
      text: cleanGlyphText(closed.actualText),
      ...extentOf(line),
      order: first.order,
      // No code of a font says this.
      code: -1,
    });
    for (const glyph of drawn) if (!isBeside(glyph)) this.glyphs.push(glyph);
  }

  private notePath(operator: number, path: ArrayLike<number> | null | undefined): void {
    if (!path || path.length > 4000 || this.rulings.length >= maxRulings) return;
    const { operators: op } = this;
    const isFilled = operator === op.fill || operator === op.eoFill;
    const isDrawn =
      operator === op.stroke ||
      operator === op.closeStroke ||
      operator === op.fillStroke ||
      operator === op.eoFillStroke ||
      operator === op.closeFillStroke ||
      operator === op.closeEOFillStroke;
    if (isFilled) this.rulings.push(...filledRulings(path, this.matrix));
    else if (isDrawn) this.rulings.push(...strokedRulings(path, this.matrix));
  }
}
