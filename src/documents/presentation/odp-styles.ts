import type { XmlAttributes } from '../office/read-xml.js';
import { formatNumber } from '../office/number-formats.js';

/** What a list has before its items at one level. */
type ListMark =
  | { readonly kind: 'mark' }
  | { readonly kind: 'number'; readonly format: string; readonly prefix: string; readonly suffix: string };

/** The formats of numbers by what a file calls them. */
const formats: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  'أ, ب, ت, ...': 'arabicAlpha',
};

const pointsByUnit: Readonly<Record<string, number>> = {
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  in: 72,
  pt: 1,
  pc: 12,
  px: 0.75,
};

/** A length in points. */
export function readLength(value: string | undefined): number | undefined {
  const match = /^(-?\d+(?:\.\d+)?)([a-z]{2})$/.exec(value ?? '');
  const unit = pointsByUnit[match?.[2] ?? ''];
  return match && unit !== undefined ? Number(match[1]) * unit : undefined;
}

interface Style {
  readonly parent: string | undefined;
  fontSize?: number;
  isBold?: boolean;
  isHidden?: boolean;
  isUnlisted?: boolean;
}

/** A style is looked for so far up among those that it is made from. */
const maxParents = 20;

/** Collects what styles say of slides, paragraphs and lists, from the elements that define them. */
export class OdpStyles {
  private readonly styles = new Map<string, Style>();
  private readonly lists = new Map<string, Map<number, ListMark>>();
  private style: Style | undefined;
  private list: Map<number, ListMark> | undefined;

  open(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'style:style':
        this.style = { parent: attributes.get('style:parent-style-name') };
        this.styles.set(attributes.get('style:name') ?? '', this.style);
        break;
      case 'style:text-properties':
        this.readText(attributes);
        break;
      case 'style:paragraph-properties':
        if (this.style && attributes.get('text:enable-numbering') === 'false') this.style.isUnlisted = true;
        break;
      case 'style:drawing-page-properties':
        if (this.style && attributes.get('presentation:visibility') === 'hidden') this.style.isHidden = true;
        break;
      case 'text:list-style':
        this.list = new Map();
        this.lists.set(attributes.get('style:name') ?? '', this.list);
        break;
      case 'text:list-level-style-bullet':
      case 'text:list-level-style-image':
        this.list?.set(levelOf(attributes), { kind: 'mark' });
        break;
      case 'text:list-level-style-number': {
        const format = attributes.get('style:num-format') ?? '';
        if (format === '') break;
        this.list?.set(levelOf(attributes), {
          kind: 'number',
          format: formats[format] ?? 'decimal',
          prefix: attributes.get('style:num-prefix') ?? '',
          suffix: attributes.get('style:num-suffix') ?? '',
        });
      }
    }
  }

  close(name: string): void {
    // The text of a list's marks has properties too.
    if (name === 'style:style') this.style = undefined;
  }

  fontSizeOf(style: string | undefined): number | undefined {
    return this.find(style, ({ fontSize }) => fontSize);
  }

  isBold(style: string | undefined): boolean {
    return this.find(style, ({ isBold }) => isBold) ?? false;
  }

  isHidden(style: string | undefined): boolean {
    return this.find(style, ({ isHidden }) => isHidden) ?? false;
  }

  isUnlisted(style: string | undefined): boolean {
    return this.find(style, ({ isUnlisted }) => isUnlisted) ?? false;
  }

  /** The label of an item with the space behind it; a mark where the file does not say what it has. */
  labelOf(listStyle: string | undefined, level: number, number: number): string {
    const list = this.lists.get(listStyle ?? '');
    if (!list) return '• ';
    const mark = list.get(level);
    if (!mark) return '';
    if (mark.kind === 'mark') return '• ';
    return `${mark.prefix}${formatNumber(number, mark.format)}${mark.suffix} `;
  }

  private readText(attributes: XmlAttributes): void {
    if (!this.style) return;
    const size = readLength(attributes.get('fo:font-size'));
    if (size !== undefined) this.style.fontSize = size;
    const weight = attributes.get('fo:font-weight');
    if (weight !== undefined) this.style.isBold = weight === 'bold' || Number(weight) >= 600;
  }

  private find<Value>(
    name: string | undefined,
    read: (style: Style) => Value | undefined,
  ): Value | undefined {
    let style = this.styles.get(name ?? '');
    for (let i = 0; style && i < maxParents; i++) {
      const value = read(style);
      if (value !== undefined) return value;
      style = this.styles.get(style.parent ?? '');
    }
    return undefined;
  }
}

function levelOf(attributes: XmlAttributes): number {
  return Number(attributes.get('text:level') ?? 1) - 1;
}
