import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseText } from '../../src/documents/parse-text.js';
import { expectBlockPromises, outline, parse } from './block-promises.js';

describe('parseText', () => {
  it('knows the title, the dateline and the paragraphs of the seed article', async () => {
    const seeds = new URL('../../seeds/', import.meta.url);
    const name = readdirSync(seeds).find((file) => file.startsWith('000_'))!;
    const document = await parse(name, readFileSync(new URL(name, seeds)));
    expect(document.title).toBe('مباحثات حول الملف النووي والعلاقات الإقليمية والدولية بين إيران وروسيا');
    expect(document.blocks.map(({ kind }) => kind)).toEqual([
      'title',
      'dateline',
      ...Array.from({ length: 10 }, () => 'paragraph'),
    ]);
    expect(document.blocks.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(outline(document)[1]).toBe('2 dateline القامشلي ـ نورث برس');
  });

  it('joins lines that were wrapped by hand', async () => {
    const document = await parse(
      'note.txt',
      'A note on wrapped text\n\n' +
        'This is the first line of a paragraph that somebody has wrapped by\n' +
        'hand at about seventy columns. It goes on here with more words and\n' +
        'ends here.\n\n' +
        'This second paragraph has been wrapped by hand at the same column,\n' +
        'and ends.\n',
    );
    expect(document.blocks.map(({ kind, line }) => [kind, line])).toEqual([
      ['title', 1],
      ['paragraph', 3],
      ['paragraph', 7],
    ]);
  });

  it.each([
    ['short paragraphs', 'First things come first.\nThen come all the others.\nThis is the end of it.', 3],
    ['long paragraphs', `${'كلمة '.repeat(40)}.\n${'كلمة '.repeat(40)}.`, 2],
    ['verses', 'قفا نبك من ذكرى حبيب ومنزل\nبسقط اللوى بين الدخول فحومل\nفتوضح فالمقراة لم يعف رسمها', 3],
  ])('leaves %s apart', async (_, text, count) => {
    expect((await parse('a.txt', text)).blocks).toHaveLength(count);
  });

  it('takes bullets, numbers and letters for items of a list', async () => {
    const text = 'قائمة المشتريات\n\n- خبز\n  أبيض\n• ملح\n1. سكر\n١- شاي\n2) بن\nأ- ماء\n* زيت\n';
    expect(outline(await parse('a.txt', text))).toEqual([
      '1 title قائمة المشتريات',
      '3 list-item1 - خبز\n  أبيض',
      '5 list-item1 • ملح',
      '6 list-item1 1. سكر',
      '7 list-item2 ١- شاي',
      '8 list-item2 2) بن',
      '9 list-item3 أ- ماء',
      '10 list-item4 * زيت',
    ]);
  });

  it.each(['2.5 مليون شخص', '-5 درجات', 'أحمد - مدير', '1999 كان عاماً', 'A. Smith'])(
    'takes %j for no item of a list',
    async (line) => {
      expect(
        (await parse('a.txt', `عنوان\n\nنص أول.\n${line} ثم نص.`)).blocks.map(({ kind }) => kind),
      ).not.toContain('list-item');
    },
  );

  it.each([
    ['دمشق، 12 أيار 2020', 'dateline'],
    ['القاهرة / وكالات', 'dateline'],
    ['London, 5 May 2021', 'dateline'],
    ['رويترز', 'dateline'],
    ['2021-05-17', 'dateline'],
    ['مقدمة عامة', 'paragraph'],
    ['وصل الوفد أمس، ثم عاد.', 'paragraph'],
    ['قال الوزير اليوم إن الحكومة ستبدأ العمل على المشروع الجديد في العاصمة، وفي المدن الكبرى', 'paragraph'],
  ])('takes %j below the title for a %s', async (line, kind) => {
    const body = 'وهذا نص الخبر الذي يلي، وهو أطول من كل ما سبقه بكثير ولا شك في ذلك أبداً، وينتهي بنقطة.';
    expect((await parse('a.txt', `عنوان الخبر\n${line}\n${body}\n${body}`)).blocks[1]?.kind).toBe(kind);
  });

  it.each([
    ['a full stop', 'هذه جملة تامة.\nوهذه أخرى.'],
    ['nothing below it', 'سطر واحد وحيد'],
    ['too many characters', `${'كلمة '.repeat(60)}\nنص آخر.`],
    ['a bullet', '- بند\n- بند آخر'],
  ])('names the file after itself where the first line has %s', async (_, text) => {
    const document = await parse('sub/تقرير 5.v2.txt', text);
    expect(document.title).toBe('تقرير 5.v2');
    expect(document.blocks.map(({ kind }) => kind)).not.toContain('title');
  });

  it('takes a few words between blank lines, above a longer paragraph, for a heading', async () => {
    const text =
      'العنوان\n\nفقرة أولى طويلة تنتهي بنقطة.\n\nالأسباب\n\nفقرة ثانية طويلة تنتهي بنقطة.\n\nالتوقيع';
    expect(outline(await parse('a.txt', text))[2]).toBe('5 heading1 الأسباب');
    expect(outline(await parse('a.txt', text)).at(-1)).toBe('9 paragraph التوقيع');
  });

  it('counts the lines as an editor does', async () => {
    const document = await parse('a.txt', 'عنوان\r\n\r\nأولى.\rثانية.\n\u2028ثالثة.');
    expect(document.blocks.map(({ line }) => line)).toEqual([1, 3, 4, 5]);
  });

  it('takes a line with colons for a rule only where they align columns', async () => {
    expect((await parse('a.txt', 'نص أول.\n:--- ---:\nنص ثان.')).text).toBe('نص أول.\n\nنص ثان.');
    expect((await parse('a.txt', 'نص أول.\n-:--\nنص ثان.')).text).toContain('-:--');
  });

  it('keeps the promises of blocks, and the right lines, for any text', () => {
    const unit = fc.constantFrom(
      ...Array.from('ab أب.،:-1١)•\n\n\n \t\u00a0\ufeff\u2028😀'),
      'كلمة طويلة ',
      '\n\n',
      '- ',
      '\n1. ',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400 }), (text) => {
        const parsed = parseText(text);
        expect(parsed.text.split('\n')).toHaveLength(text.split('\n').length);
        // Rules go, with the colons that align a column.
        expect(text.replace(/[\s:-]+/g, '')).toBe(parsed.text.replace(/[\s:-]+/g, ''));
        expectBlockPromises({ ...parsed, title: parsed.title?.replace(/\s+/g, ' ') ?? 'file' });
        for (const { span, line } of parsed.blocks) {
          expect(line).toBe(parsed.text.slice(0, span.start).split('\n').length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
