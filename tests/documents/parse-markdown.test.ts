import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseMarkdown } from '../../src/documents/parse-markdown.js';
import { expectBlockPromises, outline, parse } from './block-promises.js';

describe('parseMarkdown', () => {
  it('keeps what a reader sees, with the lines of the source', async () => {
    const source = [
      '---',
      'title: "عنوان المقال"',
      'tags: [a, b]',
      '---',
      '',
      '# عنوان المقال',
      '',
      'نص **عريض** مع [رابط](http://x.y "t") و`كود<b>` <i>وسم</i> &lt;نص&gt; \\<حرف>',
      'سطر ثان ![صورة](a.png)',
      '',
      'قسم',
      '---',
      '> اقتباس',
      '> ثان',
      '',
      '- بند',
      '  تتمة',
      '- بند ثان',
      '',
      '| أ | ب |',
      '|---|---|',
      '| 1 | 2 |',
      '',
      '```js',
      '',
      'let x = 1;',
      '  y;',
      '```',
      '',
      '<div align="center">',
      'وسط',
      '</div>',
    ].join('\n');
    const document = await parse('a.md', source);
    expect(document.title).toBe('عنوان المقال');
    expect(outline(document)).toEqual([
      '6 title عنوان المقال',
      '8 paragraph نص عريض مع رابط وكود<b> وسم <نص> <حرف>\nسطر ثان صورة',
      '11 heading2 قسم',
      '13 quote اقتباس\nثان',
      '16 list-item1 بند\nتتمة',
      '18 list-item1 بند ثان',
      '20 table-header أ | ب',
      '22 table-row 1 | 2',
      '26 code let x = 1;\n  y;',
      '31 paragraph وسط',
    ]);
  });

  it.each([
    ['a heading that numbers and names all of it', '# Chapter 3: The whale\n\ntext', 'Chapter 3: The whale'],
    ['the file, where the headings are articles', '# المادة (5)\n\nنص\n\n# المادة (6)\n\nنص', 'ملف'],
    ['the file, where the heading is no more than a number', '# المادة (5)\n\nنص', 'ملف'],
    ['the file, where its parts have names', '# Article 1: Name\n\nx\n\n# **Article 2:** Seat\n\ny', 'ملف'],
    [
      'the file, where headings in HTML are articles',
      '<h1>المادة (5)</h1>\n\nنص\n\n# المادة (6)\n\nنص',
      'ملف',
    ],
    ['front matter', '---\ntitle: عنوان\n---\n# آخر\n\nنص', 'عنوان'],
    ['the first heading', 'نص\n\n# عنوان *مائل*\n\n# آخر', 'عنوان مائل'],
    ['the name of the file', '## قسم\n\nنص', 'ملف'],
    ['the name of the file', '---\nنص بين خطين\n---\n\nنص', 'ملف'],
  ])('takes its title from %s', async (_, source, title) => {
    expect((await parse('ملف.md', source)).title).toBe(title);
  });

  it('loses no text to a rule that looks like front matter, or to deep nesting', async () => {
    expect((await parse('a.md', '---\nنص بين خطين\n---\n\nنص')).text).toContain('نص بين خطين');
    expect((await parse('a.md', `${'>'.repeat(500)} deep`)).text).toContain('deep');
    expect((await parse('a.md', `${'['.repeat(500)}deep](b)`)).text).toContain('deep');
  });

  it('drops comments, also over several lines', async () => {
    expect(outline(await parse('a.md', 'قبل <!-- لا\nيقرأ --> بعد'))).toEqual(['1 paragraph قبل  بعد']);
  });

  it('keeps the promises of blocks for any source', () => {
    const unit = fc.constantFrom(
      ...[
        'a',
        'ب',
        ' ',
        '\n',
        '\n\n',
        '# ',
        '## ',
        '> ',
        '- ',
        '1. ',
        '  ',
        '    ',
        '```',
        '`',
        '*',
        '**',
        '[',
      ],
      ...[
        '](x)',
        '![',
        '|',
        '|-|-|\n',
        '---\n',
        '===\n',
        '<b>',
        '</b>',
        '<!--',
        '-->',
        '<br>',
        '\\',
        '&amp;',
      ],
      ...['&#13;', '&#0;', '&#xD800;', '&nbsp;', '[a]: b\n', 'title: x\n', '\u00a0', '😀'],
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), (pieces) => {
        const parsed = parseMarkdown(pieces.join(''));
        expectBlockPromises({ ...parsed, title: parsed.title ?? 'file' });
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the line of each block and, by its newlines, of each word in it', () => {
    const block = fc.constantFrom(
      '# W',
      'W W\nW',
      '- W\n  W\n- W',
      '> W\n> W',
      '1. W\n\n   W',
      '```\nW\nW\n```',
      '    W',
      '|W|W|\n|-|-|\n|W|W|',
      'W\n===',
      '<b>\nW</b>',
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (chosen) => {
        let words = 0;
        const source = chosen.join('\n\n').replace(/W/g, () => `w${String(words++)}w`);
        const lines = source.split('\n');
        const { text, blocks } = parseMarkdown(source);
        let seen = 0;
        for (const { span, line } of blocks) {
          text
            .slice(span.start, span.end)
            .split('\n')
            .forEach((part, i) => {
              for (const word of part.match(/w\d+w/g) ?? []) {
                expect(lines[line - 1 + i]).toContain(word);
                seen++;
              }
            });
        }
        expect(seen).toBe(words);
      }),
    );
  });
});
