import { format, isDateFormat } from 'numfmt';

/** Of built-in formats by their numbers; those that depend on the settings of the machine are written unmistakably. */
const builtInFormats: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '$#,##0;($#,##0)',
  6: '$#,##0;($#,##0)',
  7: '$#,##0.00;($#,##0.00)',
  8: '$#,##0.00;($#,##0.00)',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
};

const general = 'General';
/** Dates of the Macintosh count from four years later. */
const daysUntil1904 = 1462;
/** Integers up to here are exact: a spreadsheet shows more of their digits the wider the column. */
const maxExactInteger = 1e15;
const maxPatternUnits = 1000;

/** What a format says of its language and its digits: `[$€-407]`, `[$-2010401]`, `[$-ar-SA,200]`. */
const localeCode = /\[\$([^\]-]*)-([^\],]*)(?:,([^\]]*))?\]/gu;

/** Digits by the number that a format has for them, those of 0 to 9. */
const digitsByCode: ReadonlyMap<number, string> = new Map([
  [2, '٠١٢٣٤٥٦٧٨٩'],
  [3, '۰۱۲۳۴۵۶۷۸۹'],
]);

interface Pattern {
  /** What the library is given. */
  readonly pattern: string;
  readonly isDate: boolean;
  readonly digits: string | undefined;
}

function readDigits(language: string, rest: string | undefined): string | undefined {
  if (rest !== undefined) return digitsByCode.get(Number.parseInt(rest, 16) >>> 8);
  return digitsByCode.get(Number.parseInt(language, 16) >>> 24);
}

function readPattern(code: string): Pattern {
  let digits: string | undefined;
  for (const [, , language = '', rest] of code.matchAll(localeCode)) digits ??= readDigits(language, rest);
  const withoutRest = code.replace(
    localeCode,
    (_, sign: string, language: string) => `[$${sign}-${language}]`,
  );
  const isDate = isDateFormat(withoutRest);
  // A currency's language says nothing of separators: those are the reader's.
  const pattern = isDate
    ? withoutRest
    : code.replace(localeCode, (_, sign: string) => (sign ? `[$${sign}]` : ''));
  return { pattern, isDate, digits };
}

function withDigits(text: string, digits: string): string {
  const shown = text.replace(/(?<=\p{Nd}),(?=\p{Nd})/gu, '٬').replace(/(?<=\p{Nd})\.(?=\p{Nd})/gu, '٫');
  return shown.replace(/[0-9]/g, (digit) => digits.charAt(Number(digit)));
}

/** Shows the values of a workbook by their formats. */
export class NumberFormats {
  private readonly patterns = new Map<string, Pattern>();

  /** @param counts1904 Whether its dates count from 1904. */
  constructor(private readonly counts1904: boolean) {}

  /** What a cell with this format shows for a day that counts from 1900, whatever the workbook does. */
  showDate(day: number, code: string): string {
    return this.show(this.counts1904 ? day - daysUntil1904 : day, code);
  }

  /** What a cell with this format shows for a number or a text; nothing where the format hides it. */
  show(value: number | string, code: string): string {
    if (code === general || code === '') return showGeneral(value);
    const { pattern, isDate, digits } = this.readPattern(code);
    const counted = isDate && this.counts1904 && typeof value === 'number' ? value + daysUntil1904 : value;
    let shown: string;
    try {
      shown = format(pattern, counted, { dateSpanLarge: false });
    } catch {
      return showGeneral(value); // No format that a spreadsheet would take.
    }
    return digits === undefined ? shown : withDigits(shown, digits);
  }

  private readPattern(code: string): Pattern {
    let pattern = this.patterns.get(code);
    if (!pattern) {
      const isLong = code.length > maxPatternUnits;
      pattern = isLong ? { pattern: general, isDate: false, digits: undefined } : readPattern(code);
      this.patterns.set(code, pattern);
    }
    return pattern;
  }
}

function showGeneral(value: number | string): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) && Math.abs(value) < maxExactInteger) return String(value);
  return format(general, value);
}

/** The format of a number that a workbook itself does not define. */
export function builtInFormat(id: number): string {
  return builtInFormats[id] ?? general;
}
