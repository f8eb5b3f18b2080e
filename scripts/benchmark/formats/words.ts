/** How much of a known text is found again in what was read of a file. */

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const word = /\p{N}+(?:[.,٫٬/:-]\p{N}+)*[%٪]?|[\p{L}\p{M}\u0640]+/gu;

/** Numbers with their signs, and words with their marks. */
export function wordsOf(text: string): string[] {
  return text.replace(invisible, '').match(word) ?? [];
}

/** The length of the longest sequence of words that both hold in the same order. */
export function countInOrder(first: readonly string[], second: readonly string[]): number {
  const positions = new Map<string, number[]>();
  second.forEach((each, at) => {
    const known = positions.get(each);
    if (known) known.push(at);
    else positions.set(each, [at]);
  });
  /** For each length the lowest position that a common sequence of that length can end at. */
  const ends: number[] = [];
  for (const each of first) {
    // From behind: a word of the first text stands for one of the second.
    for (const at of (positions.get(each) ?? []).toReversed()) {
      let low = 0;
      let high = ends.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (ends[middle]! < at) low = middle + 1;
        else high = middle;
      }
      ends[low] = at;
    }
  }
  return ends.length;
}

function countAnywhere(first: readonly string[], second: readonly string[]): number {
  const left = new Map<string, number>();
  for (const each of second) left.set(each, (left.get(each) ?? 0) + 1);
  let found = 0;
  for (const each of first) {
    const count = left.get(each) ?? 0;
    if (count === 0) continue;
    left.set(each, count - 1);
    found++;
  }
  return found;
}

/** Shares of the words of the true text. */
export interface WordScore {
  /** Found in order, letter for letter. */
  readonly strict: number;
  /** Found in order, where forms of one character are taken for it. */
  readonly normalized: number;
  /** Found at all, in the same way. */
  readonly anywhere: number;
}

export function scoreWords(truth: string, read: string): WordScore {
  const strict = [wordsOf(truth), wordsOf(read)] as const;
  const normalized = [wordsOf(truth.normalize('NFKC')), wordsOf(read.normalize('NFKC'))] as const;
  const share = (found: number, all: readonly string[]): number => found / Math.max(1, all.length);
  return {
    strict: share(countInOrder(...strict), strict[0]),
    normalized: share(countInOrder(...normalized), normalized[0]),
    anywhere: share(countAnywhere(...normalized), normalized[0]),
  };
}

export function meanScore(scores: readonly WordScore[]): WordScore {
  const mean = (key: keyof WordScore): number =>
    scores.reduce((sum, score) => sum + score[key], 0) / Math.max(1, scores.length);
  return { strict: mean('strict'), normalized: mean('normalized'), anywhere: mean('anywhere') };
}
