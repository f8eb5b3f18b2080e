import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedDocument } from '../../src/contracts/document.js';
import { parseMarkdown } from '../../src/documents/parse-markdown.js';
import { parseText } from '../../src/documents/parse-text.js';
import { expectBlockPromises, parse } from './block-promises.js';

/** Each block as `kind^parent label| content {cells}`, with the level behind the kind. */
function structure({ text, blocks }: ParsedDocument): string[] {
  return blocks.map(({ kind, level, span, content, parent, cells }) => {
    const label = content > span.start ? `${text.slice(span.start, content).trim()}| ` : '';
    const shown = text.slice(content, span.end).replace(/\s*\n\s*/g, ' / ');
    const columns = cells?.map((cell) => text.slice(cell.span.start, cell.span.end)).join('¦');
    const row = columns === undefined ? `${label}${shown}` : `{${columns}}`;
    return `${kind}${level > 0 ? String(level) : ''}${parent < 0 ? '' : `^${String(parent)}`} ${row}`;
  });
}

const long = 'وهذا نص أطول من العنوان الذي فوقه، وينتهي بنقطة.';

type Case = readonly [what: string, source: string, expected: readonly string[]];

const both: readonly Case[] = [
  [
    'an article with its text on the same line',
    'المادة (26): لا يجوز للمؤجر زيادة الأجرة.',
    ['heading1 المادة (26):', 'paragraph^0 لا يجوز للمؤجر زيادة الأجرة.'],
  ],
  [
    'an article with a lead and lettered items',
    'المادة ٢٧ ـ للمستأجر حق الأولوية:\nأ- إذا التزم بالدفع.\nب ـ إذا أخطر المؤجر.\n(ج) إذا وافق.',
    [
      'heading1 المادة ٢٧ ـ',
      'paragraph^0 للمستأجر حق الأولوية:',
      'list-item1^1 أ-| إذا التزم بالدفع.',
      'list-item1^1 ب ـ| إذا أخطر المؤجر.',
      'list-item1^1 (ج)| إذا وافق.',
    ],
  ],
  [
    'parts above chapters above articles',
    `الباب الأول: أحكام عامة\n\nالفصل الثاني\n\nالمادة الخامسة عشرة\n\n${long}\n\nالباب الثاني: العقد\n\nمادة (1)\n\n${long}`,
    [
      'heading1 الباب الأول:| أحكام عامة',
      'heading2^0 الفصل الثاني',
      'heading3^1 المادة الخامسة عشرة',
      `paragraph^2 ${long}`,
      'heading1 الباب الثاني:| العقد',
      'heading2^4 مادة (1)',
      `paragraph^5 ${long}`,
    ],
  ],
  [
    'sections in English',
    'Part I – The Club\n\nArticle 5. Joining\n\nAnyone may apply with the form at the desk.\n\n§ 6 Fees\n\nThe fee is due on 30 April of each year.',
    [
      'heading1 Part I –| The Club',
      'heading2^0 Article 5.| Joining',
      'paragraph^1 Anyone may apply with the form at the desk.',
      'heading2^0 § 6| Fees',
      'paragraph^3 The fee is due on 30 April of each year.',
    ],
  ],
  [
    'what only speaks of an article',
    'المادة 5 من القانون تنص على ذلك.',
    ['paragraph المادة 5 من القانون تنص على ذلك.'],
  ],
  [
    'a numbered clause',
    '3 – للعاملة إجازة مدتها شهر بأجر كامل.',
    ['list-item1 3 –| للعاملة إجازة مدتها شهر بأجر كامل.'],
  ],
  [
    'labelled questions and answers',
    'س: هل تشمل المنحة السكن؟\nج: لا، تشمل الرسوم وحدها.\n\nQ1. Who can get a card?\nA1. Anybody.\n\nالسؤال الثالث: متى؟\nالجواب: غداً.',
    [
      'question س:| هل تشمل المنحة السكن؟',
      'answer^0 ج:| لا، تشمل الرسوم وحدها.',
      'question Q1.| Who can get a card?',
      'answer^2 A1.| Anybody.',
      'question السؤال الثالث:| متى؟',
      'answer^4 الجواب:| غداً.',
    ],
  ],
  ['a question and its answer on one line', 'س: متى؟ ج: غداً.', ['question س:| متى؟', 'answer^0 ج:| غداً.']],
  [
    'a question that nothing labels',
    `نص أول.\n\nلماذا تأخر؟\n\n${long}`,
    ['paragraph نص أول.', 'question لماذا تأخر؟', `answer^1 ${long}`],
  ],
  [
    'a question in a paragraph',
    'ظل مفتوحا. هل أغلق؟ لا، بل ظل يعمل.',
    ['paragraph ظل مفتوحا. هل أغلق؟ لا، بل ظل يعمل.'],
  ],
  [
    'WhatsApp',
    '\u200f[12/03/2024, 9:14:02 ص] ليلى: متى الموعد؟\n[12/03/2024, 9:15:40 ص] حسام: الأحد\nالساعة 5',
    [
      'turn \u200f[12/03/2024, 9:14:02 ص] ليلى:| متى الموعد؟',
      'turn^0 [12/03/2024, 9:15:40 ص] حسام:| الأحد / الساعة 5',
    ],
  ],
  [
    'WhatsApp without brackets, and what the system says',
    '12/09/24, 7:02 PM - Mira created the group\n12/09/24, 7:03 PM - Mira: hello there',
    ['turn 12/09/24, 7:02 PM -| Mira created the group', 'turn 12/09/24, 7:03 PM - Mira:| hello there'],
  ],
  [
    'time and name',
    '18:01 mira: is it on?\n18:02 tobi: yes\n18:03 mira: thanks',
    ['turn 18:01 mira:| is it on?', 'turn^0 18:02 tobi:| yes', 'turn 18:03 mira:| thanks'],
  ],
  [
    'an interview',
    'المذيع: كيف بدأت؟\nالضيف: بدأت صغيراً.\nالمذيع: ومتى انتهيت؟\nالضيف: لم أنته بعد.',
    [
      'turn المذيع:| كيف بدأت؟',
      'turn^0 الضيف:| بدأت صغيراً.',
      'turn المذيع:| ومتى انتهيت؟',
      'turn^2 الضيف:| لم أنته بعد.',
    ],
  ],
];

