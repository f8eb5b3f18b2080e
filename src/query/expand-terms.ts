import type { WeightedTerm } from '../contracts/query.js';
import type { Alternatives } from './word-alternatives.js';
import type { Thesaurus } from '../contracts/search.js';

/** From this similarity on, what a word may be as well is looked up even where passages hold the word itself. */
const sameFrom = 0.9;

/**
 * Stems to look up in place of those of `stems` that no passage holds: related ones and translations, each weighted by
 * the square of its similarity. So an English question finds Arabic text by more than its vector, and a word that the
 * documents never use finds those that they do.
 */
export function expandTerms(
  stems: readonly WeightedTerm[],
  isHeld: (stem: number) => boolean,
  thesaurus: Thesaurus,
  alternatives: Alternatives = new Map(),
): WeightedTerm[] {
  const expanded = new Map<number, number>();
  for (const { term, weight } of stems) {
    const isKnown = isHeld(term);
    for (const [other, similarity] of alternatives.get(term) ?? []) {
      if (!isHeld(other) || (isKnown && similarity < sameFrom)) continue;
      expanded.set(other, Math.max(weight * similarity ** 2, expanded.get(other) ?? 0));
    }
    if (isKnown) continue;
    for (const [neighbour, similarity] of thesaurus.neighboursOf(term)) {
      const part = weight * similarity ** 2;
      if (isHeld(neighbour)) expanded.set(neighbour, Math.max(part, expanded.get(neighbour) ?? 0));
    }
  }
  return [...expanded].map(([term, weight]) => ({ term, weight }));
}
