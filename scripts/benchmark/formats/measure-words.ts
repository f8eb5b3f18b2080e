import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DocumentReader } from '../../../src/application/document-reader.js';
import { readWithMammoth, readWithPoppler, readWithTextContent } from './baselines.js';
import { meanScore, scoreWords, type WordScore } from './words.js';

/** Files of one sort, and how much of what they say is found. */
export interface WordRow {
  readonly name: string;
  readonly files: number;
  readonly ours: WordScore;
  /** The lowest of the shares in order, where each file must reach the bar. */
  readonly lowest: number;
  /** What the usual libraries find in order; undefined where they are not asked for or not installed. */
  readonly others: Readonly<Record<string, number | undefined>>;
  readonly bar: number;
  readonly mustEachReachBar: boolean;
}

type Baseline = (path: string) => Promise<string | undefined> | string | undefined;

interface TruthedFile {
  readonly path: string;
  readonly truth: string;
}

interface WordSet {
  readonly name: string;
  readonly files: readonly TruthedFile[];
  readonly bar: number;
  readonly mustEachReachBar?: boolean;
}

/** The text of a file as the product reads it; empty where it does not. */
export async function readText(reader: DocumentReader, path: string): Promise<string> {
  const document = await reader.read({ path: basename(path), bytes: readFileSync(path) });
  return 'problem' in document ? '' : document.text;
}

function filesIn(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

interface RichTruth {
  readonly footnote: string;
  readonly blocks: readonly (readonly [kind: string, text: string])[];
}

function readRichTruth(folder: string): string {
  const { blocks, footnote } = JSON.parse(
    readFileSync(join(folder, 'made/truth/rich.json'), 'utf8'),
  ) as RichTruth;
  return [...blocks.map(([, text]) => text), footnote].join('\n');
}

/** Notes of footnotes stand beside their paragraphs in some formats and at the end in others: apart from the order. */
function madeSets(folder: string): WordSet[] {
  const plain = readFileSync(join(folder, 'made/truth/plain.txt'), 'utf8');
  const rich = readRichTruth(folder);
  const set = (name: string, pattern: RegExp, truth: string, bar: number): WordSet => ({
    name,
    files: filesIn(join(folder, 'made/pdf'), pattern).map((path) => ({ path, truth })),
    bar,
  });
  return [
    set('Chromium, plain', /^cr-plain-/u, plain, 0.995),
    set('Chromium, rich', /^cr-rich-/u, rich, 0.98),
    set('LibreOffice, plain', /^lo-plain-/u, plain, 0.99),
    set('LibreOffice, rich', /^lo-rich-/u, rich, 0.97),
    set('Ghostscript, pdfkit', /^(?:gs|pk)-plain-/u, plain, 0.98),
  ];
}

function lawSet(folder: string): WordSet {
  const files = filesIn(join(folder, 'real/truth'), /\.md$/u).map((path) => ({
    path: join(folder, 'real/pdf-ar', `${basename(path, '.md')}.pdf`),
    truth: readFileSync(path, 'utf8'),
  }));
  return { name: 'Saudi laws, printed', files, bar: 0.87 };
}

async function withTruthOf(read: Baseline, paths: readonly string[]): Promise<TruthedFile[]> {
  const files: TruthedFile[] = [];
  for (const path of paths) {
    const truth = await read(path);
    if (truth !== undefined && truth.trim() !== '') files.push({ path, truth });
  }
  return files;
}

/** The words of every sort of files; a line each. */
export async function measureWords(
  folder: string,
  reader: DocumentReader,
  withBaselines: boolean,
): Promise<WordRow[]> {
  const sets: WordSet[] = [
    ...madeSets(folder),
    lawSet(folder),
    {
      name: 'English columns, against poppler',
      files: await withTruthOf(readWithPoppler, [join(folder, 'real/pdf-en/multicolumn.pdf')]),
      bar: 0.85,
    },
    {
      name: 'Word, against mammoth',
      files: await withTruthOf(readWithMammoth, filesIn(join(folder, 'real/docx'), /\.docx$/u)),
      bar: 0.99,
      mustEachReachBar: true,
    },
  ];
  const rows: WordRow[] = [];
  for (const { name, files, bar, mustEachReachBar = false } of sets) {
    const scores: WordScore[] = [];
    for (const { path, truth } of files) scores.push(scoreWords(truth, await readText(reader, path)));
    const others: Record<string, number | undefined> = {};
    const isPdf = files[0]?.path.endsWith('.pdf') ?? false;
    const baselines: Readonly<Record<string, Baseline>> =
      withBaselines && isPdf ? { 'pdf.js': readWithTextContent, poppler: readWithPoppler } : {};
    for (const [tool, read] of Object.entries(baselines)) {
      const found: WordScore[] = [];
      for (const { path, truth } of files) {
        const text = await read(path);
        if (text !== undefined) found.push(scoreWords(truth, text));
      }
      others[tool] = found.length === 0 ? undefined : meanScore(found).strict;
    }
    const lowest = Math.min(...scores.map(({ strict }) => strict));
    rows.push({ name, files: files.length, ours: meanScore(scores), lowest, others, bar, mustEachReachBar });
  }
  return rows;
}
