/**
 * What it gives that a word of a question may stand for another: numbers, forms of dialect, tables, thesaurus, each
 * left out in turn.
 *
 *   node --import tsx scripts/experiments/vocabulary.ts [--only LIST] [--limit N] [--varieties] PATH…
 *
 * PATH: a folder with .jsonl files of questions beside its documents, or a file in SQuAD format. --only: the documents
 * of folders to index, a file with one path a line; --limit: questions of each file.
 */
import { parseArgs } from 'node:util';
import { buildLexical } from '../../src/application/build-lexical.js';
import type { ExplainingAnswerService } from '../../src/application/open-answer-service.js';
import {
  contextPath,
  withTemporaryFolder,
  withTemporaryIndex,
} from '../../src/application/temporary-index.js';
import { markedText } from '../../src/application/marked-text.js';
import { Workspace } from '../../src/application/workspace.js';
import type { Thesaurus } from '../../src/contracts/search.js';
import { holdsAnswer } from '../../src/evaluation/holds-answer.js';
import { ndcg } from '../../src/evaluation/metrics/ranking.js';
import { readSquad } from '../../src/evaluation/read-squad.js';
import { holdsPieces } from '../../src/evaluation/structured/judge-texts.js';
import { isStructured, readStructured } from '../../src/evaluation/structured/read-structured.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { findLexicalTerms, findQueryTerms } from '../../src/query/query-terms.js';
import { loadThesaurus } from '../../src/query/thesaurus.js';
import {
  alternativeKinds,
  findAlternatives,
  type AlternativeKind,
} from '../../src/query/word-alternatives.js';
import { loadSettings } from '../../src/settings/settings.js';

interface Variant {
  readonly name: string;
  readonly kinds: ReadonlySet<AlternativeKind>;
  readonly hasThesaurus: boolean;
}

/** A question of either form of set. */
interface Asked {
  readonly question: string;
  readonly variety: string;
  readonly path: string;
  /** Whether a text of the right document holds the answer; never where there is none. */
  readonly holds: (text: string) => boolean;
  /** Whether a passage of it is the right one. */
  readonly holdsPart: (text: string) => boolean;
  readonly isAnswerable: boolean;
}

const all = [...alternativeKinds];
const without = (left?: AlternativeKind): ReadonlySet<AlternativeKind> =>
  new Set(all.filter((kind) => kind !== left));
const variants: readonly Variant[] = [
  { name: 'all', kinds: without(), hasThesaurus: true },
  ...all.map((kind) => ({ name: `without ${kind}`, kinds: without(kind), hasThesaurus: true })),
  { name: 'without thesaurus', kinds: without(), hasThesaurus: false },
  { name: 'none', kinds: new Set<AlternativeKind>(), hasThesaurus: false },
];
const noThesaurus: Thesaurus = { has: () => false, neighboursOf: () => new Map() };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    limit: { type: 'string' },
    varieties: { type: 'boolean' },
    first: { type: 'boolean' },
  },
});
const settings = loadSettings();
const embedder = await new Workspace(settings).embedder();

interface Outcome {
  readonly asked: Asked;
  readonly isRight: boolean;
  readonly confidence: number;
  readonly gain: number;
}

async function ask(
  service: ExplainingAnswerService,
  lexical: LexicalIndex,
  asked: Asked,
  { kinds, hasThesaurus }: Variant,
): Promise<Outcome> {
  const { pipeline, reader } = service.current();
  const analyzed = await pipeline.analyze(asked.question);
  const thesaurus = hasThesaurus ? loadThesaurus() : noThesaurus;
  const { tokens, corrected } = analyzed;
  const alternatives = findAlternatives(corrected, tokens, kinds);
  const query = {
    ...analyzed,
    terms: findQueryTerms(tokens, lexical, thesaurus, alternatives),
    lexical: findLexicalTerms(tokens, lexical, thesaurus, alternatives),
  };
  const { answer } = await pipeline.answer(query, { citations: 1, threshold: 0, ratesAll: false });
  const [first] = answer.citations;
  const hits = await pipeline.search(query, { limit: 10 });
  const passages = await reader.findPassages(hits.map(({ passageId }) => passageId));
  let rank: number | undefined;
  for (const [position, { documentId, span }] of passages.entries()) {
    const document = await reader.findDocument(documentId);
    if (document?.path !== asked.path) continue;
    if (asked.holdsPart(document.text.slice(span.start, span.end))) {
      rank = position + 1;
      break;
    }
  }
  const isOfFile = first && (first.place.path === asked.path || first.alsoIn.includes(asked.path));
  return {
    asked,
    isRight: isOfFile === true && asked.holds(markedText(first)),
    confidence: answer.confidence,
    gain: ndcg(rank, 10),
  };
}

const share = (outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): string =>
  outcomes.length === 0 ? '–' : (outcomes.filter(holds).length / outcomes.length).toFixed(3);

async function measure(service: ExplainingAnswerService, questions: readonly Asked[]): Promise<void> {
  const lexical = new LexicalIndex(await buildLexical(service.current().reader));
  const varieties = [...new Set(questions.map(({ variety }) => variety))].sort();
  for (const variant of values.first ? variants.slice(0, 1) : variants) {
    const outcomes: Outcome[] = [];
    for (const asked of questions) outcomes.push(await ask(service, lexical, asked, variant));
    const answerable = outcomes.filter(({ asked }) => asked.isAnswerable);
    const gain = answerable.reduce((sum, each) => sum + each.gain, 0) / answerable.length;
    const isWrong = ({ isRight, confidence }: Outcome): boolean =>
      !isRight && confidence >= settings.confidenceThreshold;
    const byVariety = varieties.map(
      (variety) =>
        `${variety} ${share(
          answerable.filter(({ asked }) => asked.variety === variety),
          ({ isRight }) => isRight,
        )}`,
    );
    process.stdout.write(
      `${variant.name.padEnd(18)}  right ${share(answerable, ({ isRight }) => isRight)}  passage nDCG@10 ${gain.toFixed(4)}` +
        `  wrong, answered ${share(answerable, isWrong)}  of unanswerable ${share(
          outcomes.filter(({ asked }) => !asked.isAnswerable),
          isWrong,
        )}` +
        `${values.varieties ? `  ${byVariety.join('  ')}` : ''}\n`,
    );
  }
}

const limit = values.limit === undefined ? undefined : Number(values.limit);
for (const path of positionals) {
  process.stdout.write(`${path}\n`);
  if (isStructured(path)) {
    const set = readStructured([path], { only: values.only });
    const questions = set.questions.map(({ question, variety, file, pieces }): Asked => ({
      question,
      variety,
      path: file,
      holds: (text) => holdsPieces(text, pieces),
      holdsPart: (text) => pieces.some((piece) => holdsPieces(text, [piece])),
      isAnswerable: pieces.length > 0,
    }));
    const { folder, documents } = set;
    await withTemporaryFolder({ folder, documents, embedder, threshold: 0 }, (service) =>
      measure(service, questions.slice(0, limit)),
    );
  } else {
    const { contexts, questions } = readSquad(path);
    const asked = questions.map(({ question, context, answers }): Asked => ({
      question,
      variety: 'all',
      path: contextPath(context),
      holds: (text) => holdsAnswer(text, answers),
      holdsPart: () => true,
      isAnswerable: answers.length > 0,
    }));
    await withTemporaryIndex({ contexts, embedder, threshold: 0 }, (service) =>
      measure(service, asked.slice(0, limit)),
    );
  }
}