describe('in plain text and in Markdown there is', () => {
  it.each(both)('%s', async (_, source, expected) => {
    expect(structure(await parse('a.txt', source))).toEqual(expected);
    expect(structure(await parse('a.md', source))).toEqual(expected);
  });
});

describe('in plain text there is', () => {
  it.each<Case>([
    [
      'a numbered heading with clauses',
      '3. RENT\n\n3.1 The Rent is 850 euros a month.\n3.2 It is due on the first.',
      [
        'heading1 3.| RENT',
        'list-item1^0 3.1| The Rent is 850 euros a month.',
        'list-item1^0 3.2| It is due on the first.',
      ],
    ],
    [
      'an underlined numbered heading, a card under a few words, and no rule',
      '1) مواعيد الزيارة\n-----------------\n\nقسم الجراحة\n   الصباح: لا توجد\n   المساء: من 4 إلى 6\n',
      [
        'heading1 1)| مواعيد الزيارة',
        'heading2^0 قسم الجراحة',
        'field^1 الصباح: لا توجد',
        'field^1 المساء: من 4 إلى 6',
      ],
    ],
    [
      'a heading between rules, in brackets, and in capitals',
      `دليل\n\n=====\nJOINING\n=====\n\nAnybody may join the club.\n\n[العضوية]\n\n${long}\n\nNEXT MEETING\n\nIt is on Thursday at six.`,
      [
        'title دليل',
        'heading1 JOINING',
        'paragraph^1 Anybody may join the club.',
        'heading2^1 [العضوية]',
        `paragraph^3 ${long}`,
        'heading2^1 NEXT MEETING',
        'paragraph^5 It is on Thursday at six.',
      ],
    ],
    [
      'letters under numbers',
      '١- أولى\nأ- فرع\nب- فرع ثان\n٢- ثانية\n   • نقطة',
      [
        'list-item1 ١-| أولى',
        'list-item2^0 أ-| فرع',
        'list-item2^0 ب-| فرع ثان',
        'list-item1 ٢-| ثانية',
        'list-item2^3 •| نقطة',
      ],
    ],
    [
      'a table with a rule and an empty cell',
      'Item     Phone   Fax\n-------  ------  ------\nPorto            555-20\nLyon     555-31\n',
      ['table-header {Item¦Phone¦Fax}', 'table-row^0 {Porto¦¦555-20}', 'table-row^0 {Lyon¦555-31¦}'],
    ],
    [
      'a drawn table',
      '+----+----+\n| a  | b  |\n+----+----+\n| c  | 2  |\n+----+----+\n',
      ['table-header {a¦b}', 'table-row^0 {c¦2}'],
    ],
    [
      'columns between tabs',
      'Name\tAge\nAnn\t31\nBob\t42\n',
      ['table-header {Name¦Age}', 'table-row^0 {Ann¦31}', 'table-row^0 {Bob¦42}'],
    ],
    [
      'an answer that goes on, set in',
      'Q: Who?\nA: Anybody who lives here. Bring a photo\n   ID and a letter.\n',
      ['question Q:| Who?', 'answer^0 A:| Anybody who lives here. Bring a photo / ID and a letter.'],
    ],
    [
      'a chat whose text stands below the name',
      '[04-Sep-26 08:12] marl (admin)\nwhich one?\n\n[04-Sep-26 08:15] tin\n\nthe second',
      ['turn [04-Sep-26 08:12] marl (admin)| which one?', 'turn^0 [04-Sep-26 08:15] tin| the second'],
    ],
    [
      'a channel',
      '<ann> where?\n<bob> there\n<ann> ok',
      ['turn <ann>| where?', 'turn^0 <bob>| there', 'turn <ann>| ok'],
    ],
    [
      'subtitles',
      '1\n00:00:01,000 --> 00:00:04,000\nمرحبا\nبكم\n\n2\n00:00:05,000 --> 00:00:06,000\nأهلاً',
      ['turn 1\n00:00:01,000 --> 00:00:04,000| مرحبا / بكم', 'turn 2\n00:00:05,000 --> 00:00:06,000| أهلاً'],
    ],
    [
      'verse, a line a block',
      'قفا نبك من ذكرى حبيب ومنزل      بسقط اللوى بين الدخول فحومل\nفتوضح فالمقراة لم يعف رسمها      لما نسجتها من جنوب وشمأل\nترى بعر الآرام في عرصاتها      وقيعانها كأنه حب فلفل',
      [
        'paragraph قفا نبك من ذكرى حبيب ومنزل      بسقط اللوى بين الدخول فحومل',
        'paragraph فتوضح فالمقراة لم يعف رسمها      لما نسجتها من جنوب وشمأل',
        'paragraph ترى بعر الآرام في عرصاتها      وقيعانها كأنه حب فلفل',
      ],
    ],
    [
      'a first line that is no title',
      'مدير المدرسة سامر\nأمين المكتبة جهاد',
      ['paragraph مدير المدرسة سامر', 'paragraph أمين المكتبة جهاد'],
    ],
  ])('%s', async (_, source, expected) => {
    expect(structure(await parse('a.txt', source))).toEqual(expected);
  });
});

