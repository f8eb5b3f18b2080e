/** Writes PDF files glyph by glyph, as programs that lay out text do. */

/** A font whose codes are given to what its glyphs say in the order in which they are first drawn. */
export class TestFont {
  readonly codes = new Map<string, number>();

  /**
   * @param map What the file says of a glyph: the text itself where it does not say otherwise, nothing for undefined.
   * @param firstCode Codes of two bytes, or, below 256, those of a font with codes of one byte.
   */
  constructor(
    readonly name: string,
    readonly map: (text: string) => string | undefined = (text) => text,
    readonly firstCode = 0x100,
  ) {}

  get isSimple(): boolean {
    return this.firstCode < 256;
  }

  codeOf(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.firstCode + this.codes.size;
    this.codes.set(text, code);
    return code;
  }

  /** In thousandths of the size. */
  static widthOf(text: string): number {
    if (text === ' ') return 250;
    return /^\p{Mn}+$/u.test(text) ? 0 : 500 * Math.min(2, Math.max(1, Array.from(text).length));
  }
}

/** The glyphs of a line of Arabic from left to right: marks before their letters, numbers and Latin words in their order. */
export function fromRightToLeft(text: string): string[] {
  const runs = text.match(/[\p{Script=Latin}\p{Nd}]+(?:[.,/][\p{Script=Latin}\p{Nd}]+)*|./gsu) ?? [];
  return runs.reverse().flatMap((run) => (/^[\p{Script=Latin}\p{Nd}]/u.test(run) ? Array.from(run) : [run]));
}

export function widthOfLine(glyphs: readonly string[], size: number): number {
  return (glyphs.reduce((sum, glyph) => sum + TestFont.widthOf(glyph), 0) * size) / 1000;
}

interface PageOptions {
  readonly width?: number;
  readonly height?: number;
}

/** A page under way. Points from its bottom left corner, as PDF counts. */
export class TestPage {
  readonly width: number;
  readonly height: number;
  readonly content: string[] = [];
  readonly fonts = new Set<TestFont>();
  hasPicture = false;

  constructor({ width = 400, height = 600 }: PageOptions = {}) {
    this.width = width;
    this.height = height;
  }

  /** Draws glyphs from left to right. */
  draw(font: TestFont, size: number, x: number, y: number, glyphs: readonly string[]): this {
    this.fonts.add(font);
    const digits = font.isSimple ? 2 : 4;
    const hex = glyphs.map((glyph) => font.codeOf(glyph).toString(16).padStart(digits, '0')).join('');
    this.content.push(
      `BT /${font.name} ${String(size)} Tf 1 0 0 1 ${String(x)} ${String(y)} Tm <${hex}> Tj ET`,
    );
    return this;
  }

  /** Draws a line of Arabic that ends at `right`. */
  drawArabic(font: TestFont, size: number, right: number, y: number, text: string): this {
    const glyphs = fromRightToLeft(text);
    return this.draw(font, size, right - widthOfLine(glyphs, size), y, glyphs);
  }

  drawLatin(font: TestFont, size: number, x: number, y: number, text: string): this {
    return this.draw(font, size, x, y, Array.from(text));
  }

  line(x1: number, y1: number, x2: number, y2: number): this {
    this.content.push(`${String(x1)} ${String(y1)} m ${String(x2)} ${String(y2)} l S`);
    return this;
  }

  /** What is drawn in `draw` says `text`. */
  withActualText(text: string, draw: () => void): this {
    const hex = Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex');
    this.content.push(`/Span <</ActualText <${hex}>>> BDC`);
    draw();
    this.content.push('EMC');
    return this;
  }

  picture(): this {
    this.hasPicture = true;
    this.content.push('q 300 0 0 300 50 50 cm /Im1 Do Q');
    return this;
  }
}

interface FileOptions {
  readonly title?: string;
  /** Headings for the outline, with their pages from 0 and their own headings. */
  readonly outline?: readonly { readonly title: string; readonly page: number }[];
  /** As PDF writes them: "0 <</S /r>> 2 <</S /D>>". */
  readonly labels?: string;
  /** Further entries of the catalogue. */
  readonly catalog?: string;
}

