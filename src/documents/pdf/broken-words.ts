import { isEnglishWord } from '../english-words.js';

/** How a line goes on with the one before it. */
export interface LineJoin {
  /** The text before, with its hyphen or without. */
  readonly before: string;
  readonly separator: '' | ' ';
}

const brokenLatin = /(?:^|[^\p{L}\p{M}\p{N}])(?<start>[\p{Script=Latin}\p{M}]+)[-‐]$/u;
const brokenNumber = /\p{Nd}[-‐]$/u;
const latinWord = /^[\p{Script=Latin}\p{M}]+/u;
/** "pre- and post-war": the hyphen stands for a word that is left out. */
const conjunction = /^(?:and|or|to|und|oder|bis|et|ou|y|o|e)\s/u;
/** What English writes together with the word behind it. */
const closedPrefix = /^(?:mis|un|dis|in|im|en)$/iu;
const words = /[\p{Script=Latin}\p{M}]+(?:[-‐][\p{Script=Latin}\p{M}]+)*/gu;
/** More different words tell no more. */
const maxWords = 200_000;

/**
 * Tells a hyphen that belongs to its word from one that a program has put where it broke the word: by which of the two
 * forms stands elsewhere in the file, else by which is made of English words. Where neither tells, a program has put it:
 * those who set text in columns break many words.
 */
export class BrokenWords {
  private counts: Map<string, number> | undefined;

  /** @param lines Of the whole file; looked at when the first broken word is met. */
  constructor(private readonly lines: () => Iterable<string>) {}

  /** How `after` goes on with `before`; undefined where no word is broken. */
  join(before: string, after: string): LineJoin | undefined {
    const broken = brokenLatin.exec(before)?.groups;
    if (!broken)
      return brokenNumber.test(before) && /^\p{Nd}/u.test(after) ? { before, separator: '' } : undefined;
    if (/^\p{Nd}/u.test(after)) return { before, separator: '' };
    const end = latinWord.exec(after)?.[0];
    if (end === undefined) return undefined;
    if (conjunction.test(after)) return { before, separator: ' ' };
    const isPart = this.isPart(broken.start!, end, before);
    return { before: isPart ? before : before.slice(0, -1), separator: '' };
  }

  /** Whether the hyphen between the two halves is part of the word. */
  private isPart(start: string, end: string, before: string): boolean {
    const [joined, apart] = [this.count(start + end), this.count(`${start}-${end}`)];
    if (joined !== apart) return apart > joined;
    if (start.length === 1) return true;
    const isCapital = /^\p{Lu}/u.test(end) && !/^\p{Lu}{2,}$/u.test(start);
    if (isCapital) return true;
    if (closedPrefix.test(start) || isEnglishWord(start + end)) return false;
    return isEnglishWord(start) && isEnglishWord(end) && isEnglish(before.slice(0, -start.length - 1));
  }

  private count(word: string): number {
    this.counts ??= this.countWords();
    return this.counts.get(fold(word)) ?? 0;
  }

  private countWords(): Map<string, number> {
    const counts = new Map<string, number>();
    const add = (word: string): void => {
      const known = counts.get(word);
      if (known !== undefined || counts.size < maxWords) counts.set(word, (known ?? 0) + 1);
    };
    for (const line of this.lines()) {
      for (const [match] of line.matchAll(words)) {
        const parts = fold(match).split('-');
        add(parts.join('-'));
        // Of "state-of-the-art" also "state-of", "of-the" and "the-art".
        for (let i = 1; parts.length > 2 && i < parts.length; i++) add(`${parts[i - 1]!}-${parts[i]!}`);
      }
    }
    return counts;
  }
}

/** Lines of other languages have words in common with English too. */
const minEnglishShare = 0.65;

function isEnglish(text: string): boolean {
  const found = text.match(/\p{L}{2,}/gu) ?? [];
  return found.filter(isEnglishWord).length >= minEnglishShare * found.length;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('‐', '-');
}
