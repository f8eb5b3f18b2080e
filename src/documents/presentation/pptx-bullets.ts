import type { XmlAttributes } from '../office/read-xml.js';
import { formatNumber } from '../office/number-formats.js';

/** What stands before a paragraph: nothing, a mark, or a number. */
export type Bullet =
  | { readonly kind: 'none' }
  | { readonly kind: 'mark' }
  | { readonly kind: 'number'; readonly type: string; readonly start: number };

/** By level, from 0. */
export type BulletsByLevel = ReadonlyMap<number, Bullet>;

/** The bullet that an element describes; undefined for one that describes none. */
export function readBullet(name: string, attributes: XmlAttributes): Bullet | undefined {
  switch (name) {
    case 'a:buNone':
      return { kind: 'none' };
    case 'a:buChar':
    case 'a:buBlip':
      return { kind: 'mark' };
    case 'a:buAutoNum': {
      const start = Number(attributes.get('startAt') ?? 1);
      return { kind: 'number', type: attributes.get('type') ?? '', start: start >= 1 ? start : 1 };
    }
    default:
      return undefined;
  }
}

/** The formats of numbers by how the names of their types begin. */
const formats: readonly (readonly [start: string, format: string])[] = [
  ['alphaLc', 'lowerLetter'],
  ['alphaUc', 'upperLetter'],
  ['romanLc', 'lowerRoman'],
  ['romanUc', 'upperRoman'],
  ['arabic1', 'arabicAlpha'],
  ['arabic2', 'arabicAbjad'],
  ['hebrew', 'hebrew1'],
  ['circleNum', 'decimalEnclosedCircle'],
];

function showNumber(number: number, type: string): string {
  const format = formats.find(([start]) => type.startsWith(start))?.[1] ?? 'decimal';
  const shown = formatNumber(number, format);
  if (type.endsWith('ParenBoth')) return `(${shown})`;
  if (type.endsWith('ParenR')) return `${shown})`;
  if (type.endsWith('Minus')) return `${shown}-`;
  return type.endsWith('Period') ? `${shown}.` : shown;
}

/** Numbers the paragraphs of one text box. */
export class BulletLabels {
  private readonly open: { readonly level: number; readonly type: string; count: number }[] = [];

  /** The label of the next paragraph with the space behind it; empty where it has none. */
  labelOf(level: number, bullet: Bullet): string {
    while (this.open.length > 0 && this.open.at(-1)!.level > level) this.open.pop();
    if (bullet.kind !== 'number') {
      if (this.open.at(-1)?.level === level) this.open.pop();
      return bullet.kind === 'mark' ? '• ' : '';
    }
    const { type, start } = bullet;
    const last = this.open.at(-1);
    if (last?.level === level && last.type === type) last.count++;
    else {
      if (last?.level === level) this.open.pop();
      this.open.push({ level, type, count: 0 });
    }
    return `${showNumber(start + this.open.at(-1)!.count, type)} `;
  }
}