function hexOf(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

function toUnicodeMap(font: TestFont): string {
  const entries = Array.from(font.codes, ([text, code]) => [code, font.map(text)] as const).filter(
    (entry): entry is [number, string] => entry[1] !== undefined,
  );
  const digits = font.isSimple ? 2 : 4;
  const range = font.isSimple ? '<00> <ff>' : '<0000> <ffff>';
  const lines = entries.map(
    ([code, text]) => `<${code.toString(16).padStart(digits, '0')}> <${hexOf(text)}>`,
  );
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    `1 begincodespacerange ${range} endcodespacerange`,
    ...Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) => {
      const part = lines.slice(i * 100, i * 100 + 100);
      return `${String(part.length)} beginbfchar\n${part.join('\n')}\nendbfchar`;
    }),
    'endcmap end end',
  ].join('\n');
}

export function makePdf(pages: readonly TestPage[], options: FileOptions = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const stream = (data: string, entries = ''): string =>
    `<<${entries} /Length ${String(data.length)}>>\nstream\n${data}\nendstream`;
  const catalog = add('');
  const tree = add('');
  const fonts = new Map<TestFont, number>();
  for (const font of new Set(pages.flatMap((page) => [...page.fonts]))) {
    const map = add(stream(toUnicodeMap(font)));
    const base = `/BaseFont /${font.name} /ToUnicode ${String(map)} 0 R`;
    const descriptor = `/FontDescriptor <</Type /FontDescriptor /FontName /${font.name} /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80>>`;
    if (font.isSimple) {
      const widths = Array.from(font.codes.keys(), (text) => TestFont.widthOf(text));
      const codes = `/FirstChar ${String(font.firstCode)} /LastChar ${String(font.firstCode + widths.length - 1)}`;
      fonts.set(
        font,
        add(
          `<</Type /Font /Subtype /TrueType ${base} ${codes} /Widths [${widths.join(' ')}] /Encoding /MacRomanEncoding ${descriptor}>>`,
        ),
      );
      continue;
    }
    const widths = Array.from(
      font.codes,
      ([text, code]) => `${String(code)} [${String(TestFont.widthOf(text))}]`,
    );
    const descendant = add(
      `<</Type /Font /Subtype /CIDFontType2 /BaseFont /${font.name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> ${descriptor} /W [${widths.join(' ')}]>>`,
    );
    fonts.set(
      font,
      add(
        `<</Type /Font /Subtype /Type0 ${base} /Encoding /Identity-H /DescendantFonts [${String(descendant)} 0 R]>>`,
      ),
    );
  }
  const picture = add(
    stream(
      '\u0080'.repeat(16),
      '/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8',
    ),
  );
  const kids = pages.map((page) => {
    const content = add(stream(page.content.join('\n')));
    const names = Array.from(page.fonts, (font) => `/${font.name} ${String(fonts.get(font))} 0 R`).join(' ');
    const pictures = page.hasPicture ? `/XObject <</Im1 ${String(picture)} 0 R>>` : '';
    return add(
      `<</Type /Page /Parent ${String(tree)} 0 R /MediaBox [0 0 ${String(page.width)} ${String(page.height)}] /Resources <</Font <<${names}>> ${pictures}>> /Contents ${String(content)} 0 R>>`,
    );
  });
  let entries = `/Type /Catalog /Pages ${String(tree)} 0 R ${options.catalog ?? ''}`;
  if (options.labels !== undefined) entries += ` /PageLabels <</Nums [${options.labels}]>>`;
  if (options.outline) {
    const root = add('');
    const first = objects.length + 1;
    const count = options.outline.length;
    options.outline.forEach(({ title, page }, i) => {
      const next = i + 1 < count ? `/Next ${String(first + i + 1)} 0 R` : '';
      add(
        `<</Title <feff${hexOf(title)}> /Parent ${String(root)} 0 R /Dest [${String(kids[page])} 0 R /Fit] ${next}>>`,
      );
    });
    objects[root - 1] =
      `<</First ${String(first)} 0 R /Last ${String(first + count - 1)} 0 R /Count ${String(count)}>>`;
    entries += ` /Outlines ${String(root)} 0 R`;
  }
  objects[catalog - 1] = `<<${entries}>>`;
  objects[tree - 1] =
    `<</Type /Pages /Count ${String(kids.length)} /Kids [${kids.map((kid) => `${String(kid)} 0 R`).join(' ')}]>>`;
  const information =
    options.title === undefined ? undefined : add(`<</Title <feff${hexOf(options.title)}>>>`);

  let file = '%PDF-1.7\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${String(i + 1)} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  const info = information === undefined ? '' : `/Info ${String(information)} 0 R`;
  file += `trailer <</Size ${String(objects.length + 1)} /Root ${String(catalog)} 0 R ${info}>>\nstartxref\n${String(start)}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
