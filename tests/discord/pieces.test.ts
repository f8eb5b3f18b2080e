import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  keepToWhatIsNew,
  leansOnPrevious,
  rememberConversation,
} from '../../src/discord/asking/follow-up.js';
import type { Answer } from '../../src/contracts/answer.js';
import { createRateLimiter } from '../../src/discord/asking/rate-limiter.js';
import { downloadAttachment, isAllowedAddress } from '../../src/discord/attachments/download-attachment.js';
import { makeSafeName } from '../../src/discord/attachments/safe-name.js';
import { exportFeedback } from '../../src/discord/commands/feedback.js';
import { formatCustomId, parseCustomId } from '../../src/discord/components/custom-id.js';
import { findDocumentLink } from '../../src/discord/rendering/document-link.js';
import { count } from '../../src/text/count.js';
import { wordingOf } from '../../src/discord/wording/find-wording.js';

describe('follow-ups', () => {
  it.each([
    ['وماذا عن باكستان؟', true],
    ['ماذا عن الصين', true],
    ['وَمَتى كان ذلك؟', true],
    ['What about Pakistan?', true],
    ['And in 2019?', true],
    ['Why?', true],
    ['متى حدث ذلك؟', true],
    ['When did it end?', true],
    ['باكستان؟', true],
    ['ومن هو؟', true],
    ['How did they end that?', true],
    ['من هو وزير الدفاع الروسي؟', false],
    ['هل هناك اتفاق بين البلدين؟', false],
    ['Is there an agreement between Iran and Russia?', false],
    ['Why did the chief of staff visit Russia?', false],
    ['متى انتهى الحظر التسليحي على إيران؟', false],
    ['Who is the chief of staff of the Iranian armed forces?', false],
    ['', false],
    ['؟؟؟', false],
    [`وماذا عن ${'كلمة '.repeat(40)}`, false],
  ])('%j leans on what came before: %s', (question, leans) => {
    expect(leansOnPrevious(question)).toBe(leans);
  });

  it.each<[string, string, string[], string, number[]]>([
    [
      'متى انتهى الحظر على إيران؟',
      'وماذا عن باكستان؟',
      ['حظر إيران 2020', 'زيارته لباكستان'],
      'no-answer',
      [1, 0],
    ],
    ['كم استمرت الزيارة؟', 'وماذا عن باكستان؟', ['زيارة لباكستان', 'حظر إيران'], 'answered', [0, 1]],
    ['ماذا قال السفير؟', 'متى قال ذلك؟', ['في آب', 'باكستان'], 'answered', [0, 1]],
    ['When did he visit Iran?', 'And Pakistan?', ['He visited Iran.', 'Rain.'], 'no-answer', [0, 1]],
    ['من زار روسيا؟', 'ومن زارها؟', [], 'answered', []],
  ])('after %j, %j is answered by what is new in it', (followUpContext, question, excerpts, kind, order) => {
    const citations = excerpts.map((excerpt, position) => ({
      number: position + 1,
      passageId: position,
      place: { documentId: 1, title: '', path: '', paragraph: 1, line: 1, heading: undefined },
      excerptSpan: { start: 0, end: excerpt.length },
      excerpt,
      answerSpans: [{ start: 0, end: excerpt.length }],
      markSpan: undefined,
      alsoIn: [],
    }));
    const answer: Answer = {
      kind: 'answered',
      question,
      language: 'ar',
      confidence: 0.9,
      citations,
      snapshot: 1,
    };
    const kept = keepToWhatIsNew(answer, followUpContext);
    expect(kept.kind).toBe(kind);
    const isMarked = kept.citations.map(({ answerSpans }) => answerSpans.length > 0);
    expect(isMarked).toEqual(order.map(() => kind !== 'no-answer'));
    expect(kept.citations.map(({ passageId }) => passageId)).toEqual(order);
    expect(kept.citations.map(({ number }) => number)).toEqual(order.map((_, position) => position + 1));
  });

  it('keeps a conversation in mind within bounds', () => {
    expect(rememberConversation(undefined, 'a')).toBe('a');
    expect(rememberConversation('a', 'b')).toBe('a b');
    expect(rememberConversation('a'.repeat(399), 'b')).toBe('b');
    expect(rememberConversation(undefined, 'ب'.repeat(1_000))).toHaveLength(400);
  });
});

