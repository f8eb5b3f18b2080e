import type { SheetCell, SheetRow } from './sheet-row.js';

/** A longer text names no column. UTF-16 units. */
const maxNameUnits = 80;
/** A header goes over so many rows at most. */
const maxHeaderRows = 3;

/** A single column is a list of all sorts of things, and needs more to show that it has a name. */
const minWeightOfOne = 2.4;
/** So do several rows of names. */
const minWeightOfGroups = 2;
/** Tables of words may as well have no header, and those of two columns be names and values. */
const minWeightOfWords = 1.5;
const minWeightOfPair = 3;
/** Bold type above type that is not. */
const weightOfBold = 6;

const digit = /\p{Nd}/u;
const letters = /\p{L}/gu;
const year = /^(?:1[3-9]|20|21|١[٣-٩]|٢٠|٢١)\p{Nd}{2}$/u;
const date = /^\p{Nd}{1,4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,4}(?:[ T].{0,20})?$/u;
const numeric = /^[\p{Nd}\p{P}\p{S}\s]+$/u;
const address = /^[^\s@]+@[^\s@]+$|^https?:\/\//u;
/** As programs name fields: "customer_id", "unitPrice". */
const identifier = /^[a-z][a-z0-9]*(?:[_A-Z][a-z0-9]*)*$/u;

/** What columns are often called. */
const columnNames = new Set(
  (
    'id no nr code name names title date year month day time city country region address phone telephone mobile fax ' +
    'email mail website url type category class status price cost amount total quantity qty count number unit ' +
    'value key field item description notes note remarks gender age department position job company currency ' +
    'percent percentage share rate from to start end question answer product model brand size weight color ' +
    'اسم رقم رمز كود عنوان تاريخ سنة عام شهر يوم وقت مدينة دولة بلد منطقة محافظة هاتف جوال موبايل فاكس بريد ' +
    'موقع نوع فئة صنف تصنيف حالة سعر تكلفة مبلغ مجموع إجمالي اجمالي كمية عدد وحدة قيمة بند بيان وصف ملاحظة ملاحظات ' +
    'جنس عمر قسم وظيفة منصب شركة عملة نسبة حصة معدل من إلى الى بداية نهاية سؤال جواب إجابة منتج مادة موديل ' +
    'حجم وزن لون مسلسل م ت'
  ).split(' '),
);

/** Whether a text is a value of its own sort, such as a number, a date or an address, rather than words. */
export function isValue(text: string): boolean {
  if (address.test(text)) return true;
  if (!digit.test(text) || text.length > maxNameUnits) return false;
  // A unit or a currency may stand beside a number: "12 kg", "5 ر.س.".
  return numeric.test(text) || date.test(text) || (text.match(letters)?.length ?? 0) <= 4;
}

/** Whether a number may name a column or a row: years and dates do. */
function isNamingValue(text: string): boolean {
  return year.test(text) || date.test(text) || /\p{L}/u.test(text);
}

function mayNameColumn(text: string): boolean {
  return text.length <= maxNameUnits && (!isValue(text) || isNamingValue(text));
}

function isColumnName(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const head = [words[0], words.at(-1)].map((word) => word?.replace(/^ال(?=\p{L}{2})/u, '') ?? '');
  return words.length <= 4 && head.some((word) => columnNames.has(word));
}

function countWords(text: string): number {
  return text.split(' ').length;
}

/** What the rows below say of whether a cell names its column. */
function weighColumn(name: SheetCell, below: readonly string[]): number {
  const { text } = name;
  let weight = isColumnName(text) ? 2 : 0;
  if (identifier.test(text) && below.some((value) => !identifier.test(value))) weight += 0.5;
  if (below.length === 0) return weight;
  const values = below.filter(isValue).length / below.length;
  if (isValue(text)) {
    const naming = below.filter(isNamingValue).length / below.length;
    if (isNamingValue(text) && values > 0.5 && naming < 0.3) return weight + 1;
    return weight - (values > 0.5 ? 3 : 1);
  }
  if (values > 0.6) weight += 3;
  // What stands in a column of few different texts would stand there again.
  if (below.includes(text)) return weight - 3;
  const distinct = new Set(below).size;
  if (below.length >= 8 && distinct * 2 < below.length) weight += 1;
  const words = countWords(text);
  const alike = below.filter((value) => countWords(value) === words).length;
  if (words > 1 && below.length > 1 && alike > 0.8 * below.length) weight -= 1;
  if (text.length > 40 && below.every((value) => value.length < text.length * 2)) weight -= 1;
  return weight;
}

/** Whether texts can all be names of columns: short, told apart, no sentences. */
function mayName(cells: readonly SheetCell[], isGrouped: boolean): boolean {
  const texts = cells.map(({ text }) => text);
  const areShort = texts.every((text) => text.length <= maxNameUnits && !/[.؟?!]$/u.test(text));
  // A name that stands in two columns is at least not the rule, but under names of groups.
  return (
    areShort &&
    (isGrouped || new Set(texts).size * 2 > texts.length) &&
    texts.some((text) => /\p{L}/u.test(text))
  );
}

/** Names on the left and values on the right, with no header: the values are of several sorts. */
function looksLikeForm(rows: readonly SheetRow[]): boolean {
  const right = rows.map(({ cells }) => cells[1]?.text);
  if (rows.length < 2 || rows.some(({ cells }) => cells.length > 2)) return false;
  if (rows.filter(({ cells }) => /[:：]$/u.test(cells[0]!.text)).length * 2 > rows.length) return true;
  const filled = right.filter((text) => text !== undefined);
  const values = filled.filter(isValue).length;
  const left = rows.map(({ cells }) => cells[0]!.text);
  return (
    rows.length <= 40 &&
    new Set(left).size === left.length &&
    !left.some(isValue) &&
    values > 0 &&
    filled.length - values > 1 &&
    !(isColumnName(left[0]!) && isColumnName(right[0] ?? ''))
  );
}

