import type { RerankedHit } from '../contracts/hit.js';
import type { QueryMatch, QueryTermMatch } from '../contracts/match.js';
import { shorten } from '../text/graphemes.js';
import { sanitizeForTerminal, isolate, showName } from './sanitize.js';
import type { Style } from './style.js';

/** A hit with what a developer wants to see of it. */
export interface ShownHit {
  readonly hit: RerankedHit;
  readonly path: string;
  readonly text: string;
  readonly match: QueryMatch;
}

/** A sentence with the numbers that ranked it. */
export interface ShownSentence {
  readonly passageId: number;
  readonly text: string;
  readonly score: number;
  readonly features: Readonly<Record<string, number>>;
}

const textUnits = 110;

function showStart(text: string): string {
  return isolate(shorten(sanitizeForTerminal(text).replace(/\s+/gu, ' '), textUnits));
}

function method(name: string, ranked: { readonly rank: number; readonly score: number } | undefined): string {
  return ranked ? `${name} #${ranked.rank} ${ranked.score.toFixed(3)}` : `${name} –`;
}

/** One line a hit: rank, passage, fused score, and each method's rank and score. */
export function renderHits(hits: readonly ShownHit[], style: Style): string {
  if (hits.length === 0) return 'No passage shares anything with that.\n';
  const lines = hits.map(({ hit, path, text }, index) => {
    const numbers = `${hit.score.toFixed(3)}  ${method('dense', hit.dense)}  ${method('lexical', hit.lexical)}`;
    const head = `${style.strong(String(index + 1).padStart(2))}  passage ${hit.passageId}  ${numbers}  ${showName(path)}`;
    return `${head}\n    ${showStart(text)}`;
  });
  return `${lines.join('\n')}\n`;
}

/** A word of the question, and the translation of it that a text holds in its place. */
function showWord({ word, translation }: QueryTermMatch): string {
  return translation === undefined ? showName(word) : `${showName(word)} → ${showName(translation)}`;
}

/** Which words of the question a text holds: the share of each that matched, and its part in the whole. */
function renderMatch(match: QueryMatch): string {
  const words = match.terms.map(
    (term) => `${showWord(term)} ${term.share.toFixed(2)}×${term.weight.toFixed(2)}`,
  );
  return `coverage ${match.coverage.toFixed(3)} = ${words.join(' + ')}`;
}

/** Why these passages and this sentence. */
export function renderExplanation(
  hits: readonly ShownHit[],
  sentences: readonly ShownSentence[],
  confidence: number,
  style: Style,
): string {
  const shownHits = hits.map(({ hit, path, text, match }, index) => {
    const head = `${style.strong(String(index + 1).padStart(2))}  passage ${hit.passageId}  fused ${hit.score.toFixed(3)}  ${showName(path)}`;
    const dense = hit.dense ? `rank ${hit.dense.rank}` : 'not among its candidates';
    const lexical = hit.lexical
      ? `rank ${hit.lexical.rank}, BM25 ${hit.lexical.score.toFixed(3)}`
      : 'not among its candidates';
    return [
      head,
      `    dense: cosine ${hit.cosine.toFixed(3)}, ${dense}`,
      `    lexical: ${hit.normalizedBm25.toFixed(3)} of the question, ${lexical}`,
      `    ${renderMatch(match)}`,
      `    ${showStart(text)}`,
    ].join('\n');
  });
  const shownSentences = sentences.map(({ passageId, text, score, features }, index) => {
    const numbers = Object.entries(features)
      .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      .join(', ');
    return `${style.strong(String(index + 1).padStart(2))}  score ${score.toFixed(2)}  passage ${passageId}\n    ${showStart(text)}\n    ${style.dim(numbers)}`;
  });
  return [
    style.strong('Passages'),
    ...shownHits,
    style.strong('Sentences'),
    ...shownSentences,
    `confidence ${confidence.toFixed(3)}`,
    '',
  ].join('\n');
}
