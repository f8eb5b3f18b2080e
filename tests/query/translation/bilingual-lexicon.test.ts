import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../../src/query/shipped-translator.js';
import { BilingualLexicon, encodeLexicon } from '../../../src/query/translation/bilingual-lexicon.js';
import { stemWord } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';

const small = encodeLexicon({
  english: new Map([
    ['arm', { form: 'arm', translations: new Map([['ذراع', 1]]) }],
    [
      'ministri',
      {
        form: 'ministry',
        translations: new Map([
          ['وزار', 0.8],
          ['دائر', 0.2],
        ]),
      },
    ],
  ]),
  arabic: new Map([
    ['وزار', { form: 'وزارة', translations: new Map([['ministri', 1]]) }],
    ['ذراع', { form: 'ذراع', translations: new Map([['arm', 1]]) }],
    ['سلاح', { form: 'سلاح', translations: new Map() }],
  ]),
  words: new Map([
    ['arms', new Map([['سلاح', 1]])],
    ['ذراعه', new Map([['ministri', 1]])],
  ]),
});

describe('BilingualLexicon', () => {
  const lexicon = BilingualLexicon.decode(small);

  it('gives back what was encoded, with usual forms, and leaves out what is no stem of it', () => {
    expect(lexicon.translateEnglish('ministries', 'ministri')).toEqual([
      { stem: 'وزار', form: 'وزارة', probability: 0.8 },
    ]);
    expect(lexicon.translateArabic('وزارة', 'وزار')).toEqual([
      { stem: 'ministri', form: 'ministry', probability: 1 },
    ]);
    expect(lexicon.translateArabic('سلاح', 'سلاح')).toEqual([]);
    expect(lexicon.translateEnglish('unknown', 'unknown')).toEqual([]);
  });

  it('prefers what an English word means as it stands to what its stem does', () => {
    expect(lexicon.translateEnglish('arms', 'arm').map(({ stem }) => stem)).toEqual(['سلاح']);
    expect(lexicon.translateEnglish('arm', 'arm').map(({ stem }) => stem)).toEqual(['ذراع']);
  });

  it('prefers what an Arabic word means in its own form, whatever is written in front of it', () => {
    for (const word of ['ذراعه', 'والذراعه', 'بالذراعه']) {
      expect(lexicon.translateArabic(word, 'ذراع').map(({ stem }) => stem)).toEqual(['ministri']);
    }
    expect(lexicon.translateArabic('الذراع', 'ذراع').map(({ stem }) => stem)).toEqual(['arm']);
  });

  it.each([
    ['another file', Buffer.from('ISNADTH1'.padEnd(80, '\0'))],
    ['one that was cut short', small.subarray(0, small.length - 1)],
    ['one with something behind it', Buffer.concat([small, Buffer.from(' ')])],
  ])('refuses %s', (_what, file) => {
    expect(() => BilingualLexicon.decode(file)).toThrow(RangeError);
  });
});

describe('the shipped lexicon', () => {
  const stemOf = (word: string): string => stemWord(tokenize(word)[0]!.folded);

  it.each([
    ['war', 'حرب'],
    ['embargo', 'حظر'],
    ['university', 'جامعة'],
    ['minister', 'وزير'],
    ['visitors', 'زائر'],
    ['arms', 'أسلحة'],
    ['hotel', 'فندق'],
    ['Iran', 'إيران'],
    ['mozart', 'موتسارت'],
    ['river', 'نهر'],
    // Of offices, homes and machines.
    ['leave', 'إجازة'],
    ['landlord', 'المؤجر'],
    ['deposit', 'التأمين'],
    ['eviction', 'إخلاء'],
    ['invoice', 'فاتورة'],
    ['warranty', 'الضمان'],
    ['dismissed', 'فصل'],
    ['sensor', 'حساس'],
    ['arms', 'التسليح'],
    // Arabic words whose stem is that of another: "deeds", "an office", "all".
    ['currency', 'العملة'],
    ['library', 'المكتبة'],
    ['college', 'كلية'],
  ])('translates %s as %s, and back', (english, arabic) => {
    const lexicon = loadLexicon();
    const [word] = tokenize(english);
    const there = lexicon.translateEnglish(word!.folded, stemOf(english)).map(({ stem }) => stem);
    expect(there.slice(0, 4)).toContain(stemOf(arabic));
    const [other] = tokenize(arabic);
    const back = lexicon.translateArabic(other!.folded, stemOf(arabic)).map(({ stem }) => stem);
    expect(back).toContain(stemOf(english));
  });
});
