/** Texts that break careless bots: name → path, document, question. */
export const hostileTexts: readonly (readonly [
  name: string,
  path: string,
  text: string,
  question: string,
])[] = [
  [
    'mentions',
    'mentions.txt',
    'Mentions\nThe rule of pings says @everyone <@123456789012345678> <#1> <@&2> must stay text.',
    'What does the rule of pings say?',
  ],
  [
    'Markdown',
    'markdown.txt',
    'Markdown **title** _x_\nThe format of stars is **bold** __line__ ~~no~~ ||spoiler|| `code` \\ # and > all at once.',
    'What is the format of stars?',
  ],
  [
    'links',
    'links.txt',
    'Links\nThe address of phishing is https://evil.example/login or [a safe site](https://evil.example).',
    'What is the address of phishing?',
  ],
  [
    'bidi overrides',
    'bidi.txt',
    'Bidi\nThe file of reversal is named \u202egpj.exe\u202c and \u2066isolated without an end.',
    'What is the file of reversal named?',
  ],
  [
    'mixed directions',
    'mixed (v1.2)/تقرير 2020-05.md',
    'تقرير Report 2020 (v1.2)\nبلغ إنتاج القمح في محافظة Hasakah نحو 1,250,000 طن (أي 35.5%) عام 2020 وفق FAO [3].',
    'كم بلغ إنتاج القمح في محافظة Hasakah عام 2020؟',
  ],
  [
    'towers of marks',
    'marks.txt',
    `Marks\nThe word of towers is ز${'\u064b\u0651\u0655\u0670'.repeat(80)}ل${'\u0300\u0335\u034f'.repeat(90)}go.`,
    'What is the word of towers?',
  ],
  [
    'one endless line',
    'endless.txt',
    `Endless\nThe sea of words begins ${'and goes on '.repeat(900)}until the end.`,
    'How does the sea of words begin?',
  ],
  [
    'lines that look like lists',
    'lists.txt',
    'Lists\n- The menu of dashes has 1. one 2. two -# small.',
    'What does the menu of dashes have?',
  ],
  [
    'an endless title',
    `${'very-long-path-'.repeat(14)}.txt`,
    `${'A title without an end '.repeat(60)}\nThe colour of patience is green.`,
    'What is the colour of patience?',
  ],
  [
    'emoji and other scripts',
    'scripts.txt',
    'Scripts 東京 👩‍👩‍👧\nThe family of emoji is 👩‍👩‍👧‍👦 with ελληνικά, עברית, हिन्दी and 東京タワー.',
    'What is the family of emoji?',
  ],
];
