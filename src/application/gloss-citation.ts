import type { AnswerLanguage, Citation, GlossedWord } from '../contracts/answer.js';
import { glossWords } from '../query/shipped-translator.js';
import { isInOtherLanguage } from '../text/language-of-text.js';

/** See AnswerService.gloss. */
export function glossCitation(
  { excerpt, excerptSpan, answerSpans, place }: Citation,
  into: AnswerLanguage,
): GlossedWord[] {
  // A row or a name has no words that tell its language; what it stands under may have.
  const isForeign = [excerpt, `${place.title}\n${place.heading ?? ''}\n${excerpt}`].some((text) =>
    isInOtherLanguage(text, into),
  );
  if (!isForeign) return [];
  const { start: from } = excerptSpan;
  const spans = answerSpans.length > 0 ? answerSpans : [excerptSpan];
  const inExcerpt = spans.map(({ start, end }) => ({ start: start - from, end: end - from }));
  return glossWords(excerpt, inExcerpt, into).map((word) => ({
    ...word,
    start: from + word.start,
    end: from + word.end,
  }));
}
