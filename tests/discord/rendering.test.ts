import type { APIEmbed } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Verdict } from '../../src/contracts/verdict.js';
import { verdicts } from '../../src/text/verdict.js';
import type { Citation, Locator } from '../../src/contracts/answer.js';
import { escapeMarkdown, fitLine } from '../../src/discord/rendering/escape-markdown.js';
import { clip, sanitizeForDiscord, singleLine } from '../../src/discord/rendering/plain-text.js';
import { renderAnswer } from '../../src/discord/rendering/render-answer.js';
import type { AnswerView } from '../../src/discord/rendering/render-answer.js';
import { renderContext } from '../../src/discord/rendering/render-context.js';
import { renderDocuments } from '../../src/discord/rendering/render-documents.js';
import { renderGloss } from '../../src/discord/rendering/render-gloss.js';
import { renderQuotation } from '../../src/discord/rendering/render-quotation.js';
import { renderCollections } from '../../src/discord/rendering/render-collections.js';
import { renderSettings } from '../../src/discord/rendering/render-settings.js';
import { wordingOf } from '../../src/discord/wording/find-wording.js';
import { messagePayload } from '../fake-discord/message-schemas.js';

const aView: AnswerView = {
  answerId: 'AAAAAAAAAAAAAAAA',
  kind: 'answered',
  question: '2020: ماذا حدث؟',
  followUpContext: undefined,
  language: 'ar',
  confidence: 0.9,
  citations: [
    {
      number: 1,
      passageId: 1,
      place: {
        documentId: 1,
        title: 'English title',
        path: 'a/b.txt',
        paragraph: 3,
        line: 4,
        heading: undefined,
      },
      excerptSpan: { start: 0, end: 20 },
      excerpt: 'قال: (2020) نعم.\nYes',
      answerSpans: [{ start: 0, end: 16 }],
      markSpan: undefined,
      alsoIn: [],
    },
  ],
  isPrivate: false,
  hasAudience: true,
  canOpenThread: true,
  linkTemplate: undefined,
  gloss: undefined,
};

/** Any UTF-16 string, with what breaks messages overrepresented. */
const hostile = fc.oneof(
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '**',
        '__',
        '`',
        '```',
        '~~',
        '||',
        '> ',
        '# ',
        '- ',
        '1. ',
        '\\',
        '\n',
        '\r\n',
        ' ',
        '@everyone',
        '<@123456789012345678>',
        '<#1>',
        '<:a:1>',
        '<t:0:R>',
        'https://evil.example/_x_',
        '[a](https://b)',
        '\u202e',
        '\u2066',
        '\u200f',
        '\u0000',
        'ب',
        'كلمة',
        'word',
        '👩‍👩‍👧',
        '\u064b'.repeat(30),
        '\ud800',
        '\udc00',
        'e\u0301',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
const longHostile = fc
  .tuple(hostile, fc.integer({ min: 1, max: 300 }))
  .map(([text, times]) => text.repeat(times));

const numbered = { number: fc.nat(), label: longHostile };
const anyLocator: fc.Arbitrary<Locator> = fc.record(
  {
    line: fc.nat(),
    page: fc.record(numbered, { requiredKeys: ['number'] }),
    slide: fc.nat(),
    inNotes: fc.boolean(),
    sheet: fc.record({ ...numbered, row: fc.nat() }, { requiredKeys: ['number', 'row'] }),
    chapter: fc.record(numbered, { requiredKeys: ['number'] }),
    section: longHostile,
    reading: fc.constantFrom('repaired', 'damaged', 'recognised'),
  },
  { requiredKeys: [] },
);

const citation = fc
  .record({
    excerpt: longHostile.filter((text) => text !== ''),
    title: longHostile,
    path: longHostile,
    heading: fc.option(longHostile, { nil: undefined }),
    alsoIn: fc.array(hostile, { maxLength: 12 }),
    place: fc.tuple(fc.nat(), anyLocator),
    cuts: fc.array(fc.nat(100_000), { minLength: 6, maxLength: 6 }),
    offset: fc.nat(1_000_000),
  })
  .map(({ excerpt, title, path, heading, alsoIn, place: [paragraph, locator], cuts, offset }): Citation => {
    const [a = 0, b = 0, c = 0, d = 0] = cuts
      .slice(0, 4)
      .map((cut) => cut % (excerpt.length + 1))
      .sort((x, y) => x - y);
    const [m = 0, n = 0] = cuts
      .slice(4)
      .map((cut) => a + (cut % (b - a + 1)))
      .sort((x, y) => x - y);
    return {
      number: 1,
      passageId: 1,
      place: { documentId: 1, title, path, heading, paragraph, ...locator },
      excerptSpan: { start: offset, end: offset + excerpt.length },
      excerpt,
      answerSpans: [
        { start: offset + a, end: offset + b },
        { start: offset + c, end: offset + d },
      ],
      markSpan: { start: offset + m, end: offset + n },
      alsoIn,
    };
  });

/** What glosses every quotation with the same words. */
const gloss = fc
  .array(fc.record({ word: hostile, meaning: hostile, isSpelled: fc.boolean() }), { maxLength: 4 })
  .map(
    (words) => () =>
      words.map(({ word, meaning, isSpelled }) => ({
        word,
        start: 0,
        end: word.length,
        meanings: [meaning],
        isSpelled,
      })),
  );

const view = fc.record({
  answerId: fc.constant('AAAAAAAAAAAAAAAA'),
  kind: fc.constantFrom<Verdict>(...verdicts),
  question: longHostile,
  followUpContext: fc.option(longHostile, { nil: undefined }),
  language: fc.constantFrom<'ar' | 'en'>('ar', 'en'),
  confidence: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(Number.NaN, -1, 2)),
  citations: fc.array(fc.option(citation, { nil: undefined }), { maxLength: 10 }),
  isPrivate: fc.boolean(),
  hasAudience: fc.boolean(),
  canOpenThread: fc.boolean(),
  linkTemplate: fc.constantFrom(undefined, 'https://example.org/{path}#{line}'),
  gloss: fc.option(gloss, { nil: undefined }),
});

