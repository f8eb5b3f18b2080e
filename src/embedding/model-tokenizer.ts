/** Characters that the library's tokenizer is given at a time. */
const SEGMENT_LENGTH = 8_192;

/** Longer words hardly come again. */
const longestRemembered = 40;

/** Words whose tokens are remembered at most: about 30 MB. */
const mostRemembered = 200_000;

/** The library's own call: token ids of a text, with or without the special ones around them. */
export type LibraryEncode = (text: string, options: { specialTokens: boolean }) => readonly number[];

export interface ModelTokenizer {
  /** Ids of the text's own tokens, no special ones; stops once there are more than `limit`. */
  encode(text: string, limit?: number): number[];
  /** How many {@link encode} gives without a limit. */
  count(text: string): number;
  /** The special tokens that stand before and after a text's own. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Gives the library a word at a time and remembers what it gave back: texts repeat a small vocabulary, and a
 * text is tokenized first to cut it and then to embed it. A word is what stands between ASCII white space, where
 * no tokenizer of the table joins tokens, so the ids are the same as of the whole text.
 *
 * That also guards the library against long input: it spreads the tokens of a word over the call stack, so one
 * endless word, which is cut here, overflows it, and a mask token that takes the white space before it
 * (`\s*<mask>`) costs the square of a run of spaces.
 */
export function createModelTokenizer(libraryEncode: LibraryEncode): ModelTokenizer {
  const own = (text: string): readonly number[] => libraryEncode(text, { specialTokens: false });
  const remembered = new Map<string, readonly number[]>();

  function encodeWord(word: string): readonly number[] {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    if (word.length > longestRemembered) return segments(word).flatMap(own);
    const ids = own(withoutLongGaps(word));
    if (remembered.size >= mostRemembered) remembered.clear();
    // A copy: a piece of a long string keeps all of it in memory.
    remembered.set(Buffer.from(word, 'utf16le').toString('utf16le'), ids);
    return ids;
  }

  const probe = own('a');
  const framed = libraryEncode('a', { specialTokens: true });
  const start = findRun(framed, probe);
  return {
    encode(text, limit = Number.POSITIVE_INFINITY) {
      const ids: number[] = [];
      for (const word of words(text)) {
        for (const id of encodeWord(word)) ids.push(id);
        if (ids.length > limit) break;
      }
      return ids;
    },
    count(text) {
      let count = 0;
      for (const word of words(text)) count += encodeWord(word).length;
      return count;
    },
    before: framed.slice(0, start),
    after: framed.slice(start + probe.length),
  };
}

/** Space, and tab to carriage return. */
function isWhiteSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

function* words(text: string): Generator<string> {
  let start = 0;
  for (let end = 0; end <= text.length; end += 1) {
    if (end < text.length && !isWhiteSpace(text.charCodeAt(end))) continue;
    if (end > start) yield text.slice(start, end);
    start = end + 1;
  }
}

function segments(word: string): string[] {
  const cut: string[] = [];
  for (let start = 0; start < word.length;) {
    const end = findSegmentEnd(word, start);
    cut.push(withoutLongGaps(word.slice(start, end)));
    start = end;
  }
  return cut;
}

/** No model of the table tells many spaces from one, and 64 cost nothing yet. */
function withoutLongGaps(text: string): string {
  return text.replaceAll(/\s{64,}/gu, ' ');
}

/** After the last white space of the window, or else at its end but not inside a surrogate pair. */
function findSegmentEnd(text: string, start: number): number {
  const limit = start + SEGMENT_LENGTH;
  if (limit >= text.length) return text.length;
  for (let end = limit; end > start; end -= 1) if (/\s/u.test(text.charAt(end - 1))) return end;
  const cutsPair =
    /[\uD800-\uDBFF]/u.test(text.charAt(limit - 1)) && /[\uDC00-\uDFFF]/u.test(text.charAt(limit));
  return cutsPair ? limit - 1 : limit;
}

/** Where `run` starts in `ids`; the library puts its special tokens only before and after it. */
function findRun(ids: readonly number[], run: readonly number[]): number {
  for (let start = 0; start + run.length <= ids.length; start += 1) {
    if (run.every((id, index) => ids[start + index] === id)) return start;
  }
  throw new Error('The tokenizer changes the tokens of a text when it adds the special ones.');
}
