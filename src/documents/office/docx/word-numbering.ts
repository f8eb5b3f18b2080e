import { formatNumber } from '../number-formats.js';
import { readNumber } from '../read-attributes.js';
import { readXml, type XmlAttributes } from '../read-xml.js';
import type { ZipArchive } from '../zip-archive.js';
import { bulletText } from '../symbol-fonts.js';
import { isOn, readIndent } from './word-styles.js';

interface Level {
  start: number;
  format: string;
  /** Where the format is `custom`: its first numbers, such as "001, 002, 003, ...". */
  customFormat?: string;
  text: string;
  suffix: string;
  font?: string;
  isLegal: boolean;
  /** The deepest level, from 1, whose items make it start again; 0 for none; undefined for all levels above its own. */
  restart?: number;
  indent?: number;
  /** The style of paragraphs that are numbered on this level. */
  style?: string;
}

interface AbstractList {
  readonly id: string;
  readonly levels: Map<number, Level>;
  /** The style that has the numbering which this list stands for. */
  styleLink?: string;
}

interface ListInstance {
  abstractId: string;
  readonly levels: Map<number, Level>;
  readonly starts: Map<number, number>;
}

export interface ListLabel {
  /** As Word shows it, with what parts it from the text; empty for none. */
  readonly label: string;
  readonly listId: string;
  readonly indent: number | undefined;
}

const levelCount = 9;
/** Longer labels are cut: hostile ones could be of any length. UTF-16 units. */
const maxLabelUnits = 200;

function clampLevel(level: number): number {
  return Math.min(levelCount - 1, Math.max(0, level));
}

/** The lists that a document defines, and how far each has counted. */
export class WordNumbering {
  private readonly abstracts = new Map<string, AbstractList>();
  private readonly instances = new Map<string, ListInstance>();
  /** Style with a numbering → its list. */
  private readonly styleLists = new Map<string, AbstractList>();
  /** By the abstract list: those that share one go on counting. */
  private readonly counters = new Map<string, (number | undefined)[]>();
  /** Instances whose own first numbers were used. */
  private readonly started = new Set<string>();

  constructor(zip: ZipArchive, partName: string | undefined) {
    if (partName !== undefined) this.readPart(zip, partName);
  }

  /** The level of a list on which paragraphs of a style are, where the style does not say. */
  levelOfStyle(listId: string, styleId: string | undefined): number {
    const instance = this.instances.get(listId);
    const levels = instance && this.abstractOf(instance)?.levels;
    for (const [number, level] of levels ?? []) if (level.style === styleId) return number;
    return 0;
  }

  /** Counts a paragraph, and gives what it is labelled with; undefined where there is no such list. */
  count(listId: string, wantedLevel: number): ListLabel | undefined {
    const instance = this.instances.get(listId);
    const abstract = instance && this.abstractOf(instance);
    if (!instance || !abstract) return undefined;
    const at = clampLevel(wantedLevel);
    const levelAt = (number: number): Level | undefined =>
      instance.levels.get(number) ?? abstract.levels.get(number);
    const level = levelAt(at);
    if (!level) return undefined;
    const counter = this.counters.get(abstract.id) ?? [];
    this.counters.set(abstract.id, counter);
    if (!this.started.has(listId)) {
      this.started.add(listId);
      for (const number of instance.starts.keys()) counter[number] = undefined;
    }
    const before = counter[at];
    counter[at] = before === undefined ? (instance.starts.get(at) ?? level.start) : before + 1;
    for (let below = at + 1; below < levelCount; below++) {
      const restart = levelAt(below)?.restart;
      if (restart === undefined || at < restart) counter[below] = undefined;
    }
    const valueAt = (number: number): number =>
      (counter[number] ??= instance.starts.get(number) ?? levelAt(number)?.start ?? 1);
    // A level that was passed over counts as if it had been there.
    for (let above = 0; above < at; above++) valueAt(above);
    return { label: this.write(level, levelAt, valueAt), listId: abstract.id, indent: level.indent };
  }

