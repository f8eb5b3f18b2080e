import type { FoldedToken } from '../contracts/token.js';
import {
  nounKinds,
  questionWords,
  superlatives,
  type ExpectedAnswerType,
  type NounKind,
} from './question-words.js';

/** Words between "which" and its noun that are looked past: "which former American president". */
const maxAdjectives = 2;

const startsLatin = /^[a-z]/;
const startsLetter = /^\p{L}/u;

/** Longest run of words after a bare "ما" that still asks what they mean: "ما المحاسبة المالية؟". */
const maxBareTerm = 2;

/** The words of a question, folded, with drawn-out letters made single: "متىىىى" → "متي". */
function foldedWords(words: readonly FoldedToken[]): string[] {
  return words.map(({ folded }) => folded.replace(/(.)\1{2,}/gu, '$1'));
}

/** The word, or what is left of it without an "and" or "so" in front: "ومتى" → "متى". */
function withoutAnd(word: string, isKnown: (word: string) => boolean): string {
  const rest = word.slice(1);
  return !isKnown(word) && /^[وف]/u.test(word) && isKnown(rest) ? rest : word;
}

interface Noun {
  readonly kind: NounKind;
  readonly isDefinite: boolean;
}

function findNoun(word: string | undefined): Noun | undefined {
  if (word === undefined) return undefined;
  const kind = nounKinds.get(word);
  if (kind) return { kind, isDefinite: false };
  const definite = word.startsWith('ال') ? nounKinds.get(word.slice(2)) : undefined;
  return definite && { kind: definite, isDefinite: true };
}

/** The type that the noun behind a "which" asks for: "أي عام", "in which former Soviet city". */
function typeOfWhich(words: readonly string[], from: number): ExpectedAnswerType {
  const first = words[from] ?? '';
  // In Arabic the noun comes first, or behind a superlative.
  const skipped = startsLatin.test(first) ? maxAdjectives : superlatives.has(first) ? 1 : 0;
  for (let i = from; i <= from + skipped; i++) {
    const noun = findNoun(words[i]);
    if (noun) return noun.kind.type === 'definition' ? 'other' : noun.kind.type;
  }
  return 'other';
}

/** The type of "the name of …": of a place, of a person; the other name of a thing is nothing to look for. */
function typeOfName(words: readonly string[], nameAt: number): ExpectedAnswerType {
  let at = nameAt + 1;
  while (words[at] === 'of' || words[at] === 'the') at++;
  return findNoun(words[at])?.kind.type ?? (words[nameAt] === 'الاسم' ? 'other' : 'person');
}

/**
 * The type of "what …": by the noun behind it where that noun is a property ("ما عدد", "what is the height") or
 * one out of many ("ما هي الدولة التي", "what is the largest city"); a definition where it only names a thing.
 */
function typeOfWhat(words: readonly string[], whatAt: number): ExpectedAnswerType {
  let at = whatAt + 1;
  const isJoined = questionWords.joinedWhat.has(words[whatAt]!);
  const hasCopula = isJoined || questionWords.copulas.has(words[at] ?? '');
  if (hasCopula && !isJoined) at++;
  if (questionWords.means.has(words[at] ?? '') || words.at(-1) === 'mean') return 'definition';
  if (questionWords.causes.has(words[at] === 'الذي' ? (words[at + 1] ?? '') : (words[at] ?? '')))
    return 'reason';
  if (words[at] === 'a' || words[at] === 'an') return 'definition';
  if (startsLatin.test(words[whatAt]!) && !hasCopula) return typeOfWhich(words, at);

  const hasArticle = words[at] === 'the';
  if (hasArticle) at++;
  const isSuperlative = superlatives.has(words[at] ?? '');
  if (isSuperlative) at++;
  if (questionWords.name.has(words[at] ?? '')) return typeOfName(words, at);
  // "the total population", "the main cause": one adjective that is not in the table.
  const noun = findNoun(words[at]) ?? (hasArticle ? findNoun(words[at + 1]) : undefined);
  if (noun && (noun.kind.isProperty || noun.isDefinite || isSuperlative || hasArticle)) return noun.kind.type;
  const rest = words.length - at;
  const isOneOfMany = isSuperlative || words.some((word) => questionWords.relatives.has(word));
  if (rest === 0 || isOneOfMany) return 'other';
  return hasCopula || (rest <= maxBareTerm && words[at]!.startsWith('ال')) ? 'definition' : 'other';
}

/** The type of a question around its "what", which may stand last: "عاصمة اليابان إيه؟". */
function typeAroundWhat(words: readonly string[], whatAt: number): ExpectedAnswerType {
  if (questionWords.purpose.has(words[whatAt - 1] ?? '')) return 'reason';
  if (questionWords.extent.has(words[whatAt - 1] ?? '')) return 'number';
  if (whatAt === words.length - 1 && whatAt > 0) {
    if (questionWords.name.has(words[0]!)) return typeOfName(words, 0);
    const noun = findNoun(words[0]);
    return noun?.kind.isProperty ? noun.kind.type : 'other';
  }
  return typeOfWhat(words, whatAt);
}

/** "من" asks who at the start or behind a preposition; elsewhere, and before some words, it means "from". */
function asksWho(words: readonly string[], at: number): boolean {
  if (questionWords.fromBefore.has(words[at + 1] ?? '')) return false;
  return at === 0 || questionWords.prepositions.has(words[at - 1]!);
}

/** What the word at `at` asks for; undefined where it asks for nothing. */
function typeAt(words: readonly string[], at: number): ExpectedAnswerType | undefined {
  const word = words[at]!;
  const next = words[at + 1] ?? '';
  if (questionWords.when.has(word)) return 'date';
  if (questionWords.where.has(word)) return 'place';
  if (questionWords.why.has(word)) return 'reason';
  if (questionWords.howMany.has(word)) {
    // "سنة كم": which year, where "كم سنة" is how many.
    return at > 0 && findNoun(words[at - 1])?.kind.type === 'date' ? 'date' : 'number';
  }
  if (questionWords.who.has(word)) return 'person';
  if (word === 'من') return asksWho(words, at) ? 'person' : undefined;
  if (word === 'لم') return at === 0 ? 'reason' : undefined;
  if (questionWords.how.has(word)) {
    if (next === 'come') return 'reason';
    return questionWords.extents.has(next) ? 'number' : 'other';
  }
  if (questionWords.which.has(word)) return typeOfWhich(words, at + 1);
  if (questionWords.what.has(word) || questionWords.joinedWhat.has(word)) return typeAroundWhat(words, at);
  if (at === 0 && questionWords.define.has(word)) return 'definition';
  return undefined;
}

/** The type of a question, by the first of its words that asks something. */
export function findAnswerType(question: readonly FoldedToken[]): ExpectedAnswerType {
  const words = foldedWords(question).map((word) => withoutAnd(word, (each) => questionWords.all.has(each)));
  for (let at = 0; at < words.length; at++) {
    const type = typeAt(words, at);
    if (type) return type;
  }
  // "في عام توفي الشافعي؟": the question word left out.
  const noun = words[0] === 'في' ? findNoun(words[1]) : undefined;
  return noun?.kind.type === 'date' && startsLetter.test(words[2] ?? '') ? 'date' : 'other';
}
