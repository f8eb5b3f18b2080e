const magic = 'ISNADBL1';
/** After the magic: the number of words of each list, of entries, and the bytes of the text, 32 bits each. */
const headerBytes = magic.length + 5 * 4;

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
  /** English words, as they stand, that are translated otherwise than their stem: "arms". */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** The three lists of a lexicon, in the order of the file. */
const lists = ['english', 'arabic', 'words'] as const;
type ListName = (typeof lists)[number];

const probabilitySteps = 255;
const positionBits = 24;

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function findString(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle]!;
    if (there === wanted) return middle;
    if (there < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Which stems of Arabic and English translate each other, and how probably. */
export class BilingualLexicon {
  private constructor(
    /** Each list ascending by UTF-16 units. */
    private readonly keys: Readonly<Record<ListName, readonly string[]>>,
    /** Of each stem its usual form; empty where that is the stem itself. */
    private readonly forms: Readonly<Record<'english' | 'arabic', readonly string[]>>,
    /** The entries of the word at an index of a list, all lists in a row, stand from `offsets[i]` to `offsets[i + 1]`. */
    private readonly offsets: Uint32Array,
    /** Position in the list of the other language in the low 24 bits, probability in 255ths in the high 8. */
    private readonly entries: Uint32Array,
  ) {}

  /** @throws RangeError when it is no file of a lexicon, or was cut short. */
  static decode(file: Buffer): BilingualLexicon {
    if (file.toString('latin1', 0, magic.length) !== magic) throw new RangeError('not a lexicon file');
    const header = [0, 1, 2, 3, 4].map((index) => file.readUInt32LE(magic.length + 4 * index));
    const [english, arabic, words, entries, textBytes] = header as [number, number, number, number, number];
    const keys = english + arabic + words;
    const entriesStart = headerBytes + (keys + 1) * 4;
    const textStart = entriesStart + entries * 4;
    if (file.length !== textStart + textBytes) throw new RangeError('a lexicon file cut short');
    const numbers = file.buffer.slice(file.byteOffset + headerBytes, file.byteOffset + textStart);
    const lines = file.toString('utf8', textStart).split('\n');
    const stems = english + arabic;
    const forms = lines.slice(keys, keys + stems);
    return new BilingualLexicon(
      {
        english: lines.slice(0, english),
        arabic: lines.slice(english, stems),
        words: lines.slice(stems, keys),
      },
      { english: forms.slice(0, english), arabic: forms.slice(english) },
      new Uint32Array(numbers, 0, keys + 1),
      new Uint32Array(numbers, (keys + 1) * 4),
    );
  }

  /** How an Arabic stem may be said in English; none where it is not known. */
  translateArabic(stem: string): Translation[] {
    return this.translationsOf('arabic', stem, 'english');
  }

  /** How an English word, given with its stem, may be said in Arabic; none where neither is known. */
  translateEnglish(word: string, stem: string): Translation[] {
    const asItStands = this.translationsOf('words', word, 'arabic');
    return asItStands.length > 0 ? asItStands : this.translationsOf('english', stem, 'arabic');
  }

  private translationsOf(list: ListName, key: string, other: 'english' | 'arabic'): Translation[] {
    const index = findString(this.keys[list], key);
    if (index < 0) return [];
    const before = lists.slice(0, lists.indexOf(list));
    const position = before.reduce((sum, each) => sum + this.keys[each].length, index);
    return Array.from(this.entries.subarray(this.offsets[position], this.offsets[position + 1]), (entry) => {
      const at = entry & ((1 << positionBits) - 1);
      const stem = this.keys[other][at]!;
      return {
        stem,
        form: this.forms[other][at]! || stem,
        probability: (entry >>> positionBits) / probabilitySteps,
      };
    });
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
      const at = findString(targets, stem);
      const step = Math.round(probability * probabilitySteps);
      if (at >= 0 && step > 0) entries.push(step * 2 ** positionBits + at);
    }
    offsets.push(entries.length);
  };
  for (const key of keys.english) add(english.get(key)!.translations, keys.arabic);
  for (const key of keys.arabic) add(arabic.get(key)!.translations, keys.english);
  for (const key of keys.words) add(words.get(key)!, keys.arabic);
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
    Buffer.from(magic, 'latin1'),
    Buffer.from(numbers.buffer),
    Buffer.from(Uint32Array.from(entries).buffer),
    text,
  ]);
}
