import { looksLikeHeading } from '../text-lines.js';
import { plainSize, type TypeSizes } from './type-sizes.js';

const anyHeading = /<h[1-6][\s>]/iu;
const piece = /<(\/?)([a-z][\w:-]*)(?=[\s/>])([^<>]*)>|([^<]+)/giu;
const classes = /\sclass\s*=\s*["']([^"']*)["']/iu;
const entity = /&#?\w+;/gu;

/** Letters of a heading are larger than those of the text by so much. */
const minRatio = 1.08;
const maxUnits = 200;
const deepest = 6;
/** Where more paragraphs are large nothing stands out. */
const maxShare = 0.4;

interface Paragraph {
  readonly part: number;
  /** Where its tags begin. */
  readonly start: number;
  readonly end: number;
  /** Of all of its letters; undefined where they differ, or where it stands in a table. */
  readonly size: number | undefined;
  readonly text: string;
}

function sizeOf(attributes: string, sizes: TypeSizes, inherited: number): number {
  const names = classes.exec(attributes)?.[1]?.split(/\s+/u) ?? [];
  return names.reduce((size, name) => sizes.get(name) ?? size, inherited);
}

/** A paragraph that is not closed yet: the sizes of the elements that are open in it, and of its letters. */
interface OpenParagraph {
  readonly start: number;
  readonly open: number[];
  readonly found: Set<number>;
  text: string;
}

function findParagraphs(markup: string, part: number, sizes: TypeSizes): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let tables = 0;
  let current: OpenParagraph | undefined;
  for (const { 1: end, 2: name, 3: attributes = '', 4: said, index } of markup.matchAll(piece)) {
    if (said !== undefined) {
      if (!current) continue;
      current.text += said;
      if (/\S/u.test(said)) current.found.add(current.open.at(-1)!);
      continue;
    }
    const element = name!.toLowerCase();
    if (element === 'table') tables = Math.max(0, tables + (end ? -1 : 1));
    else if (element === 'p' && !end) {
      current = { start: index, open: [sizeOf(attributes, sizes, plainSize)], found: new Set(), text: '' };
    } else if (!current) continue;
    else if (element === 'p') {
      const size = current.found.size === 1 && tables === 0 ? [...current.found][0] : undefined;
      const text = current.text.replace(entity, 'x').trim();
      paragraphs.push({ part, start: current.start, end: index, size, text });
      current = undefined;
    } else if (element === 'br' || attributes.endsWith('/')) continue;
    else if (!end) current.open.push(sizeOf(attributes, sizes, current.open.at(-1)!));
    else if (current.open.length > 1) current.open.pop();
  }
  return paragraphs;
}

/** The size of most letters. */
function bodySize(paragraphs: readonly Paragraph[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of paragraphs)
    if (size !== undefined) counts.set(size, (counts.get(size) ?? 0) + text.length);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? plainSize;
}

/**
 * Makes headings of paragraphs in larger type, in a book that has no headings otherwise: programs that lay out text, as
 * LibreOffice and those that convert books, keep of a heading how it looks alone.
 */
export function nameLargeParagraphs(parts: readonly string[], sizes: TypeSizes): readonly string[] {
  if (sizes.size === 0 || parts.some((markup) => anyHeading.test(markup))) return parts;
  const paragraphs = parts.flatMap((markup, part) => findParagraphs(markup, part, sizes));
  const body = bodySize(paragraphs);
  const large = paragraphs.filter(
    ({ size = 0, text }) => size >= minRatio * body && text.length <= maxUnits && looksLikeHeading(text),
  );
  if (large.length > maxShare * paragraphs.length) return parts;
  const levels = [...new Set(large.map(({ size }) => size))].sort((a, b) => b! - a!);
  const names = new Map<string, string>();
  for (const { part, start, end, size } of large) {
    const name = `h${String(Math.min(deepest, levels.indexOf(size) + 1))}`;
    names.set(`${String(part)} ${String(start)}`, name).set(`${String(part)} ${String(end)}`, name);
  }
  return parts.map((markup, part) =>
    markup.replace(/<(\/?)p(?=[\s>])/giu, (tag, end: string, at: number) => {
      const name = names.get(`${String(part)} ${String(at)}`);
      return name === undefined ? tag : `<${end}${name}`;
    }),
  );
}
