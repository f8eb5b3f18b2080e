import type { ExplainingAnswerService } from '../application/open-answer-service.js';
import type { Answer, IndexServer } from '../contracts/answer.js';
import { UsageError } from '../contracts/errors.js';
import type { RerankedHit } from '../contracts/hit.js';
import type { Query } from '../contracts/query.js';
import { sanitizeForTerminal, isolate, showName, showTitle } from '../terminal/sanitize.js';
import { renderExplanation, renderHits, type ShownHit } from '../terminal/render-explanation.js';
import { renderGloss } from '../terminal/render-gloss.js';
import type { Style } from '../terminal/style.js';
import { countOf } from '../text/count.js';

/** What the lines typed so far have set. */
export interface ReplState {
  readonly answers: ExplainingAnswerService;
  readonly style: Style;
  citations: number;
  /** What was answered last, for commands that are given nothing. */
  last: Answer | undefined;
}

interface ReplCommand {
  readonly name: string;
  readonly argument: string;
  readonly help: string;
  /** What is printed; ends in a newline. */
  readonly execute: (state: ReplState, argument: string, signal: AbortSignal) => Promise<string> | string;
}

/** Sentences shown by `:explain`. */
const explainedSentences = 5;

/** Passages shown by `:search`. */
const searchedPassages = 7;

/** Documents shown on one page of `:documents`. */
const documentsAtATime = 50;

/** @throws UsageError with the command's usage. */
function refuse(name: string, what: string): never {
  throw new UsageError(what, usageOf(name));
}

function wholeNumber(name: string, argument: string, least: number, most: number): number {
  const number = /^\d+$/.test(argument) ? Number(argument) : NaN;
  if (!(number >= least && number <= most)) {
    refuse(name, `"${argument}" is not a whole number from ${least} to ${most}.`);
  }
  return number;
}

async function loadHits(
  { answers }: ReplState,
  query: Query,
  hits: readonly RerankedHit[],
): Promise<ShownHit[]> {
  const { reader, pipeline } = answers.current();
  const shown: ShownHit[] = [];
  for (const hit of hits) {
    const [passage] = await reader.findPassages([hit.passageId]);
    const document = passage && (await reader.findDocument(passage.documentId));
    if (!document) continue;
    const text = document.text.slice(passage.span.start, passage.span.end);
    shown.push({ hit, path: document.path, text, match: pipeline.match(query, hit, text) });
  }
  return shown;
}

