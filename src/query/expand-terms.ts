import type { WeightedTerm } from '../contracts/query.js';
import type { Thesaurus } from '../contracts/search.js';

/**
 * Stems to look up in place of those of `stems` that no passage holds: related ones and translations, each weighted by
 * the square of its similarity. So an English question finds Arabic text by more than its vector, and a word that the
 * documents never use finds those that they do.
 */
export function expandTerms(
  stems: readonly WeightedTerm[],
  isHeld: (stem: number) => boolean,
  thesaurus: Thesaurus,
): WeightedTerm[] {
  const expanded = new Map<number, number>();
  for (const { term, weight } of stems) {
    if (isHeld(term)) continue;
    for (const [neighbour, similarity] of thesaurus.neighboursOf(term)) {
      const part = weight * similarity ** 2;
      if (isHeld(neighbour)) expanded.set(neighbour, Math.max(part, expanded.get(neighbour) ?? 0));
    }
  }
  return [...expanded].map(([term, weight]) => ({ term, weight }));
}
