import type { Reading } from '../../contracts/document.js';
import { readTable, storeCells } from '../html-table.js';
import { isElement, type HtmlNode } from '../html-tree.js';
import type { ParsedContent } from '../parsed-content.js';
import { createTextBuilder, type DraftBlock, type NewBlock } from '../text-builder.js';
import { looksLikeHeading } from '../text-lines.js';
import { isField } from '../text-structure/field-lines.js';
import type { Group } from '../text-structure/group.js';
import type { Line } from '../text-structure/lines.js';
import { readLineNumber } from '../text-structure/numbered-lines.js';
import { toNewBlock } from '../text-structure/piece-writer.js';
import { endsInQuestion } from '../../text/ends-in-question.js';
import { readQuestionLabel } from '../text-structure/question-labels.js';
import { readSectionLabel } from '../text-structure/section-labels.js';
import { StructureReader } from '../text-structure/structure-reader.js';
import { findVoices } from '../text-structure/turn-labels.js';
import { PageParts } from './page-parts.js';
import type { PageStart, PdfContent, PdfParagraph, PdfTable } from './paragraphs.js';
import { toHtmlTable } from './table-as-html.js';

export interface PdfOutline {
  readonly contents: readonly PdfContent[];
  readonly headings: ReadonlyMap<PdfParagraph, number>;
  readonly title: PdfParagraph | undefined;
  readonly pageCount: number;
  readonly labels: readonly (string | undefined)[];
  readonly readingOf: (page: number) => Reading | undefined;
}

const maxFieldUnits = 210;
const maxGroupLines = 200;
const noteStart = /^[([]?(\p{Nd}{1,4}|[*†‡§¶]{1,3})[)\].]?\s*/u;

/** Makes blocks of the paragraphs and tables of a file, in their order. */
class PdfBlocks {
  private readonly builder = createTextBuilder();
  private readonly reader: StructureReader;
  private readonly parts: PageParts;
  private readonly sections: { readonly level: number; readonly position: number }[] = [];
  /** Label of a note → position of the block that has its mark. */
  private readonly marks = new Map<string, number>();
  private text = '';
  private pages: readonly PageStart[] = [];
  private ordinal = 0;
  /** The last table: what its header says, where it is, and what rows that go on on the next page have in common. */
  private lastTable:
    { text: string; header: number | undefined; columnCount: number; end: number } | undefined;

  constructor(private readonly outline: PdfOutline) {
    const { contents, headings } = outline;
    this.parts = new PageParts(outline.labels, outline.readingOf);
    const isBoldHeading = (content: PdfContent): boolean =>
      content.kind === 'paragraph' && content.isBold && looksLikeHeading(content.text);
    this.reader = new StructureReader({
      voices: findVoices(contents.flatMap((content) => (content.kind === 'paragraph' ? [content.text] : []))),
      hasMarkedHeadings: headings.size > 0 || contents.some(isBoldHeading),
      emit: (piece) => this.add(toNewBlock(this.text, piece), this.pages, piece.start),
    });
  }

  write(): Pick<ParsedContent, 'text' | 'blocks' | 'parts'> {
    const { contents, pageCount } = this.outline;
    for (let index = 0; index < contents.length;) index = this.writeAt(index);
    const { text, blocks } = this.builder.finish();
    return { text, blocks, parts: this.parts.finish(pageCount, text.length) };
  }

  /** Writes what stands at `index`, with what belongs to it, and gives the next index. */
  private writeAt(index: number): number {
    const { contents, headings, title } = this.outline;
    const content = contents[index]!;
    const next = contents[index + 1];
    if (content.kind === 'table') {
      this.writeTable(content);
      return index + 1;
    }
    const level = headings.get(content);
    if (content === title) this.writeTitle(content);
    else if (content.isNote) this.writeNote(content);
    else if (level !== undefined) this.writeHeading(content, level, next);
    else return this.writeGroup(index);
    return index + 1;
  }

  private add(
    block: NewBlock,
    pages: readonly PageStart[],
    from: number,
    parent?: number,
  ): DraftBlock | undefined {
    const added = this.builder.add(block);
    if (!added) return undefined;
    if (parent !== undefined) added.parent = parent;
    this.parts.beginWithin(pages, from, from + block.text.length, added.span.start);
    return added;
  }

  private keepMarks(labels: readonly string[]): void {
    for (const label of labels) this.marks.set(label, this.builder.count() - 1);
  }

  private writeTitle({ text, pages, notes }: PdfParagraph): void {
    this.reader.interrupt();
    this.add({ kind: 'title', level: 0, line: ++this.ordinal, text }, pages, 0);
    this.keepMarks(notes);
    this.reader.startSection(0, text);
  }

  private writeNote({ text, pages, noteLabel }: PdfParagraph): void {
    this.reader.interrupt();
    const start = noteStart.exec(text);
    const parent = this.marks.get(noteLabel ?? start?.[1] ?? '');
    const content = start?.[0].length ?? 0;
    this.add({ kind: 'footnote', level: 0, line: ++this.ordinal, text, content }, pages, 0, parent);
  }