async function explain(state: ReplState, argument: string, signal: AbortSignal): Promise<string> {
  const asked = argument === '' ? state.last?.question : argument;
  if (asked === undefined) refuse(':explain', 'Nothing has been asked yet that could be explained.');
  const { query, answer, hits, sentences } = await state.answers.explain(asked, {
    citations: state.citations,
    signal,
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
  const explanation = renderExplanation(
    await loadHits(state, query, hits),
    shown,
    answer.confidence,
    state.style,
  );
  const [first] = answer.citations;
  const gloss = first ? state.answers.gloss(first, answer.language) : [];
  return gloss.length === 0
    ? explanation
    : `${explanation}${renderGloss(gloss, answer.language, state.style)}\n`;
}

async function search(state: ReplState, argument: string, signal: AbortSignal): Promise<string> {
  if (argument === '') refuse(':search', ':search needs a question.');
  const { query, hits } = await state.answers.search(argument, { limit: searchedPassages, signal });
  return renderHits(await loadHits(state, query, hits), state.style);
}

/** The passage that the last answer quotes first. */
function findLastPassage({ last }: ReplState): number {
  if (!last) refuse(':passage', 'Nothing has been asked yet that a passage could answer.');
  const [citation] = last.citations;
  return citation?.passageId ?? refuse(':passage', 'The last answer quotes no passage.');
}

function passageNumber(argument: string): number {
  if (/^\d{1,10}$/.test(argument)) return Number(argument);
  throw new UsageError(`There is no passage "${argument}".`, 'Give the number that :search shows.');
}

async function showPassage(state: ReplState, argument: string): Promise<string> {
  const { answers } = state;
  const id = argument === '' ? findLastPassage(state) : passageNumber(argument);
  const context = await answers.findContext(id, 0);
  const { reader } = answers.current();
  const [passage] = await reader.findPassages([id]);
  const document = passage && (await reader.findDocument(passage.documentId));
  if (!context || !document) {
    throw new UsageError(
      `There is no passage ${id} in this index.`,
      ':search QUESTION shows the numbers of passages.',
    );
  }
  const lines = passage.sentences.map(
    ({ start, end }) =>
      `  ${start}–${end}  ${isolate(sanitizeForTerminal(document.text.slice(start, end)).replace(/\s+/gu, ' '))}`,
  );
  const { path, line, paragraph } = context.place;
  return [
    `passage ${id}: ${showTitle(document.title)}`,
    `${showName(path)} · paragraph ${paragraph} · line ${line}`,
    ...lines,
    '',
  ].join('\n');
}

async function showDocuments({ answers }: ReplState, argument: string): Promise<string> {
  const options = argument === '' ? {} : { titleContains: argument };
  const documents = await answers.findDocuments({ ...options, limit: documentsAtATime });
  if (documents.length === 0) return 'No document of that name.\n';
  const lines = documents.map(
    ({ path, title, passages }) =>
      `${showName(path)} · ${countOf(passages, 'passage')} · ${showTitle(title)}`,
  );
  const more =
    documents.length === documentsAtATime
      ? [`… the first ${documentsAtATime}; :documents PART finds others`]
      : [];
  return `${[...lines, ...more].join('\n')}\n`;
}

function showStats({ answers }: ReplState): string {
  const { snapshot, documents, passages, model, createdAtMs, server } = answers.describeIndex();
  return [
    `documents   ${documents}`,
    `passages    ${passages}`,
    `model       ${model}`,
    ...(server === undefined ? [] : describeServer(server)),
    `snapshot    ${snapshot}, finished ${new Date(createdAtMs).toISOString()}`,
    '',
  ].join('\n');
}

function describeServer({ description, isReachable, reading }: IndexServer): string[] {
  return [
    `server      ${description}`,
    `reads from  ${isReachable ? reading : 'nothing: the server cannot be reached'}`,
  ];
}

function setCitations(state: ReplState, argument: string): string {
  if (argument !== '') state.citations = wholeNumber(':k', argument, 1, 10);
  return `Up to ${countOf(state.citations, 'quotation')} an answer.\n`;
}

export const replCommands: readonly ReplCommand[] = [
  {
    name: ':search',
    argument: 'QUESTION',
    help: 'the passages found, with their ranks and scores',
    execute: search,
  },
  {
    name: ':explain',
    argument: '[QUESTION]',
    help: 'why this answer, or the last: scores, words, gloss',
    execute: explain,
  },
  {
    name: ':passage',
    argument: '[NUMBER]',
    help: 'a passage with its sentences, or that of the last answer',
    execute: showPassage,
  },
  {
    name: ':documents',
    argument: '[PART]',
    help: 'the documents, or those with PART in title or path',
    execute: showDocuments,
  },
  { name: ':stats', argument: '', help: 'the index: size, model, snapshot', execute: showStats },
  {
    name: ':k',
    argument: '[COUNT]',
    help: 'how many quotations an answer has, 1 to 10',
    execute: setCitations,
  },
  { name: ':help', argument: '', help: 'this list; help and ? do too', execute: showHelp },
  {
    name: ':quit',
    argument: '',
    help: 'leave; exit, Ctrl-D, and Ctrl-C twice do too',
    // Whoever reads the lines leaves; here the command is for the list and the completion.
    execute: () => '',
  },
];

function usageOf(name: string): string {
  const argument = replCommands.find((command) => command.name === name)?.argument ?? '';
  return `Usage: ${`${name} ${argument}`.trimEnd()}.`;
}

function showHelp(): string {
  const lines = replCommands.map(
    ({ name, argument, help }) => `  ${`${name} ${argument}`.padEnd(19)}  ${help}`,
  );
  return `Type a question, or:\n${lines.join('\n')}\n`;
}
