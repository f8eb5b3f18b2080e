import type { Block, StoredDocument } from '../contracts/document.js';
import type { AnswerShape } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import { tokenize } from '../text/tokenize.js';
import { findBlock, holds } from './blocks.js';
import { wordSet } from '../text/word-set.js';

/** A longer list is shown as far as so many whole items, and so many UTF-16 units, go. */
const maxItems = 20;
const maxListUnits = 1500;

/** Sentences that explain what the one before says, or that lean on it. */
const maxSentences = 3;
const explains = wordSet(
  'لان لانه لانها لانهم والسبب ويعود ويرجع وذلك ولذلك ولهذا لذلك لهذا وهكذا ثم وبعد because thus therefore then',
);
const explainsEnglish =
  /^(?:this (?:is|was) (?:because|due)|the reason|as a result|for this reason|after that|next,)/iu;

function isItem(block: Block | undefined): boolean {
  return block?.kind === 'list-item';
}

function endsInColon(text: string): boolean {
  return /[:：][\s*_]*$/u.test(text);
}

/** The items from `first` to `last`, whole ones, as far as the bounds let them; `must` is among them. */
function boundItems(blocks: readonly Block[], first: number, last: number, must: number): Span[] {
  let from = first;
  const fits = (to: number): boolean =>
    to - from < maxItems && blocks[to]!.span.end - blocks[from]!.span.start <= maxListUnits;
  while (from < must && !fits(must)) from++;
  let to = must;
  while (to < last && fits(to + 1)) to++;
  return blocks.slice(from, to + 1).map(({ span }) => span);
}

/** The first and the last of the items in a row that the one at `at` is among. */
function findItems(blocks: readonly Block[], at: number): readonly [first: number, last: number] {
  let [first, last] = [at, at];
  while (isItem(blocks[first - 1])) first--;
  while (isItem(blocks[last + 1])) last++;
  return [first, last];
}

/** The list that a sentence leads to or is an item of; undefined where there is none. */
function findList(
  { text, blocks }: StoredDocument,
  sentences: readonly Span[],
  index: number,
  { isList }: AnswerShape,
): Span[] | undefined {
  const sentence = sentences[index]!;
  const at = findBlock(blocks, sentence);
  if (at < 0) return undefined;
  if (!isItem(blocks[at])) {
    const leads = sentence.end === blocks[at]!.span.end && isItem(blocks[at + 1]);
    if (!leads || !(isList || endsInColon(text.slice(sentence.start, sentence.end)))) return undefined;
    const [, last] = findItems(blocks, at + 1);
    return [sentence, ...boundItems(blocks, at + 1, last, at + 1)];
  }
  if (!isList) return undefined;
  const [first, last] = findItems(blocks, at);
  if (first === last) return undefined;
  const items = boundItems(blocks, first, last, at);
  const lead = sentences.findLast((each) => each.end <= blocks[first]!.span.start);
  const isLed = lead?.end === blocks[first - 1]?.span.end && items[0]!.start === blocks[first]!.span.start;
  return lead && isLed && endsInColon(text.slice(lead.start, lead.end)) ? [lead, ...items] : items;
}

function goesOn(text: string): boolean {
  const [first] = tokenize(text.slice(0, 60));
  return first !== undefined && (explains.has(first.folded) || explainsEnglish.test(text));
}

/** The sentence with those of its block that explain it or that it leans on. */
function findExplanation(
  { text, blocks }: StoredDocument,
  sentences: readonly Span[],
  index: number,
): Span[] {
  const block = blocks[findBlock(blocks, sentences[index]!)];
  const isPart = (at: number): boolean => {
    const sentence = sentences[at];
    return sentence !== undefined && block !== undefined && holds(block.span, sentence);
  };
  const leans = (at: number): boolean => goesOn(text.slice(sentences[at]!.start, sentences[at]!.end));
  const first = leans(index) && isPart(index - 1) ? index - 1 : index;
  let last = index;
  while (last + 1 - first < maxSentences && isPart(last + 1) && leans(last + 1)) last++;
  return sentences.slice(first, last + 1);
}

/**
 * The spans that answer, in order: the sentence at `index` of a passage; where it leads to a list, or is an item of
 * one and several things are asked for, the whole list; where an explanation is asked for, the sentences that go on
 * with it.
 */
export function findAnswerSpans(
  document: StoredDocument,
  sentences: readonly Span[],
  index: number,
  shape: AnswerShape,
): Span[] {
  return (
    findList(document, sentences, index, shape) ??
    (shape.isExplanation ? findExplanation(document, sentences, index) : [sentences[index]!])
  );
}
