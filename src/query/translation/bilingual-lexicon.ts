import { bareArabic } from '../../text/arabic-stem.js';
import { lexiconMagic, readLexiconHeader } from '../../text/lexicon-file.js';

/** A stem that may stand for a word in the other language. */
export interface Translation {
  readonly stem: string;
  /** The form of the stem that is met most. */
  readonly form: string;
  /** Those of one word add up to 1, or to a little less. */
  readonly probability: number;
}

/** A stem of a lexicon as {@link encodeLexicon} takes it. */
export interface LexiconStem {
  readonly form: string;
  /** Stem of the other language → probability. */
  readonly translations: ReadonlyMap<string, number>;
}

export interface LexiconEntries {
  readonly english: ReadonlyMap<string, LexiconStem>;
  readonly arabic: ReadonlyMap<string, LexiconStem>;
  /**
   * Words that are translated otherwise than their stem: English ones as they stand, "arms", and Arabic ones without what
   * is written in front of them, "عملة".
   */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** The three lists of a lexicon, in the order of the file. */
const lists = ['english', 'arabic', 'words'] as const;
type ListName = (typeof lists)[number];

const arabicLetter = /\p{Script=Arabic}/u;

const probabilitySteps = 255;
const positionBits = 24;

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The position of a word in an ascending list, given by the word at each position; -1 where it is not there. */
function findWord(size: number, wordAt: (position: number) => string, wanted: string): number {
  let low = 0;
  let high = size - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const there = wordAt(middle);
    if (there === wanted) return middle;
    if (there < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

const lineFeed = 0x0a;

/** A text that is read a line at a time: making strings of all of its lines takes longer than a question. */
class Lines {
  private readonly ends: Uint32Array;

  constructor(
    private readonly text: Buffer,
    count: number,
  ) {
    this.ends = new Uint32Array(count);
    for (let line = 0, from = 0; line < count; line++) {
      const end = text.indexOf(lineFeed, from);
      this.ends[line] = end < 0 ? text.length : end;
      from = this.ends[line]! + 1;
    }
  }

  at(line: number): string {
    return this.text.toString('utf8', line === 0 ? 0 : this.ends[line - 1]! + 1, this.ends[line]);
  }
}

/** Which stems of Arabic and English translate each other, and how probably. */
export class BilingualLexicon {
  private constructor(
    /** How many words each list has. */
    private readonly sizes: Readonly<Record<ListName, number>>,
    /** The words of the lists in a row, each list ascending by UTF-16 units, then the usual forms of the stems. */
    private readonly lines: Lines,
    /** The entries of the word at a position, all lists in a row, stand from `offsets[i]` to `offsets[i + 1]`. */
    private readonly offsets: Uint32Array,
    /** Position in the list of the other language in the low 24 bits, probability in 255ths in the high 8. */
    private readonly entries: Uint32Array,
  ) {}

  /** @throws RangeError when it is no file of a lexicon, or was cut short. */
  static decode(file: Buffer): BilingualLexicon {
    const { english, arabic, words, numbersStart, entriesStart, textStart } = readLexiconHeader(file);
    const keys = english + arabic + words;
    const numbers = file.buffer.slice(file.byteOffset + numbersStart, file.byteOffset + textStart);
    return new BilingualLexicon(
      { english, arabic, words },
      new Lines(file.subarray(textStart), keys + english + arabic),
      new Uint32Array(numbers, 0, keys + 1),
      new Uint32Array(numbers, entriesStart - numbersStart),
    );
  }

  /** How a folded Arabic word, given with its stem, may be said in English; none where neither is known. */
  translateArabic(word: string, stem: string): Translation[] {
    const asItStands = this.translationsOf('words', bareArabic(word), 'english');
    return asItStands.length > 0 ? asItStands : this.translateArabicStem(stem);
  }

  /** How words of an Arabic stem may be said in English; none where it is not known. */
  translateArabicStem(stem: string): Translation[] {
    return this.translationsOf('arabic', stem, 'english');
  }

  /** How an English word, given with its stem, may be said in Arabic; none where neither is known. */
  translateEnglish(word: string, stem: string): Translation[] {
    const asItStands = this.translationsOf('words', word, 'arabic');
    return asItStands.length > 0 ? asItStands : this.translationsOf('english', stem, 'arabic');
  }

  private translationsOf(list: ListName, key: string, other: 'english' | 'arabic'): Translation[] {
    const start = this.startOf(list);
    const index = findWord(this.sizes[list], (position) => this.lines.at(start + position), key);
    if (index < 0) return [];
    const position = start + index;
    const { english, arabic, words } = this.sizes;
    return Array.from(this.entries.subarray(this.offsets[position], this.offsets[position + 1]), (entry) => {
      const at = this.startOf(other) + (entry & ((1 << positionBits) - 1));
      const stem = this.lines.at(at);
      // Forms come in the order of the stems, behind all lists.
      const form = this.lines.at(english + arabic + words + at) || stem;
      return { stem, form, probability: (entry >>> positionBits) / probabilitySteps };
    });
  }

  /** The position of the first word of a list. */
  private startOf(list: ListName): number {
    return lists.slice(0, lists.indexOf(list)).reduce((sum, each) => sum + this.sizes[each], 0);
  }
}

/** The bytes of a lexicon; translations that are no stems of it are left out. */
export function encodeLexicon({ english, arabic, words }: LexiconEntries): Buffer {
  const keys = {
    english: [...english.keys()].sort(byCodeUnits),
    arabic: [...arabic.keys()].sort(byCodeUnits),
    words: [...words.keys()].sort(byCodeUnits),
  };
  const offsets = [0];
  const entries: number[] = [];
  const add = (translations: ReadonlyMap<string, number>, targets: readonly string[]): void => {
    for (const [stem, probability] of [...translations].sort((a, b) => b[1] - a[1])) {
      const at = findWord(targets.length, (position) => targets[position]!, stem);
      const step = Math.round(probability * probabilitySteps);
      if (at >= 0 && step > 0) entries.push(step * 2 ** positionBits + at);
    }
    offsets.push(entries.length);
  };
  for (const key of keys.english) add(english.get(key)!.translations, keys.arabic);
  for (const key of keys.arabic) add(arabic.get(key)!.translations, keys.english);
  for (const key of keys.words) add(words.get(key)!, arabicLetter.test(key) ? keys.english : keys.arabic);
  const formOf = (stem: string, form: string): string => (form === stem ? '' : form);
  const text = Buffer.from(
    [
      ...keys.english,
      ...keys.arabic,
      ...keys.words,
      ...keys.english.map((stem) => formOf(stem, english.get(stem)!.form)),
      ...keys.arabic.map((stem) => formOf(stem, arabic.get(stem)!.form)),
    ].join('\n'),
  );
  const numbers = Uint32Array.from([
    keys.english.length,
    keys.arabic.length,
    keys.words.length,
    entries.length,
    text.length,
    ...offsets,
  ]);
  return Buffer.concat([
    Buffer.from(lexiconMagic, 'latin1'),
    Buffer.from(numbers.buffer),
    Buffer.from(Uint32Array.from(entries).buffer),
    text,
  ]);
}
