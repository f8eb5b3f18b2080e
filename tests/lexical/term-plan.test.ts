import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexicalTerms } from '../../src/contracts/query.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { findPassageTerms, type PassageTerms } from '../../src/lexical/passage-terms.js';
import { TermPlanner, type TermFacts } from '../../src/lexical/term-plan.js';
import { makeLexicalTerms } from '../query/make-query.js';
import { buildLexicalData } from './make-collection.js';

const words = [
  'قناة',
  'السويس',
  'القناة',
  'كتب',
  'الكتاب',
  'the',
  'canal',
  'canals',
  'of',
  'في',
  '1956',
  'مدينة',
];

const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 }).map((all) => all.join(' '));

function plannerOf(passages: readonly PassageTerms[]): TermPlanner {
  const facts = { stems: new Map<number, TermFacts>(), grams: new Map<number, TermFacts>() };
  const totalLengths = { stems: 0, grams: 0 };
  const counts = { ar: 0, en: 0 };
  for (const passage of passages) {
    if (passage.language) counts[passage.language]++;
    for (const field of ['stems', 'grams'] as const) {
      totalLengths[field] += passage[field].length;
      for (const [term, frequency] of passage[field].frequencies) {
        const old = facts[field].get(term) ?? { passages: 0, ar: 0, en: 0, maxRelativeTf: 0 };
        facts[field].set(term, {
          passages: old.passages + 1,
          ar: old.ar + (passage.language === 'ar' ? 1 : 0),
          en: old.en + (passage.language === 'en' ? 1 : 0),
          maxRelativeTf: Math.max(old.maxRelativeTf, Math.fround(frequency / passage[field].length)),
        });
      }
    }
  }
  return new TermPlanner({ passages: passages.length, ...counts, totalLengths }, (field, term) =>
    facts[field].get(term),
  );
}

function scoresOf(planner: TermPlanner, terms: LexicalTerms, passages: readonly PassageTerms[]): number[] {
  const own = planner.plan(terms);
  const foreign = terms.translated ? planner.planTranslated(terms, terms.translated) : [];
  return passages.map((passage) => {
    const isForeign = terms.translated !== undefined && passage.language === terms.translated.language;
    const plan = isForeign ? foreign : own;
    const held = plan.flatMap(({ field, held: terms }) => terms.map(({ term }) => ({ field, term })));
    return planner.score(plan, {
      lengths: { stems: passage.stems.length, grams: passage.grams.length },
      frequency: (position) => passage[held[position]!.field].frequencies.get(held[position]!.term) ?? 0,
    });
  });
}

describe('a plan of terms', () => {
  it('scores and counts as an index of postings does, to the last bit', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (bodies, question) => {
        const given = bodies.map((body, index) => ({ id: index + 1, context: '', body }));
        const index = new LexicalIndex(buildLexicalData(given));
        const passages = given.map((passage) => findPassageTerms(passage));
        const planner = plannerOf(passages);
        const ids = given.map(({ id }) => id);
        const own = makeLexicalTerms(question, index);
        for (const language of ['ar', 'en'] as const) {
          const alternatives = [
            { term: own.stems[0]!.term, form: '', part: 0.7 },
            { term: own.stems.at(-1)!.term, form: '', part: 0.3 },
          ];
          const idf = index.alternativesIdf(alternatives, language);
          expect(planner.alternativesIdf(alternatives, language)).toBe(idf);
          expect(planner.passagesIn(language)).toBe(index.passagesIn(language));
          const translated = { language, words: [{ stem: 1, weight: 0.9, idf, alternatives }] };
          for (const terms of [own, { ...own, translated }]) {
            expect(scoresOf(planner, terms, passages)).toEqual(index.score(terms, ids));
          }
        }
        expect(planner.bm25Normalizer(own)).toBe(index.bm25Normalizer(own));
        for (const { term } of own.stems) {
          expect(planner.documentFrequency(term)).toBe(index.documentFrequency(term));
          expect(planner.stemIdf(term)).toBe(index.stemIdf(term));
          expect(planner.documentFrequencyIn(term, 'ar')).toBe(index.documentFrequencyIn(term, 'ar'));
        }
        for (const { term } of own.grams) {
          expect(planner.gramIdf(term)).toBe(index.gramIdf(term));
          expect(planner.holdsGram(term)).toBe(index.holdsGram(term));
        }
      }),
    );
  });
});
