import { CsvError, parse } from 'csv-parse/sync';

/** In the order in which they are preferred where several part the lines as well. */
const separators = [',', ';', '\t', '|'];
/** So much of a file is looked at. UTF-16 units. */
const sampleUnits = 65_536;
const sampleRecords = 200;
/** A separator parts at least this share of the records into the same number of columns. */
const minWeight = 0.5;
/** Or it parts this share of them into whatever number. */
const minParted = 0.9;
/** A separator that leaves quotation marks inside of values counts so much less. */
const shareOfStray = 0.45;

/** The first line of a file by Excel may say which separator it has. */
const told = /^sep=(.)\r?(?:\n|$)/u;

interface Separator {
  /** Undefined where a line is one value. */
  readonly separator: string | undefined;
  /** Length of what says so, in front of the first line of values. */
  readonly skipped: number;
}

function isPunctuation(sample: string, separator: string): boolean {
  const pieces = sample.split(separator);
  return pieces.filter((piece) => piece.startsWith(' ')).length * 2 > pieces.length - 1;
}

/** How many records have how many values; undefined where quotation marks stand inside of values, unless `relaxed`. */
function countColumns(
  sample: string,
  separator: string,
  relaxed: boolean,
): ReadonlyMap<number, number> | undefined {
  const counts = new Map<number, number>();
  try {
    parse(sample, {
      delimiter: separator,
      relax_quotes: relaxed,
      relax_column_count: true,
      skip_empty_lines: true,
      to: sampleRecords,
      on_record: ({ length }: readonly string[]) => {
        counts.set(length, (counts.get(length) ?? 0) + 1);
        return null;
      },
    });
  } catch (error) {
    // Where the sample ends within quotation marks, what came before counts.
    const isCut = error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
    if (!isCut && !relaxed) return undefined;
  }
  return counts;
}

/** How well a separator parts lines into the same number of columns: 0 to 1, with a little for more columns. */
function weighSeparator(sample: string, separator: string): number {
  const strict = countColumns(sample, separator, false);
  const counts = strict ?? countColumns(sample, separator, true)!;
  const total = Math.max(
    1,
    [...counts.values()].reduce((sum, records) => sum + records, 0),
  );
  const parted = 1 - (counts.get(1) ?? 0) / total;
  // Rows may be ragged; a comma in a sentence has a space behind it.
  let best = parted >= minParted && !isPunctuation(sample, separator) ? minWeight : 0;
  for (const [columns, records] of counts) {
    if (columns > 1) best = Math.max(best, (records / total) * (1 + Math.min(columns, 20) / 200));
  }
  if (best < minWeight) return 0;
  return strict ? best : best * shareOfStray;
}

/** The character between the values of a file, told by its content. */
export function findSeparator(text: string): Separator {
  const said = told.exec(text.slice(0, 8));
  if (said) return { separator: said[1]!, skipped: said[0].length };
  const end = text.length > sampleUnits ? text.lastIndexOf('\n', sampleUnits) : text.length;
  const sample = text.slice(0, end > 0 ? end : sampleUnits);
  let best: { separator: string | undefined; weight: number } = { separator: undefined, weight: 0 };
  for (const separator of separators) {
    if (!sample.includes(separator)) continue;
    const weight = weighSeparator(sample, separator);
    if (weight > best.weight) best = { separator, weight };
  }
  return { separator: best.separator, skipped: 0 };
}
