import type { Query } from '../contracts/query.js';
import type { PartlyRatedSentence } from './rate-passage.js';
import { wordSet } from '../text/word-set.js';
import { sentenceModel } from './weights.js';

/** Where documents say just what is asked, what they say of all the rest is no answer: it contradicts so much. */
const outOfScope = 3;

/** A part of a document in another language is hardly ever meant, however much more its passage holds of the question. */
const foreignSection = 20;

/** A sentence says something of what is asked where it holds so much of it, and as much as another one with this share. */
const leastCoverage = 0.2;
const leastShare = 0.5;
/** A sentence begins with the condition that is asked for where it holds at least this. */
const leastOfCondition = 0.08;

/** "Why do I not …" is answered without a denial. */
const formsOfScope: ReadonlySet<Query['questionForm']> = new Set<Query['questionForm']>([
  'list',
  'person',
  'place',
  'other',
]);

/** Of these an exception is asked for by what it depends on. */
const formsOfRules: ReadonlySet<Query['questionForm']> = new Set<Query['questionForm']>([
  'value',
  'list',
  'person',
  'place',
  'other',
]);

function coverageOf({ features }: PartlyRatedSentence): number {
  return features.coverage + features.leadCoverage;
}

function asContradicting(sentence: PartlyRatedSentence, contradicts: number): PartlyRatedSentence {
  const { features, score } = sentence;
  const added = sentenceModel.weights.contradicts * (contradicts - features.contradicts);
  return { ...sentence, features: { ...features, contradicts }, score: score + added };
}

/** Those that speak of the rest where others of the same document are within the scope of the question. */
function findRest(
  sentences: readonly PartlyRatedSentence[],
  isWithin: (sentence: PartlyRatedSentence) => boolean,
): PartlyRatedSentence[] {
  const telling = sentences.filter((sentence) => coverageOf(sentence) >= leastCoverage);
  const within = telling.filter(
    (sentence) => isWithin(sentence) && sentence.features.heading === 0 && sentence.features.asks === 0,
  );
  return telling.filter(
    (sentence) =>
      !isWithin(sentence) &&
      within.some(
        (other) =>
          other.candidate.document === sentence.candidate.document &&
          coverageOf(other) >= leastShare * coverageOf(sentence),
      ),
  );
}

/** Of parts of one number those in the other language, where documents in that of the question have it too. */
function findForeignSections(sentences: readonly PartlyRatedSentence[]): PartlyRatedSentence[] {
  const asked = sentences.filter(({ features }) => features.inAskedSection === 1);
  const foreign = asked.filter(({ candidate }) => candidate.hit.isTranslated);
  return foreign.length < asked.length ? foreign : [];
}

/** In a question: "ماذا يحدث إذا تأخر". */
const conditions = wordSet('اذا لو if');
/** At the beginning of a sentence that tells what then holds: "فإن تأخر …". */
const conditionStarts = wordSet(
  'اذا فاذا واذا ان فان وان لو ولو فلو من ومن فمن عند وعند الا والا if otherwise unless when where whoever',
);
const firstWords = 2;

function tellsCondition({ read: { words } }: PartlyRatedSentence): boolean {
  return (
    words.slice(0, firstWords).some(({ folded }) => conditionStarts.has(folded)) ||
    words.some(({ folded }) => conditions.has(folded))
  );
}

/** What is the rule where the next sentence of it tells what is asked: what holds if it is not kept. */
function findRules(sentences: readonly PartlyRatedSentence[]): PartlyRatedSentence[] {
  return sentences.filter((sentence, at) => {
    const next = sentences[at + 1];
    return (
      next?.candidate === sentence.candidate &&
      next.place === sentence.place &&
      tellsCondition(next) &&
      !tellsCondition(sentence) &&
      next.features.coverage >= leastOfCondition
    );
  });
}

/**
 * Marks as contradicting what speaks of the rest where documents say elsewhere what is asked: what may be taken home where
 * the question is what may not, who is the head where it is who was so before, "المادة 15" where "Article 15" is there, a rule
 * where the question is what happens if it is not kept, and the next sentence tells that.
 */
export function markOutOfScope(
  { isNegated, timeDirection, questionForm, tokens }: Query,
  sentences: readonly PartlyRatedSentence[],
): readonly PartlyRatedSentence[] {
  const find = (): readonly PartlyRatedSentence[] => {
    if (questionForm === 'section') return findForeignSections(sentences);
    if (isNegated && formsOfScope.has(questionForm))
      return findRest(sentences, ({ features }) => features.negationMismatch === 0);
    if (timeDirection !== undefined && questionForm === 'person')
      return findRest(sentences, ({ features }) => features.directionMatch === 1);
    if (formsOfRules.has(questionForm) && tokens.some(({ folded }) => conditions.has(folded)))
      return findRules(sentences);
    return [];
  };
  const marked = new Set(find());
  const by = questionForm === 'section' ? foreignSection : outOfScope;
  return marked.size === 0
    ? sentences
    : sentences.map((sentence) => (marked.has(sentence) ? asContradicting(sentence, by) : sentence));
}
