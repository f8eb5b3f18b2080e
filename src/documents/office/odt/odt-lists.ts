import { formatNumber } from '../number-formats.js';
import { readNumber } from '../read-attributes.js';
import type { XmlAttributes } from '../read-xml.js';
import { bulletText } from '../symbol-fonts.js';

interface ListLevel {
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  /** How many levels the label shows, this one the last. */
  readonly shownLevels: number;
  /** The whole label with `%1%` for the number of the first level, where the program writes it. */
  readonly pattern: string | undefined;
  readonly start: number;
  readonly bullet: string | undefined;
}

const levelCount = 10;
const maxLabelUnits = 200;
/** The name that the numbering of headings has here; no list has it. */
export const outlineName = '';

/** What numbers are like, by the first ones of them: "أ, ب, ت, ...". */
const formatsBySample: readonly (readonly [RegExp, string])[] = [
  [/^[أا], ب, ت/u, 'arabicAlpha'],
  [/^[أا], ب, ج/u, 'arabicAbjad'],
  [/^١/u, 'arabicIndic'],
  [/^۱/u, 'persianDigits'],
  [/^१/u, 'hindiNumbers'],
  [/^๑/u, 'thaiNumbers'],
  [/^א/u, 'hebrew1'],
  [/^[一壹]/u, 'chineseCounting'],
  [/^１/u, 'decimalFullWidth'],
  [/^①/u, 'decimalEnclosedCircle'],
  [/^А/u, 'russianUpper'],
  [/^а/u, 'russianLower'],
  [/^01/u, 'decimalZero'],
  [/^1st/u, 'ordinal'],
  [/^One/u, 'cardinalText'],
  [/^First/u, 'ordinalText'],
];

const formatsByLetter: Readonly<Record<string, string>> = {
  '': 'none',
  '1': 'decimal',
  i: 'lowerRoman',
  I: 'upperRoman',
};

function readFormat(format: string, isRepeated: boolean): string {
  if (format === 'a') return isRepeated ? 'lowerLetter' : 'lowerLetterCounted';
  if (format === 'A') return isRepeated ? 'upperLetter' : 'upperLetterCounted';
  return formatsByLetter[format] ?? formatsBySample.find(([sample]) => sample.test(format))?.[1] ?? 'decimal';
}

/** How far a list has counted on each of its levels. */
export type ListCounter = (number | undefined)[];

/** The styles of lists, and of the numbering of headings. */
export class OdtListStyles {
  private readonly styles = new Map<string, Map<number, ListLevel>>();
  private open: Map<number, ListLevel> | undefined;

  openElement(name: string, attributes: XmlAttributes): void {
    if (name === 'text:list-style' || name === 'text:outline-style') {
      this.open = new Map();
      const styleName =
        name === 'text:list-style' ? (attributes.get('style:name') ?? 'unnamed') : outlineName;
      this.styles.set(styleName, this.open);
    } else if (/^text:(?:list-level-style-(?:number|bullet|image)|outline-level-style)$/.test(name)) {
      this.addLevel(name, attributes);
    }
  }

  closeElement(name: string): void {
    if (name === 'text:list-style' || name === 'text:outline-style') this.open = undefined;
  }

  /** Counts an item on a level, from 0, and gives its label with what parts it from the text; empty for none. */
  count(styleName: string, counter: ListCounter, at: number, startValue: number | undefined): string {
    const levels = this.styles.get(styleName);
    const level = levels?.get(Math.min(at, levelCount - 1));
    if (!level) return '';
    if (level.bullet !== undefined) return `${level.bullet} `;
    const before = counter[at];
    counter[at] = startValue ?? (before === undefined ? level.start : before + 1);
    counter.length = at + 1;
    const numberAt = (number: number): string => {
      const { format = 'decimal', start = 1 } = levels?.get(number) ?? {};
      return formatNumber((counter[number] ??= start), format);
    };
    const label =
      level.pattern === undefined ? writeParts(level, at, numberAt) : writePattern(level.pattern, numberAt);
    const shown = label.slice(0, maxLabelUnits).trim();
    return shown === '' ? '' : `${shown} `;
  }

  private addLevel(name: string, attributes: XmlAttributes): void {
    const at = (readNumber(attributes.get('text:level')) ?? 1) - 1;
    const isBullet = name.endsWith('-bullet') || name.endsWith('-image');
    const mark = attributes.get('text:bullet-char') ?? '';
    this.open?.set(at, {
      format: readFormat(
        attributes.get('style:num-format') ?? '',
        attributes.get('style:num-letter-sync') === 'true',
      ),
      prefix: attributes.get('style:num-prefix') ?? '',
      suffix: attributes.get('style:num-suffix') ?? '',
      shownLevels: readNumber(attributes.get('text:display-levels')) ?? 1,
      pattern: attributes.get('loext:num-list-format'),
      start: readNumber(attributes.get('text:start-value')) ?? 1,
      bullet: isBullet ? bulletText(mark, undefined) : undefined,
    });
  }
}

function writePattern(pattern: string, numberAt: (level: number) => string): string {
  return pattern
    .slice(0, maxLabelUnits)
    .replace(/%(\d{1,2})%/g, (_, digits: string) => numberAt(Math.max(0, Number(digits) - 1)));
}

function writeParts(level: ListLevel, at: number, numberAt: (level: number) => string): string {
  if (level.format === 'none') return (level.prefix + level.suffix).slice(0, maxLabelUnits);
  const numbers: string[] = [];
  for (let shown = Math.max(0, at + 1 - level.shownLevels); shown <= at; shown++)
    numbers.push(numberAt(shown));
  return (
    level.prefix.slice(0, maxLabelUnits) +
    numbers.filter((each) => each !== '').join('.') +
    level.suffix.slice(0, maxLabelUnits)
  );
}
