import type { IndexReader } from '../contracts/index-reader.js';
import { tokenize } from '../text/tokenize.js';
import type { OpenSnapshot } from './open-snapshot.js';

/** Hits that are compared. */
const compared = 10;

/** How far two indexes answer alike. */
export interface ParityReport {
  readonly questions: number;
  /** Questions with the same best passage, and with the same ten in the same order. */
  readonly sameFirst: number;
  readonly sameTen: number;
  /** The largest difference of the scores of a passage that both have among their ten. */
  readonly largestDifference: number;
  /** Questions with another best passage. */
  readonly different: readonly string[];
}

interface NamedHit {
  /** Names a passage by its document and its place in it: the same in two indexes of the same documents. */
  readonly name: string;
  readonly score: number;
}

async function findHits({ pipeline, reader }: OpenSnapshot, question: string): Promise<NamedHit[]> {
  const query = await pipeline.analyze(question);
  const hits = await pipeline.search(query, { limit: compared });
  const passages = await reader.findPassages(hits.map(({ passageId }) => passageId));
  return Promise.all(
    hits.map(async ({ passageId, score }) => {
      const passage = passages.find(({ id }) => id === passageId);
      const document = passage && (await reader.findDocument(passage.documentId));
      return { name: `${document?.path} ${passage?.ordinal}`, score };
    }),
  );
}

/** Asks two indexes of the same documents the same questions, and compares the passages that they find. */
export async function compareIndexes(
  one: OpenSnapshot,
  other: OpenSnapshot,
  questions: readonly string[],
  signal?: AbortSignal,
): Promise<ParityReport> {
  let sameFirst = 0;
  let sameTen = 0;
  let largestDifference = 0;
  const different: string[] = [];
  for (const question of questions) {
    signal?.throwIfAborted();
    const [ours, theirs] = [await findHits(one, question), await findHits(other, question)];
    if (ours[0]?.name === theirs[0]?.name) sameFirst++;
    else different.push(question);
    const isSame = ours.length === theirs.length && ours.every(({ name }, at) => name === theirs[at]!.name);
    sameTen += isSame ? 1 : 0;
    const scores = new Map(theirs.map(({ name, score }) => [name, score]));
    for (const { name, score } of ours) {
      largestDifference = Math.max(largestDifference, Math.abs(score - (scores.get(name) ?? score)));
    }
  }
  return { questions: questions.length, sameFirst, sameTen, largestDifference, different };
}

/** Words of a question that is made from a passage. */
const questionWords = [4, 9] as const;

/**
 * Questions made from the words of passages all over an index, the same each time: stretches of sentences, each fourth
 * with a typo, for what is compared is not how well they are answered.
 */
export async function makeQuestions(reader: IndexReader, count: number): Promise<string[]> {
  const ids = await reader.findPassageIds();
  const questions: string[] = [];
  const step = Math.max(1, ids.length / count);
  for (let at = 0; at < ids.length && questions.length < count; at += step) {
    const [passage] = await reader.findPassages([ids[Math.floor(at)]!]);
    const document = passage && (await reader.findDocument(passage.documentId));
    if (!document) continue;
    const number = questions.length;
    const { start, end } = passage.sentences[number % passage.sentences.length]!;
    const sentence = document.text.slice(start, end);
    const words = tokenize(sentence);
    const [fewest, most] = questionWords;
    const length = fewest + (number % (most - fewest + 1));
    const first = Math.max(0, Math.floor((words.length - length) / 2));
    const [from, to] = [words[first], words[Math.min(words.length, first + length) - 1]];
    if (!from || !to) continue;
    const question = sentence.slice(from.start, to.end);
    questions.push(number % 4 === 3 ? mistype(question) : question);
  }
  return questions;
}

/** With a letter less in its longest word. */
function mistype(question: string): string {
  const [longest] = tokenize(question).toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (!longest || longest.end - longest.start < 5) return question;
  const at = longest.start + 2;
  return question.slice(0, at) + question.slice(at + 1);
}