function textsByColumn(rows: readonly SheetRow[]): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  for (const { cells } of rows) {
    for (const { column, text } of cells) {
      const known = texts.get(column);
      if (known) known.push(text);
      else texts.set(column, [text]);
    }
  }
  return texts;
}

/**
 * What names the columns at a row of names: its own cells, and those of the rows above in columns that it says nothing of.
 */
function findNames(rows: readonly SheetRow[], at: number): readonly SheetCell[] {
  const names: SheetCell[] = [];
  for (const { cells } of rows.slice(0, at + 1).reverse()) {
    const isNew = ({ column, columns }: SheetCell): boolean =>
      !names.some((name) => name.column < column + columns && column < name.column + name.columns);
    names.push(...cells.filter(isNew));
  }
  return names.sort((a, b) => a.column - b.column);
}

/**
 * Whether the first row of a table of words, in which nothing is marked and not all tables have a header, names its
 * columns: by what columns are often called, and by the numbers below. Where rows below have such names in the same
 * columns, the table is a form.
 */
export function namesColumns(rows: readonly SheetRow[]): boolean {
  const [first, ...below] = rows;
  if (!first || first.cells.length < 2 || below.length < 2) return false;
  const texts = textsByColumn(below);
  const isForm = first.cells.some(({ column, text }) => {
    const under = texts.get(column) ?? [];
    return isColumnName(text) && under.filter(isColumnName).length * 2 > under.length;
  });
  const least = first.cells.length === 2 ? minWeightOfPair : minWeightOfWords;
  return !isForm && weighHeader(rows, 0) > least;
}

/** How much speaks for a row being the header of those behind it; negative where more speaks against it. */
function weighHeader(rows: readonly SheetRow[], at: number): number {
  const cells = findNames(rows, at);
  const below = rows.slice(at + 1, at + 40);
  if (below.length === 0 || !mayName(cells, at > 0) || looksLikeForm(rows.slice(at))) return -1;
  // Names for few of the columns are none.
  if (cells.length * 2 < Math.max(...below.map((row) => row.cells.length))) return -1;
  const areBold = (row: SheetRow): boolean => row.cells.every(({ isBold }) => isBold);
  const isDataBold = below.filter(areBold).length * 2 > below.length;
  let weight = areBold(rows[at]!) && !isDataBold ? weightOfBold : 0.5;
  const texts = textsByColumn(below);
  for (const cell of cells)
    weight += weighColumn(cell, texts.get(cell.column) ?? []) / Math.sqrt(cells.length);
  return weight;
}

/** Whether a row only groups the columns that a row below it names. */
export function groupsColumns({ cells }: SheetRow, below: SheetRow): boolean {
  const across = cells.filter(({ columns }) => columns > 1);
  const isUnder = ({ column }: SheetCell): boolean =>
    across.some((group) => group.column <= column && column < group.column + group.columns);
  // Only what is parted is named again: the other names go down beside, in merged cells or not.
  if (across.length > 0 && below.cells.every(isUnder)) return true;
  const isAcross = across.length > 0 || cells.some(({ rows }) => rows > 1);
  return cells.length < below.cells.length || (isAcross && cells.length <= below.cells.length);
}

/** How many rows, of those that a table begins with, say what its columns hold. */
export function countHeaderRows(rows: readonly SheetRow[]): number {
  const told = rows.slice(0, maxHeaderRows).findLastIndex((row) => row.isHeader);
  if (told >= 0 && told < rows.length - 1) return told + 1;
  let groups = 0;
  while (groups < maxHeaderRows - 1) {
    const next = rows[groups + 1];
    if (!next || !rows.slice(0, groups + 1).every((row) => groupsColumns(row, next))) break;
    groups++;
  }
  for (let at = groups; at > 0; at--) {
    const areNames = rows.slice(0, at).every(({ cells }) => cells.every(({ text }) => mayNameColumn(text)));
    if (areNames && weighHeader(rows, at) > minWeightOfGroups) return at + 1;
  }
  const [first] = rows;
  return first && weighHeader(rows, 0) > (first.cells.length === 1 ? minWeightOfOne : 0) ? 1 : 0;
}

/** Whether rows hold nothing but what may name columns, so that rows behind an empty one may be what they name. */
export function holdsOnlyNames(rows: readonly SheetRow[]): boolean {
  return (
    rows.length <= maxHeaderRows &&
    rows.at(-1)!.cells.length > 1 &&
    rows.every(({ cells }) => cells.every(({ text }) => mayNameColumn(text)))
  );
}

/** Where the table begins below a form, names with values beside them; 0 where there is no form. */
export function findTableBelowForm(rows: readonly SheetRow[]): number {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const start = rows.findIndex(({ cells }) => cells.length * 5 >= width * 3);
  const isFormRow = ({ cells: [name, value, more] }: SheetRow): boolean =>
    more === undefined && (/[:：]$/u.test(name!.text) || (value !== undefined && isValue(value.text)));
  const isForm = width > 3 && start > 0 && start < rows.length - 1 && rows.slice(0, start).every(isFormRow);
  return isForm ? start : 0;
}

/** Whether the texts of a first column name their rows: numbers do not, unless they are years. */
export function namesRows(texts: readonly string[]): boolean {
  const numbers = texts.filter((text) => numeric.test(text) && digit.test(text) && !year.test(text));
  return numbers.length * 2 <= texts.length;
}