  private write(
    level: Level,
    levelAt: (number: number) => Level | undefined,
    valueAt: (number: number) => number,
  ): string {
    if (level.format === 'bullet') return `${bulletText(level.text, level.font)} `;
    const label = level.text
      .slice(0, maxLabelUnits)
      .replace(/%([1-9])/g, (_, digit: string) => {
        const number = Number(digit) - 1;
        const { format = 'decimal', customFormat } = levelAt(number) ?? {};
        const isDecimal = level.isLegal && format !== 'none';
        return writeNumber(valueAt(number), isDecimal ? 'decimal' : format, customFormat);
      })
      .slice(0, maxLabelUnits)
      .trim();
    if (label === '') return '';
    return level.suffix === 'nothing' ? label : `${label} `;
  }

  private abstractOf({ abstractId }: ListInstance): AbstractList | undefined {
    const abstract = this.abstracts.get(abstractId);
    return (
      (abstract?.styleLink === undefined ? undefined : this.styleLists.get(abstract.styleLink)) ?? abstract
    );
  }

  private readPart(zip: ZipArchive, partName: string): void {
    let abstract: AbstractList | undefined;
    let instance: ListInstance | undefined;
    let overridden = 0;
    let level: Level | undefined;
    readXml(zip.unpack(partName), {
      open: (name, attributes) => {
        const value = attributes.get('w:val');
        if (name === 'w:abstractNum') {
          abstract = { id: attributes.get('w:abstractNumId') ?? '', levels: new Map() };
          this.abstracts.set(abstract.id, abstract);
        } else if (name === 'w:num') {
          instance = { abstractId: '', levels: new Map(), starts: new Map() };
          this.instances.set(attributes.get('w:numId') ?? '', instance);
        } else if (name === 'w:lvl') {
          level = { start: 0, format: 'decimal', text: '', suffix: 'tab', isLegal: false };
          const levels = instance ? instance.levels : abstract?.levels;
          levels?.set(clampLevel(readNumber(attributes.get('w:ilvl')) ?? 0), level);
        } else if (level) readLevelProperty(level, name, attributes);
        else if (instance) {
          if (name === 'w:abstractNumId') instance.abstractId = value ?? '';
          else if (name === 'w:lvlOverride')
            overridden = clampLevel(readNumber(attributes.get('w:ilvl')) ?? 0);
          else if (name === 'w:startOverride') instance.starts.set(overridden, readNumber(value) ?? 1);
        } else if (abstract && value !== undefined) {
          if (name === 'w:styleLink') this.styleLists.set(value, abstract);
          else if (name === 'w:numStyleLink') abstract.styleLink = value;
        }
        return undefined;
      },
      close: (name) => {
        if (name === 'w:lvl') level = undefined;
        else if (name === 'w:abstractNum') abstract = undefined;
        else if (name === 'w:num') instance = undefined;
      },
    });
  }
}

function writeNumber(number: number, format: string, customFormat: string | undefined): string {
  if (format !== 'custom' || customFormat === undefined) return formatNumber(number, format);
  const width = /^0*1(?!\d)/.exec(customFormat)?.[0].length ?? 1;
  return String(number).padStart(width, '0');
}

function readLevelProperty(level: Level, name: string, attributes: XmlAttributes): void {
  const value = attributes.get('w:val');
  switch (name) {
    case 'w:start':
      level.start = readNumber(value) ?? 0;
      break;
    case 'w:numFmt': {
      level.format = value ?? 'decimal';
      const custom = attributes.get('w:format');
      if (custom !== undefined) level.customFormat = custom;
      break;
    }
    case 'w:lvlText':
      level.text = value ?? '';
      break;
    case 'w:suff':
      level.suffix = value ?? 'tab';
      break;
    case 'w:isLgl':
      level.isLegal = isOn(attributes);
      break;
    case 'w:lvlRestart':
      level.restart = readNumber(value) ?? 0;
      break;
    case 'w:pStyle':
      if (value !== undefined) level.style = value;
      break;
    case 'w:ind':
      level.indent = readIndent(attributes) ?? 0;
      break;
    case 'w:rFonts': {
      const font = attributes.get('w:ascii') ?? attributes.get('w:hAnsi');
      if (font !== undefined) level.font = font;
      break;
    }
    default:
  }
}
