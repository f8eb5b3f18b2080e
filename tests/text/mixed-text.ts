import fc from 'fast-check';

/** Arabic as it is really written, and what stands next to it in real and hostile files. */
const pieces = [
  ...'أعلنت الحكومةُ في القاهرة، عام ١٩٥٦، تأميمَ قناةِ السويس.'.split(' '),
  ...'وُلِدَ الشيخ د. محمد بن عبد الله في سنة 400 هـ. وتوفي ق.م. بدمشق؛ هل كان؟ نعم!'.split(' '),
  ...'The U.S. Army paid $3.5 million in 1999. Dr. Smith said: “It’s over.”'.split(' '),
  ...'کتاب‌ها پاکستان۔ יום 東京都は大きい。 ภาษาไทย 한국어 naïve Ελλάς'.split(' '),
  'العـــربيّة',
  'ﷺ',
  'ﻻﻷ',
  'انتهى.وبدأ',
  'ق.م',
  '...',
  '…',
  '؟!',
  '»',
  '«',
  '"',
  "'",
  '’',
  '؛',
  '،',
  '.',
  '1.',
  'أ.',
  '𐎠𐎡',
  '😀',
  '𠮷',
  '\ud83d',
  '\ude00',
  '\u200f',
  '\u064e',
  '\u0301',
  '\u00a0',
  '\ufeff',
  '\n',
  '\t',
  '  ',
] as const;

/** Text of any kind, half of it Arabic, joined with and without spaces. */
export const mixedText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      { weight: 4, arbitrary: fc.constantFrom(...pieces).map((piece) => `${piece} `) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { maxLength: 60, size: 'max' },
  )
  .map((parts) => parts.join(''));