const markdownOf = (message: ReturnType<typeof renderAnswer>): string => JSON.stringify(message.embeds);

describe('a gloss', () => {
  const glossed = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      word: `كلمة${at}`,
      start: at,
      end: at + 1,
      meanings: ['word', 'saying'],
      isSpelled: at === 1,
    }));

  it('says that it is no translation, and each meaning with its word', () => {
    const { name, value } = renderGloss(glossed(2), 'en', wordingOf('en'));
    expect(name).toBe('Word by word from a dictionary, not a translation (~ by sound)');
    expect(value.replace(/[\u2066-\u2069]/gu, '')).toBe('word, saying (كلمة0) · \\~word, saying (كلمة1)');
  });

  it('ends with … behind a whole word where not all of them fit', () => {
    const { value } = renderGloss(glossed(200), 'ar', wordingOf('ar'));
    expect(value.length).toBeLessThanOrEqual(1_024);
    expect(value.length).toBeGreaterThan(900);
    expect(value).toMatch(/^\u200f.*\)\u2069 · …$/u);
  });
});

describe('any answer', () => {
  it('meets every limit of Discord on every page', () => {
    fc.assert(
      fc.property(view, (any) => {
        for (let position = 0; position < Math.max(1, any.citations.length); position++) {
          const { files, ...message } = renderAnswer(any, position);
          expect(messagePayload.safeParse(message).error?.issues).toBeUndefined();
          expect(files.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('either shows all of the excerpt or attaches it', () => {
    fc.assert(
      fc.property(view, (any) => {
        const shown = any.citations[0];
        const message = renderAnswer(any, 0);
        if (shown === undefined || message.files.length > 0) {
          const file = message.files[0]?.attachment.toString('utf8');
          if (shown !== undefined)
            expect(file).toContain(sanitizeForDiscord(shown.excerpt).slice(0, 900_000));
          return;
        }
        const visible = (text: string): string =>
          text
            .replace(/[\u200f\u200e\s\u2066-\u2069\p{M}]/gu, '')
            .replace(/\*\*|__/g, '')
            .replace(/^>|\n>/g, '');
        const description = message.embeds[0]?.description ?? '';
        const quoted = description
          .split('\n')
          .filter((line) => line.startsWith('> '))
          .map((line) => line.slice(2))
          .join('');
        const expected = visible(escapeMarkdown(shown.excerpt));
        // Escapes at the start of a line depend on where lines are taken apart, so they are left out of both.
        const plain = (text: string): string => text.replace(/\\/g, '');
        expect(plain(visible(quoted))).toBe(plain(expected));
      }),
      { numRuns: 300 },
    );
  });

  it('holds no mention, link or control that a text brought along', () => {
    fc.assert(
      fc.property(view, (any) => {
        const text = markdownOf(renderAnswer({ ...any, linkTemplate: undefined }, 0));
        expect(text).not.toMatch(/(?<!\\)(?:\\\\\\\\)*<[@#:t/]/);
        expect(text).not.toMatch(/(?<!\\)@everyone/);
        expect(text).not.toMatch(/https:\/\//);
        expect(text).not.toMatch(/[\u202a-\u202e]/u);
      }),
      { numRuns: 300 },
    );
  });

  it('opens as many isolates as it closes, so that nothing leaks into the next line', () => {
    fc.assert(
      fc.property(view, (any) => {
        for (const line of renderAnswer(any, 0).embeds.flatMap(linesOf)) {
          expect(line.match(/[\u2066-\u2068]/gu)?.length ?? 0).toBe(line.match(/\u2069/gu)?.length ?? 0);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function linesOf(embed: APIEmbed): string[] {
  return [
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).map(({ value }) => value),
  ].flatMap((text) => text.split('\n'));
}

describe('other messages', () => {
  it('context: any text', () => {
    fc.assert(
      fc.property(
        citation,
        fc.constantFrom('ar' as const, 'en' as const),
        fc.boolean(),
        (any, language, isWide) => {
          const { excerpt, place } = any;
          const span = { start: 0, end: excerpt.length };
          const half = { start: 0, end: Math.ceil(excerpt.length / 2) };
          const narrow = isWide ? half : span;
          const { files, ...message } = renderContext(
            { place, span: narrow, text: excerpt.slice(0, narrow.end), excerptSpan: half },
            { place, span, text: excerpt, excerptSpan: half },
            language,
          );
          expect(messagePayload.safeParse(message).error?.issues).toBeUndefined();
          if (narrow.end !== span.end) expect(files).toHaveLength(1);
        },
      ),
    );
  });

  it('documents: any titles and paths', () => {
    const document = fc.record({
      id: fc.nat(),
      path: longHostile,
      title: longHostile,
      passages: fc.nat(),
      indexedAtMs: fc.nat(),
    });
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 10 }),
        fc.nat(999_999),
        fc.nat(10_000_000),
        (documents, page, total) => {
          for (const language of ['ar', 'en'] as const) {
            const { files, ...message } = renderDocuments(documents, page, total, language);
            expect(messagePayload.safeParse(message).error?.issues).toBeUndefined();
            expect(files).toEqual([]);
          }
        },
      ),
    );
  });

  it('settings: any names of collections', () => {
    const folder = fc.string({ minLength: 1, maxLength: 255 }).filter((name) => name.trim() !== '');
    fc.assert(
      fc.property(fc.uniqueArray(folder, { maxLength: 60 }), fc.boolean(), (collections, isChannel) => {
        const settings = {
          allowedChannelIds: Array.from({ length: 40 }, (_, index) => String(10n ** 18n + BigInt(index))),
          language: 'ar' as const,
          threshold: 0.7,
          areAnswersPublic: true,
          collections,
          channelCollections: { '1': collections },
        };
        const channelId = isChannel ? '1' : undefined;
        const chosen = collections.slice(1);
        const offered = new Set<string>();
        for (const page of [0, 1, 2, 9]) {
          const view = { chosen, usable: collections, channelId, page };
          const { files, ...message } = renderCollections(view, 'ar');
          expect(messagePayload.safeParse(message).error?.issues).toBeUndefined();
          expect(files).toEqual([]);
          for (const row of message.components) {
            for (const each of row.components)
              if ('options' in each) each.options.forEach(({ value }) => offered.add(value));
          }
        }
        expect(offered.size).toBe(collections.length);
        const { files, ...message } = renderSettings(settings, collections, 'ar');
        expect(messagePayload.safeParse(message).error?.issues).toBeUndefined();
        expect(files).toEqual([]);
      }),
    );
  });
});

describe('pieces', () => {
  it('a fitted line is never over its limit and never empty', () => {
    fc.assert(
      fc.property(longHostile, fc.integer({ min: 4, max: 300 }), (text, limit) => {
        const { markdown, isWhole } = fitLine(text, limit, 'none');
        expect(markdown.length).toBeLessThanOrEqual(limit);
        expect(markdown.isWellFormed()).toBe(true);
        expect(markdown).not.toContain('\n');
        expect(markdown.replace(/[\s\u200b-\u200f]/gu, '')).not.toBe('');
        if (!isWhole) expect(markdown.endsWith('…') || markdown === 'none').toBe(true);
      }),
    );
  });

  it('a clipped text is never over its limit and splits no character', () => {
    fc.assert(
      fc.property(longHostile, fc.integer({ min: 1, max: 300 }), (text, limit) => {
        const clipped = clip(singleLine(text), limit);
        expect(clipped.length).toBeLessThanOrEqual(limit);
        expect(clipped.isWellFormed()).toBe(true);
      }),
    );
  });

  it('a quotation keeps the sentence that answers in sight when the rest is cut', () => {
    const words = 'كلام '.repeat(4_000);
    const text = `${words}الجواب هنا عام 2020. ${words}`;
    const start = words.length;
    const end = start + 'الجواب هنا عام 2020.'.length;
    const mark = { start: end - 5, end: end - 1 };
    const { markdown, isWhole } = renderQuotation({ text, emphasis: [{ start, end }], mark }, 1_000);
    expect(isWhole).toBe(false);
    expect(markdown.length).toBeLessThanOrEqual(1_000);
    expect(markdown.length).toBeGreaterThan(900);
    expect(markdown).toContain('**الجواب هنا عام __2020__.**');
  });

  it.each([
    [
      '**bold** _it_ ~~no~~ `code` ||spoiler||',
      '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\` \\|\\|spoiler\\|\\|',
    ],
    ['@everyone <@1> <#2> <:x:3>', '\\@everyone \\<\\@1\\> \\<\\#2\\> \\<\\:x\\:3\\>'],
    ['https://example.org', 'https\\://example.org'],
    ['- item\n1. item\n-# small', '\\- item\n1\\. item\n\\-\\# small'],
    ['# heading\n> quote', '\\# heading\n\\> quote'],
    ['a \u202eb\u202c c\u2066d\u2069', 'a b cd'],
    ['back\\slash', 'back\\\\slash'],
    ['في 2020-05-01: 3.5', 'في 2020-05-01\\: 3.5'],
  ])('escapes %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it.each(['ar', 'en'] as const)(
    'says in %s that it is not sure, and shows what may answer as such',
    (language) => {
      const { noAnswer, unsure, reword } = wordingOf(language).answer;
      const [embed] = renderAnswer({ ...aView, kind: 'unsure', language, confidence: 0.23 }, 0).embeds;
      expect(embed?.description).toContain(`**${unsure}**\n> `);
      expect(embed?.description).toContain('**قال');
      expect(embed?.footer?.text).toContain('23');
      expect(JSON.stringify(embed)).not.toContain(noAnswer);
      expect(JSON.stringify(embed)).not.toContain(reword);
      const colors = verdicts.map(
        (kind) => renderAnswer({ ...aView, kind, confidence: 0.23 }, 0).embeds[0]?.color,
      );
      expect(colors[verdicts.indexOf('unsure')]).not.toBe(colors[verdicts.indexOf('no-answer')]);
    },
  );

  it('sets an Arabic line right to left and keeps paths and titles apart', () => {
    const [embed] = renderAnswer(aView, 0).embeds;
    expect(embed?.title).toBe('\u200f2020\\: ماذا حدث؟');
    expect(embed?.description).toBe('> \u200f**قال\\: \\(2020\\) نعم.**\n> Yes');
    expect(embed?.fields?.[0]?.value).toBe(
      '\u200f**[1] \u2068English title\u2069**\n\u200f\u2066a/b.txt\u2069 · \u2068الفقرة 3\u2069 · \u2068السطر 4\u2069',
    );
  });
});

it('puts the collection that was searched for first, and says that it is to be picked', () => {
  const usable = Array.from({ length: 60 }, (_, number) => `c${number}`);
  const view = { chosen: [], usable, channelId: undefined, page: 1, found: 'c40' };
  const { embeds, components } = renderCollections(view, 'en');
  expect(JSON.stringify(embeds)).toContain('c40');
  expect(JSON.stringify(components)).toMatch(/"options":\[\{"label":"c40"/);
});
