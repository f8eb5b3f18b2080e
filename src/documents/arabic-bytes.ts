/**
 * Telling Arabic in a single-byte encoding from everything else. Statistical detection needs about twenty
 * words; the title of a short file has three. What never lies is the shape of the words: read wrongly, a
 * word mixes Arabic letters with Latin ones or with symbols.
 */

/** About how many of a thousand letters of running Arabic text are this one; all others count as one. */
const letterPerMille: Readonly<Record<string, number>> = {
  ...{ ا: 145, ل: 120, ي: 73, ن: 65, م: 62, و: 60, ت: 50, ر: 46, ب: 37, ع: 34, د: 30, ف: 26, ة: 30, ه: 30 },
  ...{ س: 25, ق: 21, ك: 20, أ: 20, ح: 19, ج: 13, ش: 11, ط: 10, ص: 10, خ: 9, ى: 9, إ: 8, ذ: 7, ض: 7 },
  ...{ ث: 6, ز: 6, غ: 5, ء: 5, ئ: 5, ظ: 3, آ: 2, ؤ: 2 },
};

/** Letters of Persian and Urdu, of a thousand of their texts. */
const otherPerMille: Readonly<Record<string, number>> = {
  ...{ ک: 35, گ: 12, پ: 12, چ: 8, ژ: 3, ہ: 50, ے: 50, ں: 25, ھ: 20, ٹ: 10, ڈ: 6, ڑ: 8 },
};

const letters = Object.keys(letterPerMille).length;

const word = /[\p{L}\p{M}\u0640\u200c\u200d]+/gu;
const arabicLetter = /[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]/gu;
const otherLetter = /[A-Za-z\u00aa-\u024f]/u;
/** ة, ى, ے and ں stand only at the end of a word; a word begins with no vowel mark; no letter stands thrice. */
const unlikelyShape =
  /[ةىےں]\u0651?[\u064b-\u0650]?[\u0621-\u064a\u0671-\u06d3]|^[\u064b-\u0652]|([\u0621-\u064a])\1\1/u;
/** What no Arabic text has much of, but other encodings read as Arabic do. */
const oddSymbol =
  /[\u00a1-\u00a9\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u0192\u02c6\u2020\u2021\u2030\ufffd]/gu;

/** Rare letters make a word of two or three letters look a little less likely than chance. */
const leastLikely = -3;
/** Files in ISO 8859-6 are so rare that it must be clearly the better reading. */
const advantageOfWindows = 8;

/**
 * How much more likely the letters of `text` are in Arabic than by chance, in nats summed over its words;
 * -Infinity where the words do not have the shape of Arabic ones.
 */
function weighArabic(text: string): number {
  let likely = 0;
  let pure = 0;
  let impure = 0;
  for (const [found] of text.matchAll(word)) {
    const arabic = found.match(arabicLetter) ?? [];
    if (arabic.length === 0) continue;
    if (otherLetter.test(found) || unlikelyShape.test(found)) {
      impure += found.length;
    } else if (arabic.length > 1) {
      pure += arabic.length;
      for (const letter of arabic)
        likely += Math.log(((letterPerMille[letter] ?? otherPerMille[letter] ?? 1) * letters) / 1000);
    }
  }
  const odd = text.match(oddSymbol)?.length ?? 0;
  return pure > 3 * (impure + odd) ? likely : -Infinity;
}

/** The single-byte Arabic encoding that `bytes` read well in, if there is one. */
export function findArabicEncoding(bytes: Uint8Array): string | undefined {
  const windows = weighArabic(new TextDecoder('windows-1256').decode(bytes));
  const isoText = new TextDecoder('iso-8859-6').decode(bytes);
  // Bytes that mean nothing there are letters of Persian and Urdu, or signs, in windows-1256.
  const iso = /[\x80-\x9f\ufffd]/.test(isoText) ? -Infinity : weighArabic(isoText);
  if (Math.max(windows, iso) <= leastLikely) return undefined;
  return windows + advantageOfWindows >= iso ? 'windows-1256' : 'iso-8859-6';
}
