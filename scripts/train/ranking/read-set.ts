import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  contextPath,
  withTemporaryFolder,
  withTemporaryIndex,
  type Work,
} from '../../../src/application/temporary-index.js';
import type { Embedder } from '../../../src/contracts/embedder.js';
import { holdsAnswer } from '../../../src/evaluation/holds-answer.js';
import { readSquad, type Distractor, type EvaluationSet } from '../../../src/evaluation/read-squad.js';
import { holdsPieces } from '../../../src/evaluation/structured/judge-texts.js';
import {
  isStructured,
  readList,
  readStructured,
} from '../../../src/evaluation/structured/read-structured.js';

/** A question to learn from. */
export interface FittingQuestion {
  readonly question: string;
  /** Path of its document in the index. */
  readonly path: string;
  /** Whether its document answers it. */
  readonly isAnswerable: boolean;
  /** Whether a text has the answer. */
  readonly holds: (text: string) => boolean;
  /**
   * Whether a text has the largest piece of the answer, or is part of it: of an answer that all its pieces together
   * make up. Undefined where any sentence that holds one of the answers is right.
   */
  readonly overlaps: ((text: string) => boolean) | undefined;
}

/** Documents with questions about them, in whatever form they are kept. */
export interface FittingSet {
  /** Paths of the documents in the index. */
  readonly documents: readonly string[];
  readonly questions: readonly FittingQuestion[];
  /** What the document is a part of, where several are of one article. */
  readonly articleOf: (path: string) => string;
  readonly withIndex: <Result>(
    options: { readonly embedder: Embedder; readonly distractors?: readonly Distractor[] },
    work: Work<Result>,
  ) => Promise<Result>;
}

/** Whether these are JSON lines of {question, passage, answer}. */
function isOfPassages(path: string): boolean {
  if (path.endsWith('.jsonl.gz')) return true;
  return path.endsWith('.jsonl') && existsSync(path) && /^[^\n]*"passage"/.test(readFileSync(path, 'utf8'));
}

/** Whether these are questions about documents that lie beside them. */
export function isOfFolder(path: string): boolean {
  return !isOfPassages(path) && isStructured(path);
}

interface PassageRow {
  readonly question: string;
  readonly passage: string;
  readonly answer: string;
}

function readRows(path: string): PassageRow[] {
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as PassageRow);
}

function fromRows(rows: readonly PassageRow[]): EvaluationSet {
  const contexts = [...new Set(rows.map((row) => row.passage))];
  const positions = new Map(contexts.map((context, index) => [context, index]));
  return {
    contexts,
    questions: rows.map((row) => ({
      question: row.question,
      context: positions.get(row.passage)!,
      answers: [row.answer],
    })),
  };
}

function fromContexts({ contexts, questions }: EvaluationSet): FittingSet {
  const articles = new Map(contexts.map((text, context) => [contextPath(context), text.split('\n')[0]!]));
  return {
    documents: contexts.map((_, context) => contextPath(context)),
    questions: questions.map(({ question, context, answers }) => ({
      question,
      path: contextPath(context),
      isAnswerable: answers.length > 0,
      holds: (text) => holdsAnswer(text, answers),
      overlaps: undefined,
    })),
    articleOf: (path) => articles.get(path) ?? path,
    withIndex: (options, work) => withTemporaryIndex({ contexts, ...options }, work),
  };
}

/** So many English questions are held out of the training of the embedded model: those whose passages hash the lowest. */
const heldEnglish = 400;

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

/** The English questions that no model was trained on, of the file that the embedded model was trained on. */
export function readHeldEnglish(path: string): FittingSet {
  const rows = readRows(path).map((row) => ({ ...row, hash: hashOf(row.passage) }));
  rows.sort((a, b) => a.hash - b.hash || (a.question < b.question ? -1 : 1));
  return fromContexts(fromRows(rows.slice(0, heldEnglish)));
}

function longest(pieces: readonly string[]): string {
  return pieces.reduce((longer, piece) => (piece.length > longer.length ? piece : longer), '');
}

function fromStructured(path: string, only: string | undefined): FittingSet {
  const { folder, documents, questions: all } = readStructured([path]);
  const listed = only === undefined ? new Set<string>() : readList(only);
  const isListed = documents.some((document) => listed.has(document));
  const questions = isListed ? all.filter(({ file }) => listed.has(file)) : all;
  return {
    documents,
    questions: questions.map(({ question, file, pieces }) => {
      const piece = longest(pieces);
      return {
        question,
        path: file,
        isAnswerable: pieces.length > 0,
        holds: (text) => holdsPieces(text, pieces),
        overlaps: (text) => holdsPieces(text, [piece]) || (text.trim() !== '' && holdsPieces(piece, [text])),
      };
    }),
    articleOf: (document) => document,
    withIndex: ({ embedder }, work) => withTemporaryFolder({ folder, documents, embedder }, work),
  };
}

export interface ReadSetOptions {
  /** Each document under the title of its article, where the file has one. */
  readonly withTitles?: boolean;
  /** A list of documents, one a line: of a structured set that has any of them, only questions about these are taken. */
  readonly only?: string | undefined;
}

/**
 * Reads SQuAD format, or JSON lines of {question, passage, answer}, plain or .gz; or a structured set, a folder or one
 * of its .jsonl files (scripts/data/structured).
 */
export function readSet(path: string, { withTitles = false, only }: ReadSetOptions = {}): FittingSet {
  if (isOfPassages(path)) return fromContexts(fromRows(readRows(path)));
  if (!isStructured(path)) return fromContexts(readSquad(path, { withTitles }));
  return fromStructured(path, only);
}
