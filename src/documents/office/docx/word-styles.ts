import { readNumber } from '../read-attributes.js';
import { readXml, type XmlAttributes } from '../read-xml.js';
import { roleOfStyle, type StyleRole } from '../style-roles.js';
import type { WordRole } from '../word-content.js';
import type { ZipArchive } from '../zip-archive.js';

/** What a style says itself; what it does not say it has from the style that it is based on. */
interface StyleDefinition {
  readonly id: string;
  readonly type: string;
  name: string;
  basedOn?: string;
  /** 0 to 8 for headings, 9 for body text. */
  outlineLevel?: number;
  listId?: string;
  listLevel?: number;
  indent?: number;
  isHidden?: boolean;
  isBold?: boolean;
  isCentred?: boolean;
  /** Of a table: whether its first row stands out. */
  marksFirstRow?: boolean;
}

/** What a style says with all that it is based on. */
export interface WordStyle {
  readonly role: WordRole;
  readonly level: number;
  readonly listId: string | undefined;
  readonly listLevel: number | undefined;
  readonly indent: number | undefined;
  readonly isHidden: boolean;
  readonly isBold: boolean;
  readonly isCentred: boolean;
  readonly marksFirstRow: boolean;
}

/** Styles are based on others a few steps; a hostile file may have them go in circles. */
const maxSteps = 50;

const plainStyle: WordStyle = {
  role: 'body',
  level: 0,
  listId: undefined,
  listLevel: undefined,
  indent: undefined,
  isHidden: false,
  isBold: false,
  isCentred: false,
  marksFirstRow: false,
};

/** A value that is on where it is not said to be off, as of `<w:b/>`. */
export function isOn(attributes: XmlAttributes): boolean {
  return !/^(?:0|false|off)$/.test(attributes.get('w:val') ?? '');
}

/** How far a paragraph is set in by its `w:ind`. */
export function readIndent(attributes: XmlAttributes): number | undefined {
  return readNumber(attributes.get('w:start') ?? attributes.get('w:left'));
}

export class WordStyles {
  private readonly definitions = new Map<string, StyleDefinition>();
  private readonly resolved = new Map<string, WordStyle>();
  private defaultParagraph = '';

  /** @param partName Undefined where the package has no styles. */
  constructor(zip: ZipArchive, partName: string | undefined) {
    if (partName !== undefined) this.readPart(zip, partName);
  }

  /** The style of a paragraph that names this one or none. */
  paragraphStyle(id: string | undefined): WordStyle {
    return this.find(id ?? this.defaultParagraph);
  }

  find(id: string | undefined): WordStyle {
    if (id === undefined) return plainStyle;
    let style = this.resolved.get(id);
    if (!style) {
      style = this.resolve(id);
      this.resolved.set(id, style);
    }
    return style;
  }

  private resolve(id: string): WordStyle {
    const chain: StyleDefinition[] = [];
    let next = this.definitions.get(id);
    for (; next && chain.length < maxSteps; next = this.definitions.get(next.basedOn ?? '')) chain.push(next);
    const first = <Key extends keyof StyleDefinition>(key: Key): StyleDefinition[Key] | undefined =>
      chain.find((style) => style[key] !== undefined)?.[key];
    let role: StyleRole | undefined;
    for (const { name, outlineLevel } of chain) role ??= roleOfStyle(name, outlineLevel);
    return {
      role: role?.role ?? 'body',
      level: role?.level ?? 0,
      listId: first('listId'),
      listLevel: first('listLevel'),
      indent: first('indent'),
      isHidden: first('isHidden') ?? false,
      isBold: first('isBold') ?? false,
      isCentred: first('isCentred') ?? false,
      marksFirstRow: first('marksFirstRow') ?? false,
    };
  }

  private readPart(zip: ZipArchive, partName: string): void {
    let style: StyleDefinition | undefined;
    let condition: string | undefined;
    readXml(zip.unpack(partName), {
      open: (name, attributes) => {
        if (name === 'w:style') {
          const type = attributes.get('w:type') ?? 'paragraph';
          style = { id: attributes.get('w:styleId') ?? '', type, name: '' };
          this.definitions.set(style.id, style);
          if (type === 'paragraph' && /^(?:1|true|on)$/.test(attributes.get('w:default') ?? '')) {
            this.defaultParagraph = style.id;
          }
        } else if (name === 'w:tblStylePr') condition = attributes.get('w:type') ?? '';
        else if (style && condition !== undefined) {
          if (name === 'w:b' && condition === 'firstRow') style.marksFirstRow = isOn(attributes);
        } else if (style) readProperty(style, name, attributes);
        return undefined;
      },
      close: (name) => {
        if (name === 'w:style') style = undefined;
        else if (name === 'w:tblStylePr') condition = undefined;
      },
    });
  }
}

function readProperty(style: StyleDefinition, name: string, attributes: XmlAttributes): void {
  const value = attributes.get('w:val');
  switch (name) {
    case 'w:name':
      style.name = value ?? '';
      break;
    case 'w:basedOn':
      if (value !== undefined) style.basedOn = value;
      break;
    case 'w:outlineLvl':
      style.outlineLevel = readNumber(value) ?? 9;
      break;
    case 'w:numId':
      style.listId = value ?? '0';
      break;
    case 'w:ilvl':
      style.listLevel = readNumber(value) ?? 0;
      break;
    case 'w:ind': {
      const indent = readIndent(attributes);
      if (indent !== undefined) style.indent = indent;
      break;
    }
    case 'w:vanish':
      style.isHidden = isOn(attributes);
      break;
    case 'w:b':
    case 'w:bCs':
      style.isBold = (style.isBold ?? false) || isOn(attributes);
      break;
    case 'w:jc':
      style.isCentred = value === 'center';
      break;
    default:
  }
}