describe('the rate limiter', () => {
  it('lets no more than so many through in any minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(40_000), { maxLength: 60 }),
        (perMinute, gaps) => {
          let now = 1_000_000;
          const limiter = createRateLimiter(perMinute, () => now);
          const passed: number[] = [];
          for (const gap of gaps) {
            now += gap;
            const waitMs = limiter.waitMs('key');
            expect(waitMs).toBeLessThanOrEqual(60_000);
            if (waitMs > 0) continue;
            limiter.count('key');
            passed.push(now);
          }
          passed.forEach((time, index) => {
            const inMinute = passed.filter(
              (other, position) => position >= index && other < time + 60_000,
            ).length;
            expect(inMinute).toBeLessThanOrEqual(perMinute);
          });
        },
      ),
    );
  });

  it('lets go at the very moment that it named', () => {
    let now = 0;
    const limiter = createRateLimiter(1, () => now);
    limiter.count('a');
    now = 10_000;
    expect(limiter.waitMs('a')).toBe(50_000);
    expect(limiter.waitMs('b')).toBe(0);
    now += 50_000;
    expect(limiter.waitMs('a')).toBe(0);
  });
});

describe('safe names', () => {
  it.each([
    ['report.txt', 'report.txt'],
    ['تقرير عام.md', 'تقرير عام.md'],
    ['../../x.txt', 'x.txt'],
    ['C:\\windows\\x.txt', 'x.txt'],
    ['.env.txt', 'env.txt'],
    ['a\u0000b\n.txt', 'ab_.txt'],
    ['\u202etxt.exe.txt', 'txt.exe.txt'],
    ['a"b\'c`d$e%f.txt', 'a_b_c_d_e_f.txt'],
    ['NUL.txt', '_NUL.txt'],
    ['name. . .', 'name'],
    ['', undefined],
    ['...', undefined],
    ['🎉.txt', undefined],
  ])('%j becomes %j', (name, safe) => {
    expect(makeSafeName(name)).toBe(safe);
  });

  it('are one part of a path that any file system takes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 20 })),
        (name) => {
          const safe = makeSafeName(name);
          if (safe === undefined) return;
          expect(safe).not.toMatch(/[/\\]|^\.|^-|^\s|[.\s]$/);
          expect(safe).not.toMatch(/[\u0000-\u001f]/);
          expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
          expect(safe.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

describe('attachments', () => {
  const discordApi = 'https://discord.com/api';

  it.each([
    ['https://cdn.discordapp.com/attachments/1/2/a.txt', discordApi, true],
    ['https://media.discordapp.net/a.txt', discordApi, true],
    ['http://cdn.discordapp.com/a.txt', discordApi, false],
    ['https://cdn.discordapp.com:8443/a.txt', discordApi, false],
    ['https://user@cdn.discordapp.com/a.txt', discordApi, false],
    ['https://cdn.discordapp.com.evil.example/a.txt', discordApi, false],
    ['https://discord.com/api/users/@me', discordApi, false],
    ['http://169.254.169.254/latest/meta-data', discordApi, false],
    ['file:///etc/passwd', discordApi, false],
    ['not an address', discordApi, false],
    ['http://127.0.0.1:5000/a.txt', 'http://127.0.0.1:5000/api', true],
    ['http://127.0.0.1:5001/a.txt', 'http://127.0.0.1:5000/api', false],
  ])('%s with the API at %s: %s', (address, api, isAllowed) => {
    expect(isAllowedAddress(address, api)).toBe(isAllowed);
  });

  it('stop reading where the limit is passed', async () => {
    let pulled = 0;
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(1_000));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const address = 'https://cdn.discordapp.com/a.txt';
    const endless = () => Promise.resolve(new Response(body));
    expect(await downloadAttachment(address, discordApi, 5_000, endless)).toEqual({ kind: 'too-large' });
    expect(pulled).toBeLessThan(10);
    expect(isCancelled).toBe(true);
    const missing = () => Promise.resolve(new Response('no', { status: 404 }));
    expect(await downloadAttachment(address, discordApi, 5_000, missing)).toEqual({ kind: 'failed' });
    const broken = () => Promise.reject(new Error('reset'));
    expect(await downloadAttachment(address, discordApi, 5_000, broken)).toEqual({ kind: 'failed' });
    const exact = () => Promise.resolve(new Response(new Uint8Array(5_000)));
    expect(await downloadAttachment(address, discordApi, 5_000, exact)).toMatchObject({ kind: 'bytes' });
  });
});

describe('custom ids', () => {
  it('come back as they were, and fit Discord’s limit', () => {
    const subject = fc.stringMatching(/^[A-Za-z0-9_-]{1,24}$/);
    fc.assert(
      fc.property(subject, fc.nat(999_999), (id, number) => {
        const text = formatCustomId('set-collections', id, number);
        expect(text.length).toBeLessThanOrEqual(100);
        expect(parseCustomId(text)).toEqual({ action: 'set-collections', subject: id, number });
      }),
    );
  });

  it('of any other shape are none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(parseCustomId(text)).toBeUndefined();
      }),
    );
  });
});

