import type { Span } from '../../src/contracts/span.js';
import { describe, expect, it } from 'vitest';
import { findAnswerSpans } from '../../src/answers/answer-spans.js';
import { citePassage, citeSpans } from '../../src/answers/cite.js';
import { splitPassages } from '../../src/passages/split-passages.js';
import { asking } from './asked.js';
import { createSmallIndex, storeDocument } from './small-index.js';

const oneSentence = {
  isList: false,
  isExplanation: false,
  isSection: false,
  isIndistinct: false,
  isEcho: false,
  isClaim: false,
};
const list = { ...oneSentence, isList: true };
const explanation = { ...oneSentence, isExplanation: true };

const requirements = `# جواز السفر

شروط استخراج جواز السفر هي:

- صورة شخصية حديثة
- شهادة الميلاد
- إيصال الرسوم

يصدر الجواز خلال أسبوع. ويستلمه صاحبه بنفسه.`;

async function passageOf(content: string, path = 'a.md', targetTokens = 200) {
  const document = await storeDocument(path, content);
  const limits = { targetTokens, maxTokens: 300 };
  const passages = splitPassages(document, (text) => text.split(/\s+/u).length, limits).map(
    (passage, ordinal) => ({ ...passage, id: ordinal + 1, documentId: 1, ordinal }),
  );
  const find = (start: string) => {
    for (const passage of passages) {
      const index = passage.sentences.findIndex((span) => document.text.slice(span.start).startsWith(start));
      if (index >= 0) return { passage, index };
    }
    throw new Error(`no sentence begins with ${start}`);
  };
  return { document, find };
}

async function spansOf(
  content: string,
  start: string,
  shape: Parameters<typeof findAnswerSpans>[3],
  path?: string,
) {
  const { document, find } = await passageOf(content, path);
  const { passage, index } = find(start);
  return findAnswerSpans(document, passage.sentences, index, shape).map((span) =>
    document.text.slice(span.start, span.end),
  );
}

describe('findAnswerSpans', () => {
  const items = ['صورة شخصية حديثة', 'شهادة الميلاد', 'إيصال الرسوم'];
  const lead = 'شروط استخراج جواز السفر هي:';

  it('goes on from a sentence that leads to a list with all of the list', async () => {
    expect(await spansOf(requirements, 'شروط', oneSentence)).toEqual([lead, ...items]);
  });

  it('takes the list of an item, with what leads to it, where several things are asked for', async () => {
    expect(await spansOf(requirements, 'شهادة', list)).toEqual([lead, ...items]);
    expect(await spansOf(requirements, 'شهادة', oneSentence)).toEqual([lead, 'شهادة الميلاد']);
  });

  it('goes on with the turns that the same speaker adds', async () => {
    const chat =
      '[18:01] mira: which branch should I use?\n[18:02] tom: hmm\n[18:02] tom: use release-7\n[18:03] mira: thanks!\n[18:04] mira: bye\n';
    expect(await spansOf(chat, '[18:02] tom: hmm', oneSentence, 'a.txt')).toEqual([
      '[18:02] tom: hmm',
      '[18:02] tom: use release-7',
    ]);
    expect(await spansOf(chat, '[18:02] tom: use', oneSentence, 'a.txt')).toEqual([
      '[18:02] tom: use release-7',
    ]);
  });

  it('leaves other sentences alone', async () => {
    for (const shape of [oneSentence, list, explanation]) {
      expect(await spansOf(requirements, 'يصدر', shape)).toEqual(['يصدر الجواز خلال أسبوع.']);
    }
  });

  it('reads lists of plain text too', async () => {
    const text =
      'The ship carried three things:\n- wheat from the north\n- oil in jars\n- timber\n\nIt sank.';
    expect(await spansOf(text, 'The ship', oneSentence, 'a.txt')).toHaveLength(4);
  });

  it('takes no more than twenty whole items', async () => {
    const long = `The parts are:\n\n${Array.from({ length: 50 }, (_, at) => `- part number ${at}`).join('\n')}`;
    const spans = await spansOf(long, 'The parts', list);
    expect(spans).toHaveLength(21);
    expect(spans.at(-1)).toBe('part number 19');
    const late = await spansOf(long, 'part number 45', list);
    expect(late).toContain('part number 45');
    expect(late.length).toBeLessThanOrEqual(20);
  });

  it('takes an explanation that goes on in the next sentence, and one that leans on the sentence before', async () => {
    const text =
      'هجر السكان المدينة في ذلك العام. وذلك لأن النهر جف. ثم عادوا بعد سنين. وبنى الملك سورا حولها.';
    expect(await spansOf(text, 'هجر', explanation, 'a.txt')).toEqual([
      'هجر السكان المدينة في ذلك العام.',
      'وذلك لأن النهر جف.',
      'ثم عادوا بعد سنين.',
    ]);
    expect((await spansOf(text, 'وذلك', explanation, 'a.txt'))[0]).toBe('هجر السكان المدينة في ذلك العام.');
    expect(await spansOf(text, 'هجر', oneSentence, 'a.txt')).toHaveLength(1);
    expect(await spansOf(text, 'وبنى', explanation, 'a.txt')).toEqual(['وبنى الملك سورا حولها.']);
  });
});

