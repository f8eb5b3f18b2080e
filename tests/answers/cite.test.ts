import { beforeAll, describe, expect, it } from 'vitest';
import { cite, citePassage } from '../../src/answers/cite.js';
import { asking } from './asked.js';
import { expectExact } from './expect-exact.js';
import { createSmallIndex, type SmallIndex } from './small-index.js';

const embargo = `الحظر على إيران
انتهى الحظر التسليحي على إيران في تشرين الأول/ أكتوبر لعام 2020. ورفضت واشنطن ذلك. ومضت طهران في الصفقات.`;
const files = {
  'embargo.txt': embargo,
  'copy/embargo.txt': embargo,
  'river.txt': 'نهر النيل\nيجري نهر النيل شمالا. ويبلغ طوله 6650 كيلومترا. ويصب في البحر المتوسط.',
  'en.md': '# Treaties\n\nThe embargo treaty ended on October 5, 2018 in Geneva. Nobody protested.',
};

let index: SmallIndex;
beforeAll(async () => {
  index = await createSmallIndex(files);
});

describe('citePassage', () => {
  it('cites every sentence of every passage exactly', async () => {
    const number = await asking('كم عددهم؟');
    for (const passage of index.passages) {
      const document = index.documents.find(({ id }) => id === passage.documentId)!;
      passage.sentences.forEach((sentence, at) => {
        const citation = citePassage(document, passage, at, 1, number);
        expectExact(index, citation);
        const isTitle = document.blocks.some(
          ({ kind, span }) => kind === 'title' && span.start === sentence.start,
        );
        // A title names what is told below it.
        expect(citation.answerSpans).toEqual([(isTitle ? passage.sentences[at + 1] : undefined) ?? sentence]);
        expect(citation.passageId).toBe(passage.id);
      });
    }
  });

  it('marks nothing where there are two to choose from, and nothing for a question of another type', async () => {
    const two = await createSmallIndex({ 'a.txt': 'جرت الحرب بين عام 1939 وعام 1945.' });
    const date = await asking('متى بدأت الحرب؟');
    const person = await asking('من بدأ الحرب؟');
    expect(citePassage(two.documents[0]!, two.passages[0]!, 0, 1, date).markSpan).toBeUndefined();
    const one = await createSmallIndex({ 'a.txt': 'بدأت الحرب في عام 1939 فجأة.' });
    expect(citePassage(one.documents[0]!, one.passages[0]!, 0, 1, date).markSpan).toBeDefined();
    expect(citePassage(one.documents[0]!, one.passages[0]!, 0, 1, person).markSpan).toBeUndefined();
  });

  it('says where the row of a table stands, not where its header does', async () => {
    const table = '| City | Mayor |\n|---|---|\n| Homs | Rana |\n| Hama | Sami |';
    const small = await createSmallIndex({ 'a.md': `Some words.\n\n${table}` });
    const [document, passage] = [small.documents[0]!, small.passages[0]!];
    const at = passage.sentences.findIndex(({ start }) => document.text.startsWith('Hama', start));
    const citation = citePassage(document, passage, at, 1, await asking('Who is the mayor of Hama?'));
    expect(citation.answerSpans).toHaveLength(2);
    expect(citation.place.line).toBe(6);
  });

  it('refuses a passage that does not lie within its document', async () => {
    const date = await asking('متى؟');
    const [document] = index.documents;
    const span = { start: 0, end: document!.text.length + 1 };
    const passage = { id: 9, documentId: 1, ordinal: 0, span, sentences: [span] };
    expect(() => citePassage(document!, passage, 0, 1, date)).toThrow(RangeError);
    expect(() => citePassage(document!, passage, 1, 1, date)).toThrow(RangeError);
  });
});

describe('cite', () => {
  it('names each other file once, in the order given', async () => {
    const { sentences } = await index.ask('متى انتهى الحظر التسليحي على إيران؟', {
      citations: 3,
      threshold: 0,
    });
    const [best] = sentences;
    const at = (path: string): (typeof sentences)[number] => ({
      ...best!,
      candidate: { ...best!.candidate, document: { ...best!.candidate.document, path } },
    });
    const citation = cite([at('a'), at('b'), at('a'), at('c'), at('b')], 2, (await asking('متى؟')).query);
    expect(citation).toMatchObject({ number: 2, alsoIn: ['b', 'c'] });
    expect(citation.place.path).toBe('a');
  });
});
