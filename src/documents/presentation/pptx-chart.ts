import { readXml } from '../office/read-xml.js';
import type { ZipArchive } from '../office/zip-archive.js';
import { NumberFormats } from '../spreadsheet/number-format.js';

/** What a chart shows, as the table that it was made of. */
export interface ChartTable {
  readonly title: string;
  /** The first row names the series, the first cell of the others a category. */
  readonly rows: readonly (readonly string[])[];
}

type Values = Map<number, string>;

interface Series {
  name: string;
  readonly categories: Values;
  readonly values: Values;
}

const maxPoints = 2000;
const maxSeries = 100;

class ChartReader {
  title = '';
  readonly series: Series[] = [];
  private readonly formats = new NumberFormats(false);
  /** The elements that are open and say what a value is. */
  private readonly open: string[] = [];
  private point = -1;
  private format = '';
  private pieces: string[] | undefined;

  openElement(name: string, attributes: ReadonlyMap<string, string>): void {
    if (/^c:(?:title|ser|tx|cat|xVal|val|yVal|plotArea|formatCode|v)$/.test(name)) this.open.push(name);
    if (name === 'c:ser' && this.series.length < maxSeries) {
      this.series.push({ name: '', categories: new Map(), values: new Map() });
    } else if (name === 'c:pt') this.point = Number(attributes.get('idx') ?? 0);
    else if (name === 'c:numCache' || name === 'c:strCache') this.format = '';
    else if (name === 'c:v' || name === 'c:formatCode' || name === 'a:t') this.pieces = [];
  }

  addText(text: string): void {
    this.pieces?.push(text);
  }

  closeElement(name: string): void {
    if (this.open.at(-1) === name) this.open.pop();
    const text = this.pieces?.join('') ?? '';
    if (name === 'c:formatCode') this.format = text;
    else if (name === 'c:v') this.addValue(text);
    else if (name === 'a:t' && this.open.includes('c:title') && !this.open.includes('c:plotArea')) {
      this.title += text;
    }
    if (name === 'c:v' || name === 'c:formatCode' || name === 'a:t') this.pieces = undefined;
  }

  private addValue(text: string): void {
    const { open } = this;
    const series = this.series.at(-1);
    if (open.includes('c:title')) {
      if (!open.includes('c:plotArea')) this.title += text;
      return;
    }
    if (!series || this.point < 0 || this.point >= maxPoints) return;
    const shown = this.show(text);
    if (open.includes('c:cat') || open.includes('c:xVal')) series.categories.set(this.point, shown);
    else if (open.includes('c:val') || open.includes('c:yVal')) series.values.set(this.point, shown);
    else if (open.includes('c:tx')) series.name = series.name === '' ? shown : `${series.name} ${shown}`;
  }

  private show(text: string): string {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    if (this.format === '' || !Number.isFinite(number)) return text.trim();
    return this.formats.show(number, this.format).trim();
  }
}

/** The title, the categories and the values of a chart, as its file keeps them for programs without its data. */
export function readChart(zip: ZipArchive, part: string): ChartTable {
  const reader = new ChartReader();
  readXml(zip.unpack(part), {
    open: (name, attributes) => {
      if (name === 'c:extLst') return 'skip';
      reader.openElement(name, attributes);
      return undefined;
    },
    close: (name) => {
      reader.closeElement(name);
    },
    text: (text) => {
      reader.addText(text);
    },
  });
  const { title, series } = reader;
  const points = new Set(
    series.flatMap(({ categories, values }) => [...categories.keys(), ...values.keys()]),
  );
  const rows = [...points]
    .sort((a, b) => a - b)
    .map((point) => {
      const category = series
        .map(({ categories }) => categories.get(point))
        .find((each) => each !== undefined);
      return [category ?? '', ...series.map(({ values }) => values.get(point) ?? '')];
    });
  const names = series.map(({ name }) => name);
  const hasNames = names.some((name) => name !== '');
  return { title: title.trim(), rows: hasNames && rows.length > 0 ? [['', ...names], ...rows] : rows };
}
