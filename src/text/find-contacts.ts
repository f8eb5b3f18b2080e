import type { Value, ValueKind } from '../contracts/value.js';
import type { Token } from '../contracts/token.js';
import { unitSense } from './unit-words.js';
import { withoutOverlaps } from './value-spans.js';
import { hasDigit, wordSet } from './word-set.js';

// Every run is bounded, so that no text is read more than a fixed number of times.
const url =
  /(?:https?:\/\/|www\.)[^\s<>"'()«»]{1,300}|(?<![\p{L}\p{N}@.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:com|org|net|edu|gov|io|dev|example|info)(?![\p{L}\p{N}@-])(?:\/[^\s<>"'()«»]{0,300})?/giu;
/** Most sentences hold none, and this is seen at a glance. */
const mayHaveUrl = /:\/\/|www\.|\.[a-z]/iu;
const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu;
const digitGroups =
  /(?<![\p{L}\p{N}.,٫٬:/-])(?:\+\s?)?(?:\(\p{Nd}{1,5}\)[ -]?)?\p{Nd}{2,15}(?:[ ‑–-]{1,2}\p{Nd}{1,8}){0,5}(?![\p{L}\p{N}:/]|[.,٫٬]\p{Nd})/gu;

/** In front of digits, these say that they are dialled. */
const dialled = wordSet(
  'هاتف الهاتف هاتفنا هواتف تلفون التلفون تليفون التليفون جوال الجوال موبايل الموبايل محمول فاكس الفاكس تحويله التحويله تحويلات خط اتصل اتصلوا الاتصال بالاتصال طواري الطواري ' +
    'واتساب whatsapp phone telephone tel call dial fax mobile cell hotline extension ext emergency ring',
);
/** How many words may stand between. */
const maxBetween = 5;

/** They end the sentence, and not the address. */
const closingMarks = '.,;:!?،؛؟]}';

function matchesOf(text: string, pattern: RegExp, kind: ValueKind): Value[] {
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => {
    let length = match.length;
    while (length > 0 && closingMarks.includes(match.charAt(length - 1))) length--;
    return { kind, start: index, end: index + length };
  });
}

/** Whether a word among the few before `at`, in the same clause, says that digits are dialled. */
function isDialled(text: string, words: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - maxBetween); before--) {
    if (/[.؟!?\n]\s/u.test(text.slice(words[before]!.end, words[before + 1]!.start))) return false;
    const { folded } = words[before]!;
    if (dialled.has(folded) || dialled.has(folded.replace(/^[وفبل]/u, ''))) return true;
  }
  return false;
}

function findPhones(text: string, words: readonly Token[]): Value[] {
  const phones: Value[] = [];
  let at = 0;
  for (const { 0: match, index } of text.matchAll(digitGroups)) {
    const start = index;
    const end = index + match.length;
    while (at < words.length && words[at]!.end <= start) at++;
    const digits = match.replace(/\P{Nd}/gu, '').length;
    const first = words[at]?.folded ?? '';
    const isSure =
      digits >= 7 &&
      digits <= 15 &&
      (match.startsWith('+') || first.startsWith('0') || match.startsWith('('));
    let behind = at;
    while (behind < words.length && words[behind]!.start < end) behind++;
    const isAmount =
      unitSense(words[behind]?.folded ?? '') !== undefined || /^\s?[%٪$€£]/u.test(text.slice(end, end + 2));
    if (isSure || (digits >= 3 && !isAmount && hasDigit(first) && isDialled(text, words, at))) {
      phones.push({ kind: 'phone', start, end });
    }
  }
  return phones;
}

/** The addresses and the telephone numbers in `text`, whose words these are: in order, no two overlap. */
export function findContacts(text: string, words: readonly Token[]): Value[] {
  const emails = text.includes('@') ? matchesOf(text, email, 'email') : [];
  const urls = mayHaveUrl.test(text) ? matchesOf(text, url, 'url') : [];
  const phones = words.some(({ folded }) => hasDigit(folded)) ? findPhones(text, words) : [];
  return withoutOverlaps([...emails, ...urls, ...phones]);
}
