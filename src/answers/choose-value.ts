import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { Value } from '../contracts/value.js';
import { isStopword } from '../text/stopwords.js';
import { tokenize } from '../text/tokenize.js';
import { isIn, wordSet } from '../text/word-set.js';
import { shareNamed } from './share-named.js';
import type { ReadText, TextReader } from './text-reader.js';

/** "لكل ساعة", "per page": a value behind these only says for how much of something another one holds. */
const perWords = wordSet('كل لكل per each every');

/** What follows these in a sentence, or in its brackets, held before. */
const insteadOf =
  /(?:بدلا[ً]?\s(?:من|عن)|عوضا[ً]?\sعن|instead\sof|rather\sthan|down\sfrom|up\sfrom)\s|[([]\s*(?:كان|كانت|سابقا[ً]?|قبل|before|was|were|formerly|previously|old|not)(?![\p{L}])/giu;

/** What follows these is part of the value before: "100 days, of which 30 after the birth". */
const partOf = /[،,(]\s?(?:منها|منهم|بينها|بينهم|من ضمنها|including|of which|of whom|of these)(?!\p{L})/giu;

/** A single word for one: "الشهر الواحد". */
const oneWords = wordSet('واحد واحده الواحد الواحده one');

/** Words that only say of what kind a value is: "وعام 1945". */
const dateWords = wordSet('عام سنه يوم شهر year day وعام وسنه ويوم وشهر');

/** Where one thing that a sentence says ends and the next begins; not inside of a number. */
const clauseEnd = /[،,;؛](?=\s)|\n(?=[^\n:]{1,40}:)|[.!?؟](?=\s|$)|[()[\]]|\s[-–—]\s|\s(?:ثم|but|then)\s/gu;

/** Where a second thing of the same kind may begin: "800 للصوف و600 للستائر". */
const conjunction = /\s(?=و[\p{L}\p{Nd}])|\sand\s/gu;

/** What a later clause has to add of the question for its value to be the one asked for. */
const leastGain = 0.03;

function clausesOf(text: string): Span[] {
  const ends = [clauseEnd, conjunction]
    .flatMap((sign) => Array.from(text.matchAll(sign), ({ index }) => index))
    .sort((a, b) => a - b);
  const edges = [0, ...ends, text.length];
  return edges.slice(1).map((end, at) => ({ start: edges[at]!, end }));
}

/** Whether the question itself names a value: it is what the answer is about. "يومين" answers a "كم يوما". */
export function isNamed(text: string, { start, end }: Span, query: Query): boolean {
  const words = tokenize(text.slice(start, end));
  const [first, ...others] = words;
  if (!first) return false;
  if (others.length === 0) return query.tokens.some(({ folded }) => folded === first.folded);
  return shareNamed(words, query) === 1;
}

/** Stretches of a text that say what held before, or what a value is made up of. */
function findReplaced(text: string): Span[] {
  const parts = Array.from(text.matchAll(partOf), ({ index, 0: sign }): Span => {
    const rest = text.slice(index + sign.length).search(/[؛;.!?؟\n]/u);
    return { start: index, end: rest < 0 ? text.length : index + sign.length + rest };
  });
  const replaced = Array.from(text.matchAll(insteadOf), ({ index, 0: sign }): Span => {
    const rest = text.slice(index + 1);
    const close = /^[([]/u.test(sign) ? rest.search(/[)\]]/u) : rest.search(/[،,;؛.]/u);
    return { start: index, end: close < 0 ? text.length : index + 1 + close };
  });
  return [...parts, ...replaced];
}

/** The values of a text that may be the one asked for. */
function findCandidates(text: string, query: Query, reader: TextReader): Value[] {
  const values = reader.askedValues(text).filter((value) => !isNamed(text, value, query));
  const replaced = query.asksForOld ? [] : findReplaced(text);
  const asksHowOften = query.tokens.some(({ folded }) => isIn(perWords, folded) || folded === 'often');
  const isTelling = ({ kind, start, end }: Value): boolean => {
    const words = tokenize(text.slice(start, end));
    const [before] = tokenize(text.slice(Math.max(0, start - 12), start)).slice(-1);
    const isUnitAlone = words.length === 1 && !/\p{Nd}/u.test(text.slice(start, end)) && kind !== 'weekday';
    const isPer = !asksHowOften && before !== undefined && isIn(perWords, before.folded) && isUnitAlone;
    const isOne =
      kind === 'count' &&
      values.length > 1 &&
      !(before && shareNamed([before], query) > 0) &&
      words.length === 1 &&
      isIn(oneWords, words[0]!.folded);
    return !isPer && !isOne && !replaced.some((old) => old.start <= start && end <= old.end);
  };
  return values.filter(isTelling);
}

/** Those of the likeliest kind that there is; where the question leaves the kind open, all. */
function likeliest(text: string, values: readonly Value[], query: Query): Value[] {
  const { askedValues } = query;
  if (askedValues[0] === 'count' && askedValues.length > 2) {
    // "كم مرة": the one counted in what the question names.
    const named = values.filter(({ start, end }) => {
      const around = [
        ...tokenize(text.slice(Math.max(0, start - 16), start)).slice(-1),
        ...tokenize(text.slice(start, end)),
        ...tokenize(text.slice(end, end + 24)).slice(0, 1),
      ];
      return shareNamed(around, query) > 0;
    });
    return named.length === 1 ? named : [...values];
  }
  const kind = askedValues.find((each) => values.some((value) => value.kind === each));
  return values.filter((value) => value.kind === kind);
}

/** A text without the values in it: what it says of them. */
function withoutValues(text: string, { start, end }: Span, values: readonly Value[]): string {
  return values
    .filter((value) => start <= value.start && value.end <= end)
    .reduceRight(
      (rest, value) =>
        rest.slice(0, value.start) + ' '.repeat(value.end - value.start) + rest.slice(value.end),
      text,
    )
    .slice(start, end);
}

/**
 * Of stretches of a text with a value each, the one that the question is about: where a later one names what the question
 * names and the first does not, that one ("30 for adults, 65 for children"), else the first. Undefined where two may be.
 */
function findAskedStretch(
  text: string,
  [first, ...later]: readonly Span[],
  values: readonly Value[],
  reader: TextReader,
): Span | undefined {
  if (!first || later.length === 0) return first;
  const read = (span: Span): ReadText => reader.read(withoutValues(text, span, values));
  const base = read(first);
  const baseCoverage = reader.coverage(base);
  const gaining = later.filter(
    (span) => reader.coverage(reader.join([base, read(span)])) >= baseCoverage + leastGain,
  );
  if (gaining.length === 0) return baseCoverage > 0 ? first : undefined;
  return gaining.length === 1 ? gaining[0] : undefined;
}

/** The stretches of a text from one clause with a value to the next; a bare "and 1945" goes on with the one before. */
function findStretches(text: string, values: readonly Value[]): Span[] {
  const clauses = clausesOf(text);
  const starts = clauses
    .filter(({ start, end }, index) => {
      const isOfValue = values.some((value) => start <= value.start && value.start < end);
      const until = clauses[index + 1]?.end ?? end;
      const says = tokenize(withoutValues(text, { start, end: until }, values));
      return (
        isOfValue &&
        says.some(
          (word) => !isStopword(word.folded) && word.folded.length > 1 && !isIn(dateWords, word.folded),
        )
      );
    })
    .map(({ start }) => start);
  return starts.map((start, at) => ({ start: at === 0 ? 0 : start, end: starts[at + 1] ?? text.length }));
}

/**
 * The one value of a text that is asked for: that of the clause closest to the question, of the likeliest kind there.
 * Undefined where there is none, or where another may be as well.
 */
export function chooseValue(text: string, query: Query, reader: TextReader): Span | undefined {
  const candidates = findCandidates(text, query, reader);
  const [only, ...others] = candidates;
  if (!only || others.length === 0) return only;
  const asked = findAskedStretch(text, findStretches(text, candidates), candidates, reader);
  const within = candidates.filter(({ start }) => asked && asked.start <= start && start < asked.end);
  const [chosen, ...rivals] = likeliest(text, within.length > 0 ? within : candidates, query);
  return rivals.length === 0 ? chosen : undefined;
}
