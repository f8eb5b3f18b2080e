/**
 * Compares analyses of words and weights of BM25, by nDCG@10 with every distinct context as one passage.
 *
 *   node --import tsx scripts/experiments/lexical.ts FILE…      SQuAD format, plain or .gz
 *
 * Stopwords weigh as much as others here: what is compared is the analysis alone.
 */
import { stemmer } from 'stemmer';
import { ndcg } from '../../src/evaluation/metrics/ranking.js';
import { readSquad } from '../../src/evaluation/read-squad.js';
import { stemArabic } from '../../src/text/arabic-stem.js';
import { Bm25Field, type Bm25Parameters } from '../../src/lexical/bm25.js';
import { TopKSearcher } from '../../src/lexical/top-k-searcher.js';
import { PostingsBuilder } from '../../src/lexical/build-postings.js';
import { hashTerm } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';

/** A folded word to its terms. */
type Analysis = (word: string) => readonly string[];

interface Field {
  readonly analysis: Analysis;
  readonly weight: number;
  readonly parameters?: Bm25Parameters;
}

interface QuestionSet {
  readonly contexts: readonly (readonly string[])[];
  readonly questions: readonly { readonly words: readonly string[]; readonly context: number }[];
}

const words: Analysis = (word) => [word];
const stems: Analysis = (word) => [/^[a-z]+$/.test(word) ? stemmer(word) : stemArabic(word)];

function grams(units: number, mark = ''): Analysis {
  return (word) => {
    const marked = mark === '' ? word : `^${word}$`;
    return Array.from({ length: Math.max(0, marked.length - units + 1) }, (_, i) =>
      marked.slice(i, i + units),
    );
  };
}

const ours = { k1: 0.9, b: 0.8 };
const marked4 = grams(4, 'marked');

const variants: Readonly<Record<string, readonly Field[]>> = {
  words: [{ analysis: words, weight: 1 }],
  stems: [{ analysis: stems, weight: 1 }],
  'marked 4-grams': [{ analysis: marked4, weight: 1 }],
  'stems + 4-grams without marks, 0.8': [
    { analysis: stems, weight: 1 },
    { analysis: grams(4), weight: 0.8 },
  ],
  ...Object.fromEntries(
    [0.2, 0.5, 0.8, 1.2].map((weight) => [
      `stems + marked 4-grams, ${weight}`,
      [
        { analysis: stems, weight: 1 },
        { analysis: marked4, weight },
      ],
    ]),
  ),
  'stems + marked 3-grams, 0.8': [
    { analysis: stems, weight: 1 },
    { analysis: grams(3, 'marked'), weight: 0.8 },
  ],
  'stems + marked 5-grams, 0.8': [
    { analysis: stems, weight: 1 },
    { analysis: grams(5, 'marked'), weight: 0.8 },
  ],
  'words + stems + marked 4-grams, 0.8': [
    { analysis: words, weight: 0.3 },
    { analysis: stems, weight: 1 },
    { analysis: marked4, weight: 0.8 },
  ],
  ...Object.fromEntries(
    [
      { k1: 0.6, b: 0.75 },
      { k1: 1.2, b: 0.75 },
      { k1: 1.6, b: 0.75 },
      { k1: 0.9, b: 0.4 },
    ].map((parameters) => [
      `stems + marked 4-grams, k1 ${parameters.k1}, b ${parameters.b}`,
      [
        { analysis: stems, weight: 1, parameters },
        { analysis: marked4, weight: 0.8, parameters },
      ],
    ]),
  ),
};

function load(file: string): QuestionSet {
  const folded = (text: string): string[] => tokenize(text).map((word) => word.folded);
  const { contexts, questions } = readSquad(file);
  return {
    contexts: contexts.map(folded),
    questions: questions
      .filter(({ answers }) => answers.length > 0)
      .slice(0, 3000)
      .map(({ question, context }) => ({ words: folded(question), context })),
  };
}

function measure({ contexts, questions }: QuestionSet, fields: readonly Field[]): number {
  const built = fields.map(({ analysis, weight, parameters = ours }) => {
    const remembered = new Map<string, number[]>();
    const terms = (word: string): number[] => {
      const known = remembered.get(word) ?? analysis(word).map(hashTerm);
      remembered.set(word, known);
      return known;
    };
    const builder = new PostingsBuilder();
    for (const context of contexts) {
      builder.add(context.flatMap(terms).map((term) => builder.numberOf(term)));
    }
    return { field: new Bm25Field(builder.build(), parameters), terms, weight };
  });
  const searcher = new TopKSearcher(contexts.length);
  let total = 0;
  for (const { words: asked, context } of questions) {
    const scorers = built.flatMap(({ field, terms, weight }) => {
      const distinct = [...new Set(asked.flatMap(terms))].map((term) => ({ term, weight: 1 }));
      return field.scorersOf(distinct, weight);
    });
    const position = searcher.search(scorers, 10).findIndex(({ docId }) => docId === context);
    total += ndcg(position < 0 ? undefined : position + 1, 10);
  }
  return total / questions.length;
}

const sets = process.argv.slice(2).map(load);
for (const [name, fields] of Object.entries(variants)) {
  process.stdout.write(
    `${name.padEnd(40)} ${sets.map((set) => measure(set, fields).toFixed(4)).join('  ')}\n`,
  );
}
