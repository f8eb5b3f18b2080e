/**
 * Compares lengths of passages on long documents: all contexts of one title joined.
 *
 *   node --import tsx scripts/experiments/passages.ts FILE…
 *
 * SQuAD format, plain or .gz. A passage counts as found when it holds the gold answer's own characters.
 * Printed: the share of questions with such a passage first, and among the first five, by the fused score
 * (longer passages hold more, so these grow by themselves); the share whose best sentence holds the answer,
 * which is what counts; and how much is indexed, as a multiple of the text.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { rateSentences } from '../../src/answers/rate-sentences.js';
import type { RetrievedPassage } from '../../src/answers/retrieved-passage.js';
import { Workspace } from '../../src/application/workspace.js';
import type { Embedder } from '../../src/contracts/embedder.js';
import { parseDocument } from '../../src/documents/parse-document.js';
import { LexicalBuilder } from '../../src/lexical/lexical-builder.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { splitPassages } from '../../src/passages/split-passages.js';
import { analyzeQuestion } from '../../src/query/analyze-question.js';
import { loadThesaurus } from '../../src/query/thesaurus.js';
import { createTranslator } from '../../src/query/shipped-translator.js';
import { fuse, relativeLength } from '../../src/retrieval/fuse.js';
import { loadSettings } from '../../src/settings/settings.js';
import { innerProduct } from '../../src/text/inner-product.js';

interface Squad {
  readonly data: readonly {
    readonly title: string;
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly {
        readonly question: string;
        readonly answers?: readonly { readonly text: string; readonly answer_start: number }[];
      }[];
    }[];
  }[];
}

interface Asked {
  readonly question: string;
  readonly document: number;
  readonly start: number;
  readonly end: number;
}

/** Documents of joined contexts, and the questions with their answers' places in those. */
function joinByTitle(file: string): { documents: string[]; asked: Asked[] } {
  const bytes = readFileSync(file);
  const json = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const texts = new Map<string, string>();
  const asked: Asked[] = [];
  const positions = new Map<string, number>();
  for (const { title, paragraphs } of (JSON.parse(json) as Squad).data) {
    const name = title.replace(/(?<!\d)\d+$/u, '').trimEnd();
    if (!positions.has(name)) positions.set(name, positions.size);
    for (const { context, qas } of paragraphs) {
      const text = texts.get(name) ?? '';
      const known = text.indexOf(context);
      const from = known >= 0 ? known : text.length;
      if (known < 0) texts.set(name, `${text}${context.replaceAll('\n', ' ')}\n`);
      for (const { question, answers = [] } of qas) {
        const [answer] = answers;
        if (
          !answer ||
          context.slice(answer.answer_start, answer.answer_start + answer.text.length) !== answer.text
        )
          continue;
        const start = from + answer.answer_start;
        asked.push({ question, document: positions.get(name)!, start, end: start + answer.text.length });
      }
    }
  }
  return { documents: [...texts.values()], asked: asked.slice(0, 1200) };
}

async function measure(embedder: Embedder, file: string, targetTokens: number): Promise<string> {
  const { documents, asked } = joinByTitle(file);
  const limits = { targetTokens, maxTokens: embedder.passageTokenBudget };
  const parsedDocuments = await Promise.all(
    documents.map((text, document) => parseDocument({ path: `${document}.txt`, bytes: Buffer.from(text) })),
  );
  const passages = parsedDocuments.flatMap((parsed, document) => {
    if ('problem' in parsed) return [];
    // The stored text is the file's here, so the answers' places hold in it.
    return splitPassages(parsed, (part) => embedder.countTokens(part), limits).map(({ span, sentences }) => ({
      parsed,
      sentences,
      document,
      span,
      body: parsed.text.slice(span.start, span.end),
    }));
  });
  const vectors = await embedder.embedPassages(passages.map(({ body }) => body));
  const builder = new LexicalBuilder();
  passages.forEach(({ body }, id) => {
    builder.add({ id, context: '', body });
  });
  const lexical = new LexicalIndex(builder.build());
  const ids = passages.map((_, id) => id);
  const lengths = lexical.lengths(ids);
  let first = 0;
  let firstFive = 0;
  let sentenceRight = 0;
  for (const { question, document, start, end } of asked) {
    const query = await analyzeQuestion(question, {
      lexical,
      thesaurus: loadThesaurus(),
      translator: createTranslator(),
      embedder,
    });
    const cosines = vectors.map((vector) => innerProduct(query.embedding, vector));
    const bm25 = lexical
      .score(query.lexical, ids)
      .map((score) => (query.bm25Normalizer > 0 ? score / query.bm25Normalizer : 0));
    const scores = ids.map((id) => fuse(cosines[id]!, bm25[id]!, relativeLength(lengths[id]!)));
    const best = [...ids].sort((a, b) => scores[b]! - scores[a]!).slice(0, 6);
    const rank = best.findIndex((id) => {
      const passage = passages[id]!;
      return passage.document === document && passage.span.start <= start && end <= passage.span.end;
    });
    if (rank === 0) first++;
    if (rank >= 0 && rank < 5) firstFive++;
    const candidates = best.map((id): RetrievedPassage => {
      const { parsed, span, sentences, document: documentId } = passages[id]!;
      const hit = {
        passageId: id,
        score: scores[id]!,
        fusedScore: scores[id]!,
        cosine: cosines[id]!,
        normalizedBm25: bm25[id]!,
        relativeLength: relativeLength(lengths[id]!),
        proximity: undefined,
        dense: undefined,
        lexical: undefined,
      };
      const stored = { ...parsed, id: documentId, path: '', sha256: '', indexedAtMs: 0 };
      return { hit, passage: { id, documentId, ordinal: 0, span, sentences }, document: stored };
    });
    const {
      rated: [sentence],
    } = await rateSentences(query, candidates, { embedder, wanted: 1 });
    const marked = sentence?.candidate.passage.sentences[sentence.index];
    const isRight =
      marked && sentence.candidate.document.id === document && marked.start <= start && end <= marked.end;
    if (isRight) sentenceRight++;
  }
  const indexed =
    passages.reduce((sum, { body }) => sum + body.length, 0) /
    documents.reduce((sum, text) => sum + text.length, 0);
  const shares = [first, firstFive, sentenceRight].map((count) => (count / asked.length).toFixed(4));
  return `${String(targetTokens).padStart(6)} ${String(passages.length).padStart(9)} ${indexed.toFixed(2).padStart(8)}   ${shares.join('     ')}\n`;
}

const embedder = await new Workspace(loadSettings()).embedder();
for (const file of process.argv.slice(2)) {
  process.stdout.write(`${file}\ntarget  passages  indexed  first    first five  sentence\n`);
  for (const target of [80, 120, 160, 240, 320, 400]) {
    process.stdout.write(await measure(embedder, file, target));
  }
}
