import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../contracts/errors.js';
import { readText } from '../read-text.js';

/** A question about documents as people have them, with what a reader would underline. */
export interface StructuredQuestion {
  /** Name of the file of questions, without its ending. */
  readonly set: string;
  /** Path of its document, relative to the set's folder. */
  readonly file: string;
  readonly question: string;
  /** All of these are in the answer; empty where the documents do not answer. */
  readonly pieces: readonly string[];
  /** The short value that is asked for, or null. */
  readonly mark: string | null;
  readonly kind: string;
  /** What the answer takes, such as the heading above it. */
  readonly needs: string;
  /** How it is put: a dialect, or else its language. */
  readonly variety: string;
}

export interface StructuredSet {
  readonly folder: string;
  /** The collection: paths relative to the folder, in order. */
  readonly documents: readonly string[];
  readonly questions: readonly StructuredQuestion[];
}

const remedy = 'Give a folder with .jsonl files of questions beside its documents, or such files.';

const line = z.object({
  file: z.string().min(1),
  question: z.string().min(1),
  answer: z.array(z.string().min(1)),
  mark: z.string().min(1).nullable().default(null),
  kind: z.string().min(1),
  needs: z.string().min(1),
  variety: z.string().optional(),
  questionLanguage: z.string().optional(),
});

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether a path given to the evaluation is of this form, and not of SQuAD's. */
export function isStructured(path: string): boolean {
  return path.endsWith('.jsonl') || isFolder(path);
}

/** The files of questions in a folder; questions in another language than the documents are asked only by name. */
function findQuestionFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl') && name !== 'cross.jsonl');
  if (names.length === 0) throw new UsageError(`${folder} holds no .jsonl file of questions.`, remedy);
  return names.sort().map((name) => join(folder, name));
}

function readQuestions(path: string): StructuredQuestion[] {
  const set = basename(path, '.jsonl');
  return readText(path, remedy)
    .split('\n')
    .flatMap((text, index): StructuredQuestion[] => {
      if (text.trim() === '') return [];
      try {
        const { answer, variety, questionLanguage, ...rest } = line.parse(JSON.parse(text));
        return [{ set, ...rest, pieces: answer, variety: variety ?? questionLanguage ?? 'unknown' }];
      } catch (error) {
        throw new UsageError(
          `${path}, line ${index + 1}, is not a question.`,
          'Each line must be a JSON object with "file", "question", "answer" (a list of texts), "kind" and "needs".',
          { cause: error },
        );
      }
    });
}

function findFiles(folder: string, inside: string): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(inside, entry.name);
    if (entry.isDirectory()) return findFiles(folder, path);
    return entry.isFile() && !path.endsWith('.jsonl') ? [path] : [];
  });
}

/** All documents of the sub-folders that questions are about; of the whole folder where one lies in it directly. */
function findDocuments(folder: string, questions: readonly StructuredQuestion[]): string[] {
  const tops = new Set(questions.map(({ file }) => (file.includes('/') ? file.split('/')[0]! : '.')));
  const inside = tops.has('.') ? ['.'] : [...tops].filter((top) => top !== '..' && isFolder(join(folder, top)));
  return inside.flatMap((each) => findFiles(folder, each)).sort();
}

/** The paths in a list, one a line. */
export function readList(path: string): Set<string> {
  const lines = readText(path, 'Give a text file with the path of one document a line.').split('\n');
  return new Set(lines.map((text) => text.trim()).filter((text) => text !== ''));
}

export interface ReadStructuredOptions {
  /** A file that lists the documents whose questions are asked; the others stay in the collection. */
  readonly only?: string | undefined;
}

/**
 * Reads questions about documents that lie beside them: files of JSON lines from one folder, or the folder.
 * @throws UsageError for anything else.
 */
export function readStructured(
  paths: readonly string[],
  { only }: ReadStructuredOptions = {},
): StructuredSet {
  const files = paths.flatMap((path) => (isFolder(path) ? findQuestionFiles(path) : [path]));
  const folder = dirname(files[0] ?? '.');
  if (files.some((file) => dirname(file) !== folder)) {
    throw new UsageError('The files of questions are not all in one folder.', remedy);
  }
  const all = files.flatMap(readQuestions);
  if (all.length === 0) throw new UsageError(`${files.join(', ')}: there is no question in it.`, remedy);
  const documents = findDocuments(folder, all);
  const known = new Set(documents);
  const missing = all.find(({ file }) => !known.has(file));
  if (missing) {
    throw new UsageError(
      `A question of ${missing.set}.jsonl is about ${missing.file}, which is not in ${folder}.`,
      'Give the path of each document relative to the folder of the .jsonl file.',
    );
  }
  if (only === undefined) return { folder, documents, questions: all };
  const listed = readList(only);
  const unknown = [...listed].find((path) => !known.has(path));
  if (unknown !== undefined) {
    throw new UsageError(
      `${only} lists ${unknown}, which is no document of the set.`,
      'List paths relative to the folder of the .jsonl file, one a line.',
    );
  }
  const questions = all.filter(({ file }) => listed.has(file));
  if (questions.length === 0) {
    throw new UsageError(`${only} lists no document that a question is about.`, 'List at least one.');
  }
  return { folder, documents, questions };
}
