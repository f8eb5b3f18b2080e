import type { AnswerLanguage } from '../contracts/answer.js';
import type { RankedPassage } from '../contracts/hit.js';
import type { LexicalTerms, WeightedTerm } from '../contracts/query.js';
import type { MethodOptions, PassageTraits, RetrievalMethods } from '../contracts/search.js';
import type { FoldedToken } from '../contracts/token.js';
import { TermPlanner, type PlannedTerm, type TermField } from '../lexical/term-plan.js';
import { innerProduct } from '../text/inner-product.js';
import { termsOf } from '../text/terms.js';
import type { DenseCandidates } from './dense-candidates.js';
import { damagedError, type ServerIndexReader } from './index-reader.js';
import type { LexicalCandidates } from './lexical-candidates.js';
import type { CachedPassage, PassageCache } from './passage-cache.js';
import { decodeSentVector } from './sent-vector.js';
import { asServerFilter } from './server-filter.js';
import type { ServerDatabase } from './server-database.js';
import type { TermCache } from './term-cache.js';
import { keyOf } from './term-numbers.js';
import { lookUpTerms } from './term-vector.js';

/** Vectors that are remembered from naming passages until they are asked for. */
const rememberedVectors = 2_048;

export interface ServerMethodsParts {
  readonly database: ServerDatabase;
  readonly reader: ServerIndexReader;
  readonly terms: TermCache;
  readonly passages: PassageCache;
  readonly lexical: LexicalCandidates;
  readonly dense: DenseCandidates;
}

interface Scored {
  readonly passageId: number;
  readonly score: number;
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.passageId - b.passageId;
}

function rank(hits: readonly Scored[], limit: number): RankedPassage[] {
  return hits
    .toSorted(byScore)
    .slice(0, Math.max(0, limit))
    .map((hit, index) => ({ ...hit, rank: index + 1 }));
}

/** The keys of what a query looks up. */
function keysOf({ stems, grams, expansion, translated }: LexicalTerms): number[] {
  const of = (field: TermField, terms: readonly WeightedTerm[]): number[] =>
    terms.map(({ term }) => keyOf(field, term));
  return [
    ...of('stems', stems),
    ...of('grams', grams),
    ...of('stems', expansion),
    ...(translated?.words ?? []).flatMap(({ alternatives }) =>
      alternatives.map(({ term }) => keyOf('stems', term)),
    ),
  ];
}

/** How often passages hold the terms of a plan. */
class FrequencyReader {
  private readonly numbers: Uint32Array;
  private readonly places = new Map<number, number>();

  constructor(keys: ReadonlyMap<number, number>) {
    const sorted = [...keys].sort(([, a], [, b]) => a - b);
    this.numbers = Uint32Array.from(sorted, ([, number]) => number);
    sorted.forEach(([key], index) => this.places.set(key, index));
  }

  read(terms: Buffer): (field: TermField, term: number) => number {
    const found = lookUpTerms(terms, this.numbers);
    return (field, term) => found[this.places.get(keyOf(field, term))!] ?? 0;
  }
}

/**
 * The two methods over a snapshot on a server: it names passages, and they are scored here, by the same formulas and
 * from the same numbers as those of an index in memory.
 */
export class ServerMethods implements RetrievalMethods {
  readonly planner: TermPlanner;
  private vectors = new Map<number, Float32Array>();

  constructor(private readonly parts: ServerMethodsParts) {
    const { terms } = parts;
    this.planner = new TermPlanner(terms.index, (field, term) => terms.get(field, term));
  }

  get size(): number {
    return this.parts.terms.index.passages;
  }

  passagesIn(language: AnswerLanguage): number {
    return this.parts.terms.index[language];
  }

  async searchTerms(terms: LexicalTerms, { limit, filter }: MethodOptions): Promise<RankedPassage[]> {
    await this.parts.terms.load(keysOf(terms));
    const only = asServerFilter(filter);
    const { translated } = terms;
    if (!translated) {
      return rank(await this.findBest(this.planner.plan(terms), only, () => true), limit);
    }
    const { language } = translated;
    const isOther = (passage: CachedPassage): boolean => passage.language === language;
    const foreign = await this.findBest(this.planner.planTranslated(terms, translated), only, isOther);
    if (this.passagesIn(language) === this.size) return rank(foreign, limit);
    const own = await this.findBest(this.planner.plan(terms), only, (passage) => !isOther(passage));
    return rank([...own, ...foreign], limit);
  }