describe('citing several spans', () => {
  const listing = 'اذكر شروط استخراج جواز السفر';

  it('shows a list whole, whatever passage its items are in', async () => {
    const many = `The parts are:\n\n${Array.from({ length: 12 }, (_, at) => `- part number ${at} of the machine`).join('\n')}`;
    const { document, find } = await passageOf(many, 'a.md', 30);
    const { passage, index } = find('The parts');
    const citation = citePassage(document, passage, index, 1, await asking(listing));
    expect(citation.answerSpans).toHaveLength(13);
    expect(citation.excerptSpan.end).toBeGreaterThan(passage.span.end);
    expect(document.text.slice(citation.excerptSpan.start, citation.excerptSpan.end)).toBe(citation.excerpt);
    expect(citation.excerpt).toContain('part number 11');
  });

  it('cites the same spans again', async () => {
    const { document, find } = await passageOf(requirements);
    const { passage, index } = find('شهادة');
    const first = citePassage(document, passage, index, 1, await asking(listing));
    expect(citeSpans(document, passage, first.answerSpans, 1)).toEqual(first);
  });

  it('gives the place of the row, and not of the header above it', async () => {
    const table = '| المدينة | الهاتف |\n|---|---|\n| دمشق | 1112100 |\n| حلب | 2132100 |\n';
    const { document, find } = await passageOf(table, 'a.md');
    const spanOf = (words: string): Span => {
      const start = document.text.indexOf(words);
      return { start, end: start + words.length };
    };
    const spans = [spanOf('المدينة | الهاتف'), spanOf('حلب | 2132100')];
    const { passage } = find('حلب');
    expect(citeSpans(document, passage, spans, 1).place.line).toBe(4);
    expect(citeSpans(document, passage, spans.slice(0, 1), 1).place.line).toBe(1);
  });

  it('refuses spans that are not in the passage', async () => {
    const { document, find } = await passageOf(requirements);
    const { passage } = find('شروط');
    const end = document.text.length;
    expect(() => citeSpans(document, passage, [], 1)).toThrow(RangeError);
    expect(() => citeSpans(document, passage, [{ start: end + 5, end: end + 9 }], 1)).toThrow(RangeError);
    expect(() => citeSpans(document, passage, [{ start: 0, end: end + 1 }], 1)).toThrow(RangeError);
  });

  it('answers a question for a list with the list', async () => {
    const index = await createSmallIndex({ 'a.md': requirements, 'b.md': '# نهر\n\nيجري النهر شمالا.' });
    const { answer } = await index.ask('ما هي شروط استخراج جواز السفر؟', {
      citations: 1,
      threshold: 0,
    });
    expect(answer.citations[0]!.answerSpans).toHaveLength(4);
  });
});

describe('what a reader would underline', () => {
  const indistinct = { ...oneSentence, isIndistinct: true };
  const echo = { ...oneSentence, isEcho: true };
  const claim = { ...oneSentence, isClaim: true };
  const steps = '# Wi-Fi\n\n## Joining\n\n1. Swipe down.\n2. Hold the fan symbol.\n3. Type the password.\n';
  const leave = '# إجازات\n\n## المرضية\n\n- المدة: 90 يوما\n- الأجر: كامل\n- الترحيل: لا ترحل\n';
  const fines =
    'Penalties\n\nThe court decides.\n\nA fine of 1,500 crowns is imposed on whoever\n(a) hides a hive;\n(b) brings in used combs;\n';
  const card = '# خطة\n\nإنشاء بطاقة الطوارئ. لتتضمن ما يأتي:\n\n- الاسم\n- فصيلة الدم\n';

  it.each([
    ['all steps', steps, 'Hold', indistinct, ['Swipe down.', 'Hold the fan symbol.', 'Type the password.']],
    ['one step of several asked apart', steps, 'Hold', oneSentence, ['Hold the fan symbol.']],
    ['one of fields that each name what they tell', leave, 'الأجر', indistinct, ['الأجر: كامل']],
    [
      'a list behind a sentence that only names it',
      card,
      'إنشاء',
      echo,
      ['إنشاء بطاقة الطوارئ. لتتضمن ما يأتي:', 'الاسم', 'فصيلة الدم'],
    ],
    ['a sentence before the lead that tells something', card, 'إنشاء', oneSentence, ['إنشاء بطاقة الطوارئ.']],
    [
      'what is told under a heading',
      steps,
      'Joining',
      oneSentence,
      ['Swipe down.', 'Hold the fan symbol.', 'Type the password.'],
    ],
    [
      'what a title is the name of',
      '# فاغنر\n\nكان مؤلفا. ولد في لايبزغ.',
      'فاغنر',
      oneSentence,
      ['كان مؤلفا.'],
    ],
    [
      'a claim with its heading',
      '# نقل\n\n## ما لا ينتقل\n\n- الصور\n- الملاحظات',
      'الملاحظات',
      claim,
      ['ما لا ينتقل', 'الملاحظات'],
    ],
    [
      'the reply to a question in the text',
      'هل أغلق المرصد؟ لا، بل ظل يعمل.',
      'هل',
      oneSentence,
      ['لا، بل ظل يعمل.'],
    ],
  ] as const)('is %s', async (_, content, start, shape, spans) => {
    expect(await spansOf(content, start, shape, content.startsWith('#') ? 'a.md' : 'a.txt')).toEqual(spans);
  });

  it('is an item with a lead that is no whole sentence', async () => {
    expect(await spansOf(fines, '(b)', oneSentence, 'a.txt')).toEqual([
      'A fine of 1,500 crowns is imposed on whoever',
      '(b) brings in used combs;',
    ]);
  });
});