it('fills in a link with nothing that could end it', () => {
  const place = {
    documentId: 1,
    title: '',
    path: 'a b/ملف (1)>*_.txt',
    paragraph: 1,
    line: 7,
    heading: undefined,
  };
  const link = findDocumentLink('https://example.org/{path}?l={line}', place);
  expect(link).toMatch(/^https:\/\/example\.org\/a%20b\/[%A-F0-9]+%20%281%29%3E%2A_\.txt\?l=7$/);
  expect(findDocumentLink(undefined, place)).toBeUndefined();
});

describe('Arabic counting', () => {
  const seconds = { one: 'ثانية واحدة', two: 'ثانيتين', few: 'ثوانٍ', many: 'ثانية', other: 'ثانية' };
  it.each([
    [1, 'ثانية واحدة'],
    [2, 'ثانيتين'],
    [3, '3 ثوانٍ'],
    [10, '10 ثوانٍ'],
    [11, '11 ثانية'],
    [100, '100 ثانية'],
    [1_234, '1,234 ثانية'],
  ])('%i', (amount, text) => {
    expect(count('ar', amount, seconds)).toBe(text);
  });
});

describe('the words', () => {
  it('are there in both languages, each in its own script', () => {
    const ar = wordingOf('ar');
    const en = wordingOf('en');
    expect(collect(ar).map(([name]) => name)).toEqual(collect(en).map(([name]) => name));
    for (const [name, text] of collect(ar)) {
      if (!name.endsWith('languages.en')) expect(text, name).toMatch(/\p{Script=Arabic}/u);
    }
    for (const [name, text] of collect(en)) {
      if (!name.endsWith('languages.ar') && !name.includes('help'))
        expect(text, name).not.toMatch(/\p{Script=Arabic}/u);
    }
  });

  it('meet the limits of the places where they stand', () => {
    for (const { button, feedback } of [wordingOf('ar'), wordingOf('en')]) {
      for (const label of Object.values(button)) expect(label.length).toBeLessThanOrEqual(80);
      for (const label of [feedback.formTitle, feedback.whatWasWrong, feedback.whatWouldBeRight]) {
        expect(label.length).toBeLessThanOrEqual(45);
      }
    }
  });
});

/** Every fixed text of a table with its name. */
function collect(table: object, prefix = ''): [string, string][] {
  return Object.entries(table).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[`${prefix}.${name}`, value]];
    return typeof value === 'object' && value !== null ? collect(value, `${prefix}.${name}`) : [];
  });
}

it('exports the newest feedback when there is more than a file holds', () => {
  const feedback = Array.from({ length: 9_000 }, (_, index) => ({
    answerId: String(index),
    userId: '1',
    guildId: '2',
    question: 'ب'.repeat(500),
    confidence: 0.5,
    passageIds: [1],
    verdict: 'helpful' as const,
    whatWasWrong: '',
    whatWouldBeRight: '',
    createdAtMs: index,
  }));
  const { text, amount } = exportFeedback(feedback);
  expect(Buffer.byteLength(text)).toBeLessThan(8_000_001);
  expect(amount).toBeLessThan(9_000);
  expect(text.trimEnd().split('\n')).toHaveLength(amount);
  expect(text).toContain(new Date(8_999).toISOString());
});