describe('in Markdown there is', () => {
  it.each<Case>([
    [
      'a heading that asks, without its name',
      '# FAQ\n\n- [How?](#how)\n\n## How? {#how}\n\nSo.\n\n## When? {#when}\n\nNow.',
      ['title FAQ', 'list-item1 How?', 'question How?', 'answer^2 So.', 'question When?', 'answer^4 Now.'],
    ],
    [
      'a question in bold type, alone or above its answer',
      '**How?**\n\nSo.\n\n**Who is it?**\nIt is me.',
      ['question How?', 'answer^0 So.', 'question Who is it?', 'answer^2 It is me.'],
    ],
    [
      'items in paragraphs of their own',
      'يقصد بما يأتي:\n\n٨- الدراجة: مركبة.\n\n٩- السكوتر: وسيلة.',
      ['paragraph يقصد بما يأتي:', 'list-item1^0 ٨-| الدراجة: مركبة.', 'list-item1^0 ٩-| السكوتر: وسيلة.'],
    ],
    [
      'a table with empty cells',
      '| City | Phone | Fax |\n|---|---|---|\n| Porto | | 555 |\n| | 5 | |',
      ['table-header {City¦Phone¦Fax}', 'table-row^0 {Porto¦¦555}', 'table-row^0 {¦5¦}'],
    ],
    [
      'a card with hard breaks',
      'الاسم: سامر  \nالهاتف: 5521\\\nالعنوان: النخيل',
      ['field الاسم: سامر', 'field الهاتف: 5521', 'field العنوان: النخيل'],
    ],
    [
      'a note and its mark',
      'Free for children[^2], not dogs[^x].\n\n[^2]: Under-12s',
      ['paragraph Free for children, not dogs.', 'footnote^0 Under-12s'],
    ],
    [
      'a box, and one that asks',
      '!!! note "Care"\n    Hot.\n\n    - item\n\n??? question "Can I?"\n    Yes.',
      ['paragraph Care', 'paragraph^0 Hot.', 'list-item1 item', 'question Can I?', 'answer^3 Yes.'],
    ],
    [
      'a box of Docusaurus and one of GitHub',
      ':::tip My tip\nBody.\n:::\n\n> [!NOTE]\n> Quoted.',
      ['paragraph My tip', 'paragraph Body.', 'quote [!NOTE]| Quoted.'],
    ],
    ['a tab', '=== "Linux"\n\n    apt install x', ['paragraph Linux', 'paragraph^0 apt install x']],
    ['a definition', 'Term\n: What it means.', ['term Term', 'definition^0 What it means.']],
    [
      'a task, and an item of two paragraphs',
      '- [x] done\n\n  more\n- ~~old~~ new',
      ['list-item1 [x]| done', 'list-item2^0 more', 'list-item1 old new'],
    ],
  ])('%s', async (_, source, expected) => {
    expect(structure(await parse('a.md', source))).toEqual(expected);
  });

  it.each([
    ['YAML', '---\ntitle: "عبّارة: \\"أ\\""\ntags:\n  - a\n---\nنص', 'عبّارة: "أ"'],
    ['YAML that is none', '---\ntitle: Part 1: Water\n---\nنص', 'Part 1: Water'],
    ['TOML', '+++\ntitle = "Ferry"\ndate = 2021-05-01\n[extra]\na = 1\n+++\nنص', 'Ferry'],
    ['JSON', '{\n  "title": "Ferry",\n  "draft": false\n}\n\nنص', 'Ferry'],
  ])('front matter in %s', async (_, source, title) => {
    const document = await parse('a.md', source);
    expect([document.title, document.text]).toEqual([title, 'نص']);
    expect(document.blocks[0]!.line).toBe(source.split('\n').length);
  });

  it.each(['+++\nنص\n+++', '{ "a": }\n\nنص', '{}\n\nنص'])(
    'text in %j that only looks like front matter',
    async (source) => {
      expect((await parse('a.md', source)).text).toContain('نص');
    },
  );
});