  private async findBest(
    plan: readonly PlannedTerm[],
    filter: ReturnType<typeof asServerFilter>,
    isWanted: (passage: CachedPassage) => boolean,
  ): Promise<Scored[]> {
    const ids = await this.parts.lexical.name(plan, filter);
    const passages = await this.parts.passages.find(ids);
    const frequencies = this.frequenciesOf(plan);
    return passages.flatMap((passage, index): Scored[] => {
      if (!passage || !isWanted(passage)) return [];
      const score = this.scoreOne(plan, frequencies, passage);
      return score > 0 ? [{ passageId: ids[index]!, score }] : [];
    });
  }

  async scoreTerms(terms: LexicalTerms, passageIds: readonly number[]): Promise<number[]> {
    if (passageIds.length === 0) return [];
    await this.parts.terms.load(keysOf(terms));
    const passages = await this.parts.passages.find(passageIds);
    const { translated } = terms;
    const own = this.planner.plan(terms);
    const foreign = translated ? this.planner.planTranslated(terms, translated) : [];
    const ownFrequencies = this.frequenciesOf(own);
    const foreignFrequencies = this.frequenciesOf(foreign);
    return passages.map((passage) => {
      if (!passage) return 0;
      return translated && passage.language === translated.language
        ? this.scoreOne(foreign, foreignFrequencies, passage)
        : this.scoreOne(own, ownFrequencies, passage);
    });
  }

  private frequenciesOf(plan: readonly PlannedTerm[]): FrequencyReader {
    const keys = new Map<number, number>();
    for (const { field, held } of plan) {
      for (const { term } of held) {
        keys.set(keyOf(field, term), this.parts.terms.get(field, term)!.number);
      }
    }
    return new FrequencyReader(keys);
  }

  private scoreOne(
    plan: readonly PlannedTerm[],
    frequencies: FrequencyReader,
    { terms, lengths }: CachedPassage,
  ): number {
    return this.planner.score(plan, { lengths, frequency: frequencies.read(terms) });
  }

  async searchVectors(vector: Float32Array, { limit, filter }: MethodOptions): Promise<RankedPassage[]> {
    if (limit <= 0) return [];
    const rows = await this.parts.dense.name(vector, { limit, filter: asServerFilter(filter) });
    const hits = rows.map((row): Scored => {
      const stored = decodeSentVector(row);
      if (!stored) throw damagedError(this.parts.database);
      this.rememberVector(row.id, stored);
      return { passageId: row.id, score: innerProduct(vector, stored) };
    });
    return rank(hits, limit);
  }

  private rememberVector(id: number, vector: Float32Array): void {
    if (this.vectors.size >= rememberedVectors) this.vectors = new Map();
    this.vectors.set(id, vector);
  }

  async findVectors(passageIds: readonly number[]): Promise<(Float32Array | undefined)[]> {
    const known = this.vectors;
    const missing = passageIds.filter((id) => !known.has(id));
    const read = await this.parts.reader.findVectors(missing);
    const found = new Map(missing.map((id, index) => [id, read[index]]));
    for (const [id, vector] of found) if (vector) this.rememberVector(id, vector);
    return passageIds.map((id) => found.get(id) ?? known.get(id));
  }

  async describe(passageIds: readonly number[]): Promise<PassageTraits[]> {
    const passages = await this.parts.passages.find(passageIds);
    return passages.map((passage) => ({ words: passage?.lengths.stems ?? 0, language: passage?.language }));
  }

  /** How much of a word each passage holds; see `LexicalSearcher.wordContainment`. */
  async wordContainment(word: FoldedToken, passageIds: readonly number[]): Promise<number[]> {
    const { stem, grams } = termsOf(word);
    const { terms } = this.parts;
    await terms.load([keyOf('stems', stem), ...grams.map((gram) => keyOf('grams', gram))]);
    const keys = new Map<number, number>();
    const add = (field: TermField, term: number): void => {
      const known = terms.get(field, term);
      if (known) keys.set(keyOf(field, term), known.number);
    };
    add('stems', stem);
    for (const gram of grams) add('grams', gram);
    const reader = new FrequencyReader(keys);
    const passages = await this.parts.passages.find(passageIds);
    return passages.map((passage) => {
      if (!passage) return 0;
      const frequency = reader.read(passage.terms);
      if (frequency('stems', stem) === 0) return 0;
      const held = grams.filter((gram) => frequency('grams', gram) > 0).length;
      return held / Math.max(1, grams.length);
    });
  }
}
