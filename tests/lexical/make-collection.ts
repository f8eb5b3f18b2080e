import fc from 'fast-check';
import { LexicalBuilder, type LexicalData, type LexicalPassage } from '../../src/lexical/lexical-builder.js';
import { mixedText } from '../text/mixed-text.js';

export function buildLexicalData(passages: readonly LexicalPassage[]): LexicalData {
  const builder = new LexicalBuilder();
  for (const passage of passages) builder.add(passage);
  return builder.build();
}

/** Passages with ascending ids that leave gaps, in the words of real text. */
export function anyPassages(firstId: number, maxLength = 12): fc.Arbitrary<LexicalPassage[]> {
  return fc
    .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.oneof(fc.constant(''), mixedText), mixedText), {
      maxLength,
    })
    .map((parts) => {
      let id = firstId;
      return parts.map(([gap, context, body]) => ({ id: (id += gap), context, body }));
    });
}
