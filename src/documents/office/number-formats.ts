type Format = (number: number) => string;

/** Numbers above are written in digits, whatever the format: hostile ones would make labels of any length. */
const maxSpelled = 9999;

function roman(number: number): string {
  const values: readonly (readonly [number, string])[] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let left = number;
  let written = '';
  for (const [value, letters] of values) {
    for (; left >= value; left -= value) written += letters;
  }
  return written;
}

/** a to z, then aa, bb and so on. */
function repeatedLetters(alphabet: string): Format {
  const letters = Array.from(alphabet);
  return (number) => letters[(number - 1) % letters.length]!.repeat(Math.ceil(number / letters.length));
}

/** a to z, then aa, ab and so on. */
function countedLetters(alphabet: string): Format {
  const letters = Array.from(alphabet);
  return (number) => {
    let written = '';
    for (let left = number; left > 0; left = Math.floor((left - 1) / letters.length)) {
      written = letters[(left - 1) % letters.length]! + written;
    }
    return written;
  };
}

/** Digits of another script, which all stand in a row in Unicode. */
function digits(zero: number): Format {
  return (number) => String(number).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

function additive(values: readonly (readonly [number, string])[]): Format {
  return (number) => {
    let left = number;
    let written = '';
    for (const [value, letter] of values) {
      for (; left >= value; left -= value) written += letter;
    }
    return written;
  };
}

const hebrewNumber = additive([
  ...Array.from('תשרק', (letter, i) => [400 - 100 * i, letter] as const),
  ...Array.from('צפעסנמלכי', (letter, i) => [90 - 10 * i, letter] as const),
  ...Array.from('טחזוהדגבא', (letter, i) => [9 - i, letter] as const),
]);

function hebrew(number: number): string {
  // 15 and 16 would spell a name of God.
  return hebrewNumber(number).replace(/יה$/, 'טו').replace(/יו$/, 'טז');
}

function chinese(number: number): string {
  const names = '〇一二三四五六七八九';
  if (number >= 100) return Array.from(String(number), (digit) => names[Number(digit)]!).join('');
  const tens = Math.floor(number / 10);
  const ones = number % 10 === 0 ? '' : names[number % 10]!;
  if (tens === 0) return names[number]!;
  return `${tens === 1 ? '' : names[tens]!}十${ones}`;
}

function ordinal(number: number): string {
  const isTeen = Math.floor(number / 10) % 10 === 1;
  return `${number}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
}

const firstWords = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ');
const tensWords = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinalWords: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function cardinalWord(number: number): string {
  if (number >= 100) return String(number);
  if (number < 20) return firstWords[number]!;
  const ones = number % 10;
  return tensWords[Math.floor(number / 10)]! + (ones === 0 ? '' : `-${firstWords[ones]!}`);
}

function ordinalWord(number: number): string {
  if (number >= 100) return ordinal(number);
  const words = cardinalWord(number).split('-');
  const last = words.pop()!;
  const regular = last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`;
  return [...words, ordinalWords[last] ?? regular].join('-');
}

const latin = 'abcdefghijklmnopqrstuvwxyz';
const russian = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const arabicAlphabet = 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي';
const arabicAbjad = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ';

/** By the names that WordprocessingML has for them. */
const formats: Readonly<Record<string, Format>> = {
  decimal: String,
  decimalZero: (number) => String(number).padStart(2, '0'),
  upperRoman: (number) => roman(number).toUpperCase(),
  lowerRoman: roman,
  upperLetter: repeatedLetters(latin.toUpperCase()),
  lowerLetter: repeatedLetters(latin),
  upperLetterCounted: countedLetters(latin.toUpperCase()),
  lowerLetterCounted: countedLetters(latin),
  ordinal,
  cardinalText: (number) => capitalize(cardinalWord(number)),
  ordinalText: (number) => capitalize(ordinalWord(number)),
  russianUpper: repeatedLetters(russian.toUpperCase()),
  russianLower: repeatedLetters(russian),
  arabicAlpha: repeatedLetters(arabicAlphabet),
  arabicAbjad: repeatedLetters(arabicAbjad),
  // The digits that Arabic calls Indian: no format of WordprocessingML, but one of OpenDocument and of RTF.
  arabicIndic: digits(0x660),
  persianDigits: digits(0x6f0),
  hindiNumbers: digits(0x966),
  thaiNumbers: digits(0xe50),
  hebrew1: hebrew,
  hebrew2: repeatedLetters('אבגדהוזחטיכלמנסעפצקרשת'),
  numberInDash: (number) => `- ${number} -`,
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  ideographDigital: chinese,
  japaneseCounting: chinese,
  taiwaneseCounting: chinese,
  decimalFullWidth: digits(0xff10),
  decimalEnclosedCircle: (number) => (number <= 20 ? String.fromCodePoint(0x245f + number) : String(number)),
  none: () => '',
  bullet: () => '',
};

/** Of these 0 is a number like any other. */
const countsFromZero: ReadonlySet<string> = new Set(['decimalZero', 'ordinal', 'none', 'bullet']);

/** A number as the label of a list or a heading shows it; in digits for a format that is not known. */
export function formatNumber(number: number, format: string): string {
  const write = formats[format];
  const isWritten = number <= maxSpelled && (number > 0 || (number === 0 && countsFromZero.has(format)));
  return write && isWritten ? write(number) : String(number);
}
