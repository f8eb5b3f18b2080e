import type { ExplainingAnswerService } from '../application/open-answer-service.js';
import { UsageError } from '../contracts/errors.js';
import type { RerankedHit } from '../contracts/hit.js';
import type { Query } from '../contracts/query.js';
import { harmless, isolate, showName, showTitle } from '../terminal/bidi.js';
import { renderAnswer } from '../terminal/render-answer.js';
import { renderExplanation, renderHits, type ShownHit } from '../terminal/render-explanation.js';
import type { Style } from '../terminal/style.js';

/** What the lines typed so far have set. */
export interface ReplState {
  readonly answers: ExplainingAnswerService;
  readonly style: Style;
  citations: number;
}

interface ReplCommand {
  readonly name: string;
  readonly argument: string;
  readonly help: string;
  /** What is printed; ends in a newline. */
  readonly execute: (state: ReplState, argument: string) => Promise<string> | string;
}

/** Sentences shown by `:explain`. */
const explainedSentences = 5;

/** Passages shown by `:search`. */
const searchedPassages = 7;

/** Documents shown on one page of `:documents`. */
const documentsAtATime = 50;

function wholeNumber(argument: string, least: number, most: number, example: string): number {
  const number = /^\d+$/.test(argument) ? Number(argument) : NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`"${argument}" is not a whole number from ${least} to ${most}.`, `Try ${example}.`);
  }
  return number;
}

function question(argument: string, name: string): string {
  if (argument === '') throw new UsageError(`${name} needs a question.`, `Try ${name} متى انتهى الحظر؟`);
  return argument;
}

function showHits({ answers }: ReplState, query: Query, hits: readonly RerankedHit[]): ShownHit[] {
  const { reader, pipeline } = answers.current();
  return hits.flatMap((hit) => {
    const [passage] = reader.findPassages([hit.passageId]);
    const document = passage && reader.findDocument(passage.documentId);
    if (!document) return [];
    const body = document.text.slice(passage.span.start, passage.span.end);
    return [{ hit, path: document.path, text: body, match: pipeline.match(query, body) }];
  });
}

async function explain(state: ReplState, argument: string): Promise<string> {
  const asked = question(argument, ':explain');
  const { query, answer, hits, sentences } = await state.answers.explain(asked, {
    citations: state.citations,
  });
  const shown = sentences.slice(0, explainedSentences).map(({ candidate, index, features, score }) => {
    const span = candidate.passage.sentences[index]!;
    return {
      passageId: candidate.passage.id,
      text: candidate.document.text.slice(span.start, span.end),
      score,
      features: { ...features },
    };
  });
  return renderExplanation(showHits(state, query, hits), shown, answer.confidence, state.style);
}

async function search(state: ReplState, argument: string): Promise<string> {
  const asked = question(argument, ':search');
  const { query, hits } = await state.answers.search(asked, { limit: searchedPassages });
  return renderHits(showHits(state, query, hits), state.style);
}

function showPassage({ answers }: ReplState, argument: string): string {
  const id = wholeNumber(argument, 1, 0xffff_ffff, ':passage 1');
  const context = answers.findContext(id, 0);
  const { reader } = answers.current();
  const [passage] = reader.findPassages([id]);
  const document = passage && reader.findDocument(passage.documentId);
  if (!context || !document) {
    throw new UsageError(
      `There is no passage ${id} in this index.`,
      ':search shows the numbers of passages.',
    );
  }
  const lines = passage.sentences.map(
    ({ start, end }) =>
      `  ${start}–${end}  ${isolate(harmless(document.text.slice(start, end)).replace(/\s+/gu, ' '))}`,
  );
  const { path, line, paragraph } = context.place;
  return [
    `passage ${id}: ${showTitle(document.title)}`,
    `${showName(path)} · paragraph ${paragraph} · line ${line}`,
    ...lines,
    '',
  ].join('\n');
}

function showDocuments({ answers }: ReplState, argument: string): string {
  const options = argument === '' ? {} : { titleContains: argument };
  const documents = answers.findDocuments({ ...options, limit: documentsAtATime });
  if (documents.length === 0) return 'No document of that name.\n';
  const lines = documents.map(
    ({ path, title, passages }) => `${showName(path)} · ${passages} passages · ${showTitle(title)}`,
  );
  const more =
    documents.length === documentsAtATime
      ? [`… the first ${documentsAtATime}; :documents PART finds others`]
      : [];
  return `${[...lines, ...more].join('\n')}\n`;
}

function showStats({ answers }: ReplState): string {
  const { generation, documents, passages, model, createdAtMs } = answers.describeIndex();
  return [
    `documents   ${documents}`,
    `passages    ${passages}`,
    `model       ${model}`,
    `generation  ${generation}, finished ${new Date(createdAtMs).toISOString()}`,
    '',
  ].join('\n');
}

function setCitations(state: ReplState, argument: string): string {
  if (argument !== '') state.citations = wholeNumber(argument, 1, 10, ':k 3');
  return `Up to ${state.citations} quotations an answer.\n`;
}

export const replCommands: readonly ReplCommand[] = [
  {
    name: ':search',
    argument: 'QUESTION',
    help: 'the passages found, with the rank and score of each method',
    execute: search,
  },
  {
    name: ':explain',
    argument: 'QUESTION',
    help: 'why these passages and this sentence: scores, matched words, features',
    execute: explain,
  },
  {
    name: ':passage',
    argument: 'NUMBER',
    help: 'one passage with the spans of its sentences',
    execute: showPassage,
  },
  {
    name: ':documents',
    argument: '[PART]',
    help: 'the documents, or those whose title or path has PART in it',
    execute: showDocuments,
  },
  { name: ':stats', argument: '', help: 'the index: size, model, generation', execute: showStats },
  {
    name: ':k',
    argument: '[COUNT]',
    help: 'how many quotations an answer has, 1 to 10',
    execute: setCitations,
  },
  { name: ':help', argument: '', help: 'this list', execute: showHelp },
  { name: ':quit', argument: '', help: 'leave; Ctrl-D does too', execute: () => '' },
];

function showHelp(): string {
  const lines = replCommands.map(
    ({ name, argument, help }) => `  ${`${name} ${argument}`.padEnd(20)}  ${help}`,
  );
  return `Type a question, or:\n${lines.join('\n')}\n`;
}

/** Whether a line asks to leave. */
export function isQuit(line: string): boolean {
  return /^\s*:quit(?:\s|$)/u.test(line);
}

/** What a line of the REPL prints. @throws UsageError for an unknown command or a wrong argument. */
export async function executeLine(state: ReplState, line: string): Promise<string> {
  const trimmed = line.trim();
  if (trimmed === '') return '';
  if (!trimmed.startsWith(':')) {
    return renderAnswer(await state.answers.ask(trimmed, { citations: state.citations }), state.style);
  }
  const [name = ''] = trimmed.split(/\s+/u);
  const command = replCommands.find((each) => each.name === name);
  if (!command) throw new UsageError(`There is no command ${name}.`, 'Type :help for the list.');
  return command.execute(state, trimmed.slice(name.length).trim());
}
