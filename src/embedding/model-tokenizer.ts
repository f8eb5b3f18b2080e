/** Characters that the library's tokenizer is given at a time. */
const SEGMENT_LENGTH = 8_192;

/** The library's own call: token ids of a text, with or without the special ones around them. */
export type LibraryEncode = (text: string, options: { specialTokens: boolean }) => readonly number[];

export interface ModelTokenizer {
  /** Ids of the text's own tokens, no special ones; stops once there are more than `limit`. */
  encode(text: string, limit?: number): number[];
  /** The special tokens that stand before and after a text's own. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Guards the library's tokenizer against long input. It spreads the tokens of a word over the call stack,
 * so one endless word overflows it, and a mask token that takes the white space before it (`\s*<mask>`)
 * costs the square of a run of spaces. Segments end at white space, where no tokenizer of the table joins
 * tokens, so the ids are the same as of the whole text; only a word longer than a segment is cut.
 */
export function createModelTokenizer(libraryEncode: LibraryEncode): ModelTokenizer {
  const own = (text: string): readonly number[] => libraryEncode(text, { specialTokens: false });
  const probe = own('a');
  const framed = libraryEncode('a', { specialTokens: true });
  const start = findRun(framed, probe);
  return {
    encode(text, limit = Number.POSITIVE_INFINITY) {
      const ids: number[] = [];
      for (const segment of segments(text)) {
        for (const id of own(segment)) ids.push(id);
        if (ids.length > limit) break;
      }
      return ids;
    },
    before: framed.slice(0, start),
    after: framed.slice(start + probe.length),
  };
}

function* segments(text: string): Generator<string> {
  if (text.length <= SEGMENT_LENGTH) {
    yield withoutLongGaps(text);
    return;
  }
  let start = 0;
  while (start < text.length) {
    const end = findSegmentEnd(text, start);
    yield withoutLongGaps(text.slice(start, end));
    start = end;
  }
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
