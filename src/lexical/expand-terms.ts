import type { WeightedTerm } from './bm25.js';
import type { Thesaurus } from './thesaurus.js';

/**
 * What to look for in place of those of `terms` that no passage holds: stems used like them, and their translations,
 * each as far as it is like them. So an English question finds Arabic text by more than its vector, and a word that the
 * documents never use finds those that they do.
 */
export function expandTerms(
  terms: readonly WeightedTerm[],
  isHeld: (term: number) => boolean,
  thesaurus: Thesaurus,
): WeightedTerm[] {
  const expanded = new Map<number, number>();
  for (const { term, weight } of terms) {
    if (isHeld(term)) continue;
    for (const [neighbour, similarity] of thesaurus.neighboursOf(term)) {
      const part = weight * similarity ** 2;
      if (isHeld(neighbour)) expanded.set(neighbour, Math.max(part, expanded.get(neighbour) ?? 0));
    }
  }
  return [...expanded].map(([term, weight]) => ({ term, weight }));
}
