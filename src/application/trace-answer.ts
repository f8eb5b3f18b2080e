import { citeSentence } from '../answers/cite.js';
import { sentenceText, type RatedSentence } from '../answers/rate-passage.js';
import { sentenceModel } from '../answers/weights.js';
import type { Query } from '../contracts/query.js';
import type { Trace } from '../evaluation/structured/judgement.js';
import { holdsPieces } from '../evaluation/structured/judge-texts.js';
import type { StructuredQuestion } from '../evaluation/structured/read-structured.js';
import type { ExplainedAnswer, ExplainingAnswerService } from './open-answer-service.js';
import { markedText } from './marked-text.js';

const passagesRetrieved = 50;
const differencesShown = 4;

/** Whether marking this sentence would answer: what would be marked with it holds all pieces. */
function isRightUnit(
  sentence: RatedSentence,
  query: Query,
  { file, pieces }: Pick<StructuredQuestion, 'file' | 'pieces'>,
): boolean {
  if (sentence.candidate.document.path !== file) return false;
  return holdsPieces(markedText(citeSentence(sentence, 1, query)), pieces);
}

function holdsAnyPiece(sentence: RatedSentence, { file, pieces }: StructuredQuestion): boolean {
  if (sentence.candidate.document.path !== file) return false;
  const text = sentenceText(sentence);
  return pieces.some((piece) => holdsPieces(text, [piece]));
}

/** By what the model rates one sentence higher or lower than another; what counts most first. */
function findDifferences(own: RatedSentence, other: RatedSentence): Trace['differences'] {
  const names = Object.keys(sentenceModel.weights) as (keyof typeof sentenceModel.weights)[];
  return names
    .map((feature) => ({
      feature,
      by: sentenceModel.weights[feature] * (own.features[feature] - other.features[feature]),
    }))
    .filter(({ by }) => Math.abs(by) >= 0.05)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .slice(0, differencesShown);
}

async function findPassageRank(
  service: ExplainingAnswerService,
  { query }: ExplainedAnswer,
  { file, pieces }: StructuredQuestion,
): Promise<number | undefined> {
  const longest = pieces.reduce((longer, piece) => (piece.length > longer.length ? piece : longer), '');
  const { pipeline, reader } = service.current();
  const hits = await pipeline.search(query, { limit: passagesRetrieved });
  const passages = await reader.findPassages(hits.map(({ passageId }) => passageId));
  for (const [position, { documentId, span }] of passages.entries()) {
    const document = await reader.findDocument(documentId);
    if (document?.path !== file) continue;
    if (holdsPieces(document.text.slice(span.start, span.end), [longest])) return position + 1;
  }
  return undefined;
}

/** How far the right answer to a question came. `explained`: with all sentences of the best passages rated. */
export async function traceAnswer(
  service: ExplainingAnswerService,
  explained: ExplainedAnswer,
  question: StructuredQuestion,
): Promise<Trace> {
  const { query, sentences } = explained;
  const position = sentences.findIndex((sentence) => isRightUnit(sentence, query, question));
  const piece = sentences.findIndex((sentence) => holdsAnyPiece(sentence, question));
  return {
    unitRank: position < 0 ? undefined : position + 1,
    unitsRated: sentences.length,
    pieceRank: piece < 0 ? undefined : piece + 1,
    passageRank: await findPassageRank(service, explained, question),
    passagesRetrieved,
    differences: position > 0 ? findDifferences(sentences[position]!, sentences[0]!) : [],
  };
}