  private writeHeading(paragraph: PdfParagraph, level: number, next: PdfContent | undefined): void {
    const { text, pages, notes } = paragraph;
    const position = this.builder.count();
    while (this.sections.length > 0 && this.sections.at(-1)!.level >= level) this.sections.pop();
    const parent = this.sections.at(-1)?.position ?? -1;
    const nextLevel = next?.kind === 'paragraph' ? this.outline.headings.get(next) : undefined;
    const isQuestion =
      next !== undefined && (nextLevel ?? 0) <= level && endsInQuestion(text) && nextLevel === undefined;
    const labelled = readLineNumber(text)?.content ?? readSectionLabel(text)?.content ?? 0;
    const content = labelled || readQuestionLabel(text);
    const kind = isQuestion ? 'question' : 'heading';
    this.reader.interrupt();
    const line = ++this.ordinal;
    this.add({ kind, level: isQuestion ? 0 : level, line, text, content }, pages, 0, parent);
    this.keepMarks(notes);
    this.sections.push({ level, position });
    this.reader.startSection(level, text);
    if (isQuestion) this.reader.expectAnswer();
  }

  /** Fields that stand below each other are read together, all other paragraphs one by one. */
  private writeGroup(from: number): number {
    const { contents, headings } = this.outline;
    const isLineOfCard = (content: PdfContent | undefined): content is PdfParagraph =>
      content?.kind === 'paragraph' &&
      !content.isNote &&
      !headings.has(content) &&
      content.text.length <= maxFieldUnits &&
      isField(content.text);
    const group = [contents[from] as PdfParagraph];
    let to = from + 1;
    if (isLineOfCard(group[0])) {
      for (; group.length < maxGroupLines && isLineOfCard(contents[to]); to++)
        group.push(contents[to] as PdfParagraph);
    }
    this.readGroup(group, contents[to]);
    return to;
  }

  private readGroup(paragraphs: readonly PdfParagraph[], next: PdfContent | undefined): void {
    const lines: Line[] = [];
    const pages: PageStart[] = [];
    const indentOf = ({ isCentred, indent }: PdfParagraph): number =>
      isCentred ? 0 : Math.min(40, Math.max(0, Math.round(indent * 1.5)));
    let from = 0;
    for (const paragraph of paragraphs) {
      const { text } = paragraph;
      lines.push({
        start: from,
        end: from + text.length,
        number: ++this.ordinal,
        indent: indentOf(paragraph),
        ruleBefore: undefined,
        ruleAfter: undefined,
      });
      for (const { offset, page } of paragraph.pages) pages.push({ offset: from + offset, page });
      from += text.length + 1;
    }
    this.text = paragraphs.map(({ text }) => text).join('\n');
    this.pages = pages;
    const isParagraph = next?.kind === 'paragraph';
    const group: Group = {
      text: this.text,
      lines,
      next: next && {
        text: isParagraph ? next.text.slice(0, 400) : '',
        indent: isParagraph ? indentOf(next) : 0,
        isHeading: isParagraph && this.outline.headings.has(next),
      },
      isJoined: () => false,
      isBold: (index) => paragraphs[index]!.isBold,
    };
    const before = this.builder.count();
    this.reader.read(group);
    if (this.builder.count() > before) this.keepMarks(paragraphs.flatMap(({ notes }) => notes));
  }

  private writeTable({ table, page }: PdfTable): void {
    this.reader.interrupt();
    const pages = [{ offset: 0, page }];
    const line = ++this.ordinal;
    const { columnCount } = table;
    const before = this.lastTable?.end === this.builder.count() ? this.lastTable : undefined;
    const isGoingOn = before?.columnCount === columnCount;
    const { element, headerText, isHeaded, isRepeated } = toHtmlTable(
      table,
      line,
      isGoingOn ? before.text : undefined,
    );
    let header = isGoingOn && (isRepeated || !isHeaded) ? before.header : undefined;
    for (const item of readTable(element)) {
      if (item.kind === 'other') {
        for (const text of textsOf(item.node))
          this.add({ kind: 'paragraph', level: 0, line, text }, pages, 0);
        continue;
      }
      const { row } = item;
      const position = this.builder.count();
      const kind = row.kind === 'data' ? 'table-row' : 'table-header';
      const parent = row.kind === 'header' ? undefined : header;
      const block = this.add({ kind, level: 0, line, text: row.text }, pages, 0, parent);
      if (!block) continue;
      block.cells = storeCells(row, block.span);
      if (row.kind !== 'data') header = position;
    }
    this.lastTable = { text: headerText, header, columnCount, end: this.builder.count() };
    this.reader.interrupt();
  }
}

function textsOf(node: HtmlNode): string[] {
  return isElement(node) ? node.children.flatMap(textsOf) : [node.text];
}

export function writePdfBlocks(outline: PdfOutline): Pick<ParsedContent, 'text' | 'blocks' | 'parts'> {
  return new PdfBlocks(outline).write();
}
