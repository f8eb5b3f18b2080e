import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markedText, markedValue } from '../../src/application/marked-text.js';
import { withTemporaryFolder } from '../../src/application/temporary-index.js';
import { Workspace } from '../../src/application/workspace.js';
import type { AnswerService } from '../../src/contracts/answer.js';
import type { Embedder } from '../../src/contracts/embedder.js';
import { holdsPieces, isSameValue } from '../../src/evaluation/structured/judge-texts.js';
import { parseSettings } from '../../src/settings/settings.js';

/** A line of `cases.jsonl`: a question about the documents of a folder beside it. */
export interface Case {
  readonly folder: string;
  readonly question: string;
  readonly outcome: 'answered' | 'no-answer';
  /** Each is in what the first citation marks as the answer. */
  readonly quoted?: readonly string[];
  /** None is. */
  readonly notQuoted?: readonly string[];
  /** The short value marked, which may be marked with more or less around it. */
  readonly mark?: string;
  readonly notMark?: string;
  /** Line of the file on which the marked answer begins. */
  readonly line?: number;
  readonly note?: string;
}

/** What the product said to the question of a case, and what is wrong with that. */
export interface JudgedCase {
  readonly outcome: string;
  readonly confidence: number;
  readonly path: string | undefined;
  readonly line: number | undefined;
  readonly marked: string;
  readonly mark: string | undefined;
  readonly problems: readonly string[];
}

const here = import.meta.dirname;

export function readCases(): Case[] {
  const lines = readFileSync(join(here, 'cases.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Case);
}

/** By this name a case is listed in `known-failures.json`. */
export function nameOf({ folder, question }: Case): string {
  return `${folder}: ${question}`;
}

async function judge(service: AnswerService, wanted: Case): Promise<JudgedCase> {
  const { kind, confidence, citations } = await service.ask(wanted.question);
  const first = citations[0];
  const marked = first ? markedText(first) : '';
  const mark = first && markedValue(first);
  const line = first?.place.line;
  const problems = [
    ...(kind === wanted.outcome ? [] : [`it is ${kind}, not ${wanted.outcome}`]),
    ...(wanted.quoted ?? [])
      .filter((piece) => !holdsPieces(marked, [piece]))
      .map((piece) => `it does not mark "${piece}"`),
    ...(wanted.notQuoted ?? [])
      .filter((piece) => holdsPieces(marked, [piece]))
      .map((piece) => `it marks "${piece}"`),
    ...(wanted.mark === undefined || (mark !== undefined && isSameValue(mark, wanted.mark))
      ? []
      : [`the value marked is ${mark ?? 'none'}, not "${wanted.mark}"`]),
    ...(wanted.notMark !== undefined && mark !== undefined && isSameValue(mark, wanted.notMark)
      ? [`the value marked is "${mark}"`]
      : []),
    ...(wanted.line === undefined || line === wanted.line
      ? []
      : [`it is on line ${line ?? 'none'}, not ${wanted.line}`]),
  ];
  return { outcome: kind, confidence, path: first?.place.path, line, marked, mark, problems };
}

const settings = parseSettings({});

/** The embedded model. */
export function loadEmbedder(): Promise<Embedder> {
  return new Workspace(settings).embedder();
}

/** Asks the questions of cases of one folder, in an index of that folder, with the product's default settings. */
export async function judgeFolder(cases: readonly Case[], embedder: Embedder): Promise<JudgedCase[]> {
  const folder = join(here, cases[0]!.folder);
  const { citations, confidenceThreshold: threshold } = settings;
  const options = { folder, documents: readdirSync(folder), embedder, citations, threshold };
  return withTemporaryFolder(options, async (service) => {
    const judged: JudgedCase[] = [];
    for (const each of cases) judged.push(await judge(service, each));
    return judged;
  });
}

/** Cases by their folder, in order. */
export function byFolder(cases: readonly Case[]): Case[][] {
  const folders = [...new Set(cases.map(({ folder }) => folder))];
  return folders.map((folder) => cases.filter((each) => each.folder === folder));
}
