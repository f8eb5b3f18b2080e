/** What is raised in a text, or links to a place of the same page, and where it stands. */
interface Raised {
  readonly text: string;
  /** The end of the text that it stands directly behind; undefined where white space or nothing is before it. */
  readonly before: string | undefined;
  /** Whether it begins its paragraph. */
  readonly isFirst: boolean;
  /** Not raised is only a link. */
  readonly isRaised: boolean;
  /** Whether it links to a place of the same page. */
  readonly isLink: boolean;
}

/** How a reader takes it. */
type Reading =
  /** Marks and arrows that are no words. */
  | { readonly as: 'nothing' }
  /** Sends the reader to a footnote; no part of the text. */
  | { readonly as: 'mark'; readonly label: string }
  /** The mark that a footnote begins with. */
  | { readonly as: 'label'; readonly label: string }
  | { readonly as: 'power'; readonly shown: string }
  /** Words that are no part of the word before them. */
  | { readonly as: 'apart' }
  | { readonly as: 'text' };

const backToText = /^[\s↩↑⇑⤴^\ufe0e\ufe0f]+$/u;
const aroundMark = /[[\](){}\s,،;]/gu;
const mark = /^(?:\p{Nd}{1,6}|[*†‡§¶]{1,4}|\p{L})$/u;
const power = /^[-−–+]?\p{Nd}{1,3}$/u;
/** Units of length, and letters that stand alone, as variables do. */
const raisesToPower = /(?:^|[^\p{L}\p{M}])(?:[kcdmµn]?m|ft|in|yd|mi|م|سم|كم|مم|متر|قدم|ميل|[a-zA-Z]|mc)$/u;
const ten = /(?:^|[^\p{Nd}.,٫٬])(?:10|١٠|۱۰)$/u;
const two = /(?:^|[^\p{Nd}.,٫٬])[2٢۲]$/u;
const shownRaised: Readonly<Record<string, string>> = {
  2: '²',
  3: '³',
  '٢': '²',
  '٣': '³',
  '۲': '²',
  '۳': '³',
};
/** "5th", "19e", "1er", "Mme", "TM", and the signs of ions. */
const partOfWord = /^(?:\p{L}{2,4}\.?|[eoªº°®™℠]|\p{Nd}?[-+−–])$/u;
/** Letters that mark footnotes; the others are ordinals or variables. */
const markingLetter = /^[a-df-h]$/u;

function readPower(text: string, before: string): string | undefined {
  if (!power.test(text)) return undefined;
  if (raisesToPower.test(before)) return shownRaised[text] ?? `^${text}`;
  const isNegative = /^[-−–]/u.test(text);
  // "10" and "2" are numbers that may have a footnote too: hardly one with these marks.
  const exponent = Number(
    text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => String(digit.codePointAt(0)! & 0xf)),
  );
  if (ten.test(before) && (isNegative || exponent >= 2)) return `^${text}`;
  if (two.test(before) && (isNegative || exponent >= 8)) return `^${text}`;
  return undefined;
}

/** Tells marks of footnotes from powers, ordinals and words. */
export function readSuperscript({ text, before, isFirst, isRaised, isLink }: Raised): Reading {
  if (text === '' || (isLink && backToText.test(text))) return { as: 'nothing' };
  const label = text.replace(aroundMark, '');
  const isMark = mark.test(label);
  if (!isRaised) {
    // A link that is not raised is a mark only where nobody would read it as a word of the text.
    const isBracketed = label.length < text.length && /^[[(]/u.test(text);
    return isMark && !isFirst && (before !== undefined || isBracketed)
      ? { as: 'mark', label }
      : { as: 'text' };
  }
  if (isMark && isFirst) return { as: 'label', label };
  if (isMark && isLink) return { as: 'mark', label };
  if (before === undefined) return isMark ? { as: 'mark', label } : { as: 'apart' };
  const raised = readPower(text, before);
  if (raised !== undefined) return { as: 'power', shown: raised };
  if (partOfWord.test(text)) return { as: 'text' };
  if (isMark && (!/\p{L}/u.test(label) || markingLetter.test(label))) return { as: 'mark', label };
  return /^[\p{L}\p{Nd}]$/u.test(text) ? { as: 'power', shown: `^${text}` } : { as: 'apart' };
}
