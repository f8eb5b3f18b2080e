/** What numbers or marks an item of a list. */
export interface ItemLabel {
  /** What the label counts with, and its punctuation: labels of one list have this in common. */
  readonly family: string;
  /** Where the item's own text begins. */
  readonly content: number;
  /** Whether it is the first of its kind: 1, أ, a, i. */
  readonly isFirst: boolean;
  /** Whether the line is an item only where one of the same kind stands before: "د. " may be a doctor. */
  readonly isDoubtful: boolean;
}

const boundary = '(?=\\S)';
const patterns: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['bullet', /^[-*+•▪●◦‣·○■□➢✓✔–—]\s+(?:\[[ xX]\]\s+)?/u],
  ['digit-brackets', new RegExp(`^[(\\[]\\s?\\p{Nd}{1,3}\\s?[)\\]]\\s*(?:[-–ـ:]\\s*)?${boundary}`, 'u')],
  ['digit-bracket', new RegExp(`^\\p{Nd}{1,3}\\s?[)\\]]\\s+${boundary}`, 'u')],
  ['digit-dot', new RegExp(`^\\p{Nd}{1,3}\\.\\s+${boundary}`, 'u')],
  ['digit-dash', /^\p{Nd}{1,3}\s?[-ـ–—]\s+(?=[^\p{Nd}\s])/u],
  ['digit-dash', /^\p{Nd}{1,2}[-ـ–—](?=\p{Script=Arabic})/u],
  ['digit-bracket', /^\p{Nd}{1,2}\)(?=\p{Script=Arabic})/u],
  ['digit-dot', /^\p{Nd}{1,2}\.(?=\p{Script=Arabic})/u],
  ['arabic-brackets', new RegExp(`^[(\\[][\\u0621-\\u064a]ـ?[)\\]]\\s*(?:[-–ـ:]\\s*)?${boundary}`, 'u')],
  ['arabic-bracket', /^[\u0621-\u063a\u0641-\u064a]ـ?\)\s*(?=\S)/u],
  ['arabic-dash', /^[\u0621-\u063a\u0641-\u064a](?:ـ?\s?[-–—]\s*|\s?ـ\s+)(?=[^\s-])/u],
  ['arabic-dot', /^[\u0621-\u063a\u0641-\u064a]\.\s+(?=\S)/u],
  ['roman-brackets', /^\([ivx]{1,5}\)\s+(?=\S)/u],
  ['roman-bracket', /^[ivx]{1,5}\)\s+(?=\S)/u],
  ['roman-dot', /^[ivx]{1,5}\.\s+(?=\S)/u],
  ['latin-brackets', /^\(\p{Script=Latin}\)\s+(?=\S)/u],
  ['latin-bracket', /^\p{Script=Latin}\)\s+(?=\S)/u],
  ['latin-dot', /^[a-z]\.\s+(?=\S)/u],
];
const mayStart = /^(?:[-*+•▪●◦‣·○■□➢✓✔–—([]|\p{Nd}|\p{L}\s?ـ?\s?[-ـ–—.)]|[ivx]{2,5}[.)])/u;

/** The label of an item of a list that a line begins with. */
export function readItemLabel(line: string): ItemLabel | undefined {
  const head = line.slice(0, 32);
  if (!mayStart.test(head)) return undefined;
  for (const [name, pattern] of patterns) {
    const label = pattern.exec(head)?.[0];
    if (label === undefined || label.length >= line.length) continue;
    const value = /[\p{L}\p{Nd}]+/u.exec(label)?.[0] ?? '';
    return {
      family: name === 'bullet' ? label.charAt(0) : name,
      content: label.length,
      isFirst: /^(?:1|١|۱|[أاإaAi])$/u.test(value),
      isDoubtful: name === 'arabic-dot' && !/^[أاإ]/u.test(value),
    };
  }
  return undefined;
}

/** Items nested deeper stand on this level. */
const maxLevel = 100;

/** How deep each item of a list is nested, from how far it is set in and what labels it. */
export class ItemLevels {
  private open: { family: string; indent: number }[] = [];

  reset(): void {
    this.open = [];
  }

  /** Whether a list of this kind is open; where an indent is given, one that is set in as far. */
  has(family: string, indent?: number): boolean {
    return this.open.some(
      (item) => item.family === family && (indent === undefined || Math.abs(item.indent - indent) <= 1),
    );
  }

  levelOf({ family, isFirst }: ItemLabel, indent: number): number {
    const same = this.open.findLastIndex(
      (item) => item.family === family && Math.abs(item.indent - indent) <= 1,
    );
    if (same >= 0) this.open.length = same + 1;
    else {
      while (this.open.length > 0 && this.open.at(-1)!.indent > indent) this.open.pop();
      const top = this.open.at(-1);
      const isCounted = top !== undefined && top.family.length > 1;
      const isBelow = top && (indent > top.indent + 1 || (isCounted && (isFirst || family.length === 1)));
      if (top && !isBelow) this.open.pop();
      if (this.open.length >= maxLevel) this.open.pop();
      this.open.push({ family, indent });
    }
    return this.open.length;
  }
}
