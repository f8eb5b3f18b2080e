import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeBytes } from '../../src/documents/decode-bytes.js';
import { createEncoder } from './encoders.js';

const seeds = new URL('../../seeds/', import.meta.url);
const article = readdirSync(seeds)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(new URL(name, seeds), 'utf8'))
  .join('\n');

function decoded(bytes: Uint8Array, declared?: string): { text: string; encoding: string; newline: string } {
  const result = decodeBytes(bytes, declared);
  if ('code' in result) throw new Error(result.code);
  return result;
}

describe('decodeBytes', () => {
  const arabic = 'انتهى الحظر في تشرين الأول/ أكتوبر لعام 2020.';

  it.each([
    ['utf-8', Buffer.from(arabic)],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(arabic)])],
    ['utf-16le', Buffer.from(`\ufeff${arabic}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${arabic}`, 'utf16le').swap16()],
    ['utf-16le', Buffer.from(arabic, 'utf16le')],
    ['utf-16be', Buffer.from(arabic, 'utf16le').swap16()],
    ['windows-1256', createEncoder('windows-1256')(arabic)],
    ['iso-8859-6', createEncoder('iso-8859-6')(arabic)],
  ])('reads Arabic in %s', (encoding, bytes) => {
    expect(decoded(bytes)).toEqual({ text: arabic, encoding, newline: 'none' });
  });

  it.each([
    ['windows-1252', "L'été dernier, la société a réalisé des bénéfices à l'étranger."],
    ['windows-1252', 'À Genève, où se déroulèrent les négociations, on évoqua la paix.'],
    ['windows-1252', 'Der Präsident fährt über die Brücke nach München, daß es schöner wäre.'],
    ['windows-1252', 'El niño comió una piña en la mañana y después durmió.'],
    ['windows-1252', 'café'],
    ['windows-1251', 'Президент России заявил о необходимости мира.'],
    ['windows-1251', 'МОСКВА СТОЛИЦА РОССИИ'],
    ['koi8-r', 'Президент России заявил о необходимости мира.'],
    ['iso-8859-7', 'Ο πρόεδρος της Ελλάδας δήλωσε ότι η ειρήνη είναι απαραίτητη.'],
    ['iso-8859-8', 'ראש הממשלה אמר היום כי השלום חשוב לכולם'],
    ['windows-1254', "Türkiye Cumhurbaşkanı bugün İstanbul'da açıklama yaptı."],
    ['iso-8859-2', 'Prezydent Rzeczypospolitej Polskiej powiedział, że pokój jest ważny.'],
    ['shift_jis', '日本の首都は東京です。人口は約千四百万人です。'],
    ['euc-jp', '日本の首都は東京です。人口は約千四百万人です。'],
    ['gb18030', '中国的首都是北京，人口超过两千万。'],
    ['big5', '中國的首都是北京，人口超過兩千萬。'],
    ['euc-kr', '대한민국의 수도는 서울이며 인구는 천만 명에 이른다.'],
  ])('tells %s from Arabic: %s', (encoding, text) => {
    expect(decoded(createEncoder(encoding)(text))).toMatchObject({ text, encoding });
  });

  it('reads stretches of the seed article in windows-1256, however short', () => {
    const encode = createEncoder('windows-1256');
    const words = article.split(/\s+/).filter((word) => /\p{Script=Arabic}/u.test(word));
    for (const [length, share] of [
      [1, 0.95],
      [2, 0.99],
      [3, 0.99],
      [5, 1],
      [20, 1],
      [50, 1],
    ] as const) {
      let right = 0;
      const starts = words.length - length + 1;
      for (let start = 0; start < starts; start++) {
        const text = words.slice(start, start + length).join(' ');
        const result = decodeBytes(encode(text));
        if ('text' in result && result.text === text) right++;
      }
      expect(right / starts, `${length} words`).toBeGreaterThanOrEqual(share);
    }
  });

  it.each([
    ['windows-1252', 'The “Blue Heron” bridge doesn’t open – the toll is €4 for cars.'],
    ['windows-1256', 'ساعت كار كتابخانه از هشت صبح تا چهار بعد از ظهر است. گواهي پزشكي لازم نيست.'],
    ['windows-1256', 'لاہور ايک بڑا شہر ہے'],
  ])('reads %s as the web does: %s', (encoding, text) => {
    const others = { '“': 0x93, '”': 0x94, '’': 0x92, '–': 0x96, '€': 0x80 };
    const encode = createEncoder(encoding);
    const bytes = Uint8Array.from(
      Array.from(text).flatMap((letter) =>
        encoding === 'windows-1252' && letter in others
          ? [others[letter as keyof typeof others]]
          : [...encode(letter)],
      ),
    );
    expect(decoded(bytes)).toMatchObject({ text, encoding });
    expect(decoded(bytes, encoding)).toMatchObject({ text, encoding });
  });

  it('believes what a page declares of itself before it guesses', () => {
    const bytes = createEncoder('windows-1251')('он');
    expect(decoded(bytes, 'windows-1251')).toMatchObject({ text: 'он', encoding: 'windows-1251' });
  });

  it.each([
    ['none', 'واحد'],
    ['lf', 'a\nb\n'],
    ['crlf', 'a\r\nb\r\n'],
    ['cr', 'a\rb\r'],
    ['mixed', 'a\nb\r\nc'],
    ['mixed', 'a\r\r\nb'],
  ])('keeps track of the newline style %s', (newline, text) => {
    const result = decoded(Buffer.from(text));
    expect(result).toMatchObject({ newline, text: text.replace(/\r\n|\r/g, '\n') });
  });

  it.each([
    ['\x00\x01\x02\x03\x04', 'not-text'],
    ['some letters\x00\x01\x02\x03 and more of them', 'not-text'],
    [
      Array.from({ length: 3000 }, (_, i) => String.fromCharCode((i * i * 31 + i * 7) % 251)).join(''),
      'not-text',
    ],
    ['\xff\x81\xfe\x9d\xff\x81', 'unknown-encoding'],
  ])('refuses %.40j', (content, code) => {
    expect(decodeBytes(Buffer.from(content, 'latin1'))).toEqual({ code });
  });

  it('reads a text of which a few bytes are damaged', () => {
    const bytes = Buffer.concat([Buffer.from(arabic), Buffer.from([0xd9])]);
    expect(decoded(bytes)).toMatchObject({ text: `${arabic}\ufffd`, encoding: 'utf-8' });
    expect(decoded(Buffer.from('good text\0 with a hole'))).toMatchObject({
      text: 'good text\ufffd with a hole',
    });
    expect(decoded(Buffer.from('\ufeffa\ud83db', 'utf16le'))).toMatchObject({ text: 'a\ufffdb' });
  });

  it('gives text that survives UTF-8, or a problem, for any bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string({ unit: 'binary' }).map((s) => Buffer.from(s)),
          fc.string({ unit: 'binary' }).map((s) => Buffer.from(s, 'utf16le')),
        ),
        (bytes) => {
          const result = decodeBytes(bytes);
          if ('code' in result) return;
          expect(Buffer.from(result.text, 'utf8').toString('utf8')).toBe(result.text);
          expect(result.text).not.toMatch(/[\r\0]|^\ufeff/);
          expect(new TextDecoder(result.encoding).encoding).toBe(result.encoding);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('changes nothing but newlines in UTF-8', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ابتة ،.\n\t aé漢😀\u200f\u0651')) }),
        (text) => {
          expect(decoded(Buffer.from(text)).text).toBe(text);
        },
      ),
    );
  });
});
