import type { WordRole } from './word-content.js';

export interface StyleRole {
  readonly role: WordRole;
  /** Of a heading, from 1; 0 otherwise. */
  readonly level: number;
}

/** Word and LibreOffice write the names of their own styles in English in any language; other programs do not. */
const headingName =
  /^(?:heading|عنوان|titre|überschrift|título|titolo|заголовок|nagłówek|kop|rubrik|overskrift|başlık) ?([1-9])$/iu;

const namedRoles: readonly (readonly [name: RegExp, role: WordRole])[] = [
  [/^title$/, 'title'],
  [/^subtitle$/, 'body'],
  [
    /^(?:toc|contents|index|(?:illustration|table|object|user) index) \d{1,2}$|^table of (?:figures|authorities)$/,
    'contents',
  ],
  [/^caption$/, 'caption'],
  [/^(?:intense )?quote$|^quotations$|^block text$/, 'quote'],
];

/** What a style makes of its paragraphs by its name and outline level (9 for body text), if they say anything. */
export function roleOfStyle(name: string, outlineLevel: number | undefined): StyleRole | undefined {
  const folded = name.toLowerCase();
  const named = namedRoles.find(([pattern]) => pattern.test(folded));
  if (named) return { role: named[1], level: 0 };
  if (outlineLevel !== undefined) {
    return outlineLevel < 9 ? { role: 'heading', level: outlineLevel + 1 } : { role: 'body', level: 0 };
  }
  const level = Number(headingName.exec(name)?.[1] ?? 0);
  return level > 0 ? { role: 'heading', level } : undefined;
}