describe('a soup of labels', () => {
  const unit = fc.constantFrom(
    ...[
      'المادة (5): ',
      'الباب الأول\n',
      'Article 5. ',
      '§ 5 ',
      '1. ',
      '1.2 ',
      '٣ - ',
      'أ- ',
      '(ب) ',
      '- ',
      'أولاً: ',
    ],
    ...[
      'س: ',
      'ج: ',
      'Q1. ',
      'A: ',
      '؟',
      '?\n',
      '[18:01 1.2] ann: ',
      '<bob> ',
      '18:01 ann: ',
      'ann  6:01 PM\n',
    ],
    ...[
      'الاسم: سامر\n',
      'a: b  \n',
      'a   b   1\n',
      '---  ---\n',
      '|a|b|\n',
      '|-|-|\n',
      '+--+--+\n',
      '====\n',
      '-----\n',
    ],
    ...[
      '\n',
      '\n\n',
      '    ',
      '\t',
      'كلمة ',
      'WORD ',
      'word. ',
      '1\n00:00:01,000 --> 00:00:02,000\n',
      '[اسم]\n',
      '\u200f',
    ],
    ...[
      '!!! note "T"\n',
      ':::tip\n',
      '=== "T"\n',
      '[^1]',
      '[^1]: ',
      ': ',
      '**',
      '> ',
      '# ',
      '{#a}',
      '+++\n',
      '- [ ] ',
    ],
  );

  it('takes what stands below a blank line for the words of the last turn alone', async () => {
    const document = await parse('a.txt', 'ann  6:01 PM\nann  6:02 PM\nhello\n\nMore words.');
    const turns = document.blocks.filter(({ kind }) => kind === 'turn');
    expect(turns.map(({ span }) => document.text.slice(span.start, span.end))).toEqual([
      'ann  6:01 PM',
      'ann  6:02 PM\nhello',
    ]);
  });

  it('keeps the promises of blocks, loses no word, and knows the lines', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (pieces) => {
        const source = pieces.join('');
        const parsed = parseText(source);
        expectBlockPromises({ ...parsed, title: parsed.title?.replace(/\s+/g, ' ') ?? 'file' });
        const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
        expect(words(parsed.text)).toEqual(words(source));
        for (const { span, line } of parsed.blocks) {
          expect(line).toBe(parsed.text.slice(0, span.start).split('\n').length);
        }
        const marked = parseMarkdown(source);
        expectBlockPromises({ ...marked, title: marked.title ?? 'file' });
      }),
      { numRuns: 500 },
    );
  });
});
