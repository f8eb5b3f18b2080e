import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import type { BlockKind } from '../contracts/document.js';
import { addHtml } from './markdown-html.js';
import { toGroup } from './markdown-groups.js';
import { readInline } from './markdown-inline.js';
import { toTableRow } from './markdown-tables.js';
import {
  createTextBuilder,
  tidyTitle,
  type DraftBlock,
  type NewBlock,
  type ParsedText,
} from './text-builder.js';
import { readItemLabel } from './text-structure/item-labels.js';
import { readLineNumber } from './text-structure/numbered-lines.js';
import { endsInQuestion } from '../text/ends-in-question.js';
import { readQuestionLabel } from './text-structure/question-labels.js';
import { readSectionLabel } from './text-structure/section-labels.js';
import { toNewBlock, type Piece } from './text-structure/piece-writer.js';
import { StructureReader } from './text-structure/structure-reader.js';
import { findVoices } from './text-structure/turn-labels.js';
import { labelsPart, titleOfHeadings } from './title-of-headings.js';

/** On how many lines before its first character a block of text has nothing. */
function leadingNewlines(text: string): number {
  return text.slice(0, text.length - text.trimStart().length).split('\n').length - 1;
}

function lineOf(token: Token): number {
  return (token.map?.[0] ?? 0) + 1;
}

/** `{#mute}` and `{: .wide }` behind a heading name it for links and styles, and are no text. */
const attributes = /\{[#.:][^{}\n]{0,200}\}\s{0,8}$/;
const taskBox = /^\[[ xX]\][ \t]+/;
const alert = /^\[!(?:note|tip|important|warning|caution)\][ \t]*\n?/i;
const footnoteMark = /\[\^([^\]\s]{1,100})\]/g;

/** The notes that were written into the text, `^[like this]`, as the library keeps them. */
interface Environment {
  readonly footnotes?: { readonly list?: readonly { readonly content?: string }[] };
}

/** Makes blocks of the tokens of a document of Markdown, in their order. */
export class MarkdownBlocks {
  private readonly builder = createTextBuilder();
  private readonly reader: StructureReader;
  private heading = 0;
  private quotes = 0;
  private isTerm = false;
  private definitions = 0;
  private footnote: string | undefined;
  /** How many paragraphs each open item of a list has so far. */
  private readonly items: number[] = [];
  /** The positions of the titles of the open asides. */
  private readonly asides: (number | undefined)[] = [];
  private row: { line: number; cells: string[]; marks: string[] } | undefined;
  private isTableHead = false;
  private readonly sections: { level: number; position: number }[] = [];
  /** Label of a note → position of the block that has its mark. */
  private readonly marks = new Map<string, number>();
  private title: string | undefined;
  private titleHasBlock = false;
  private hasTopHeading = false;
  private isAnswering = false;

  constructor(
    private readonly markdown: MarkdownIt,
    private readonly tokens: readonly Token[],
    private readonly environment: Environment,
    { title, source }: { title: string | undefined; source: string },
  ) {
    this.title = tidyTitle(title);
    this.reader = new StructureReader({
      voices: findVoices(source.split('\n')),
      hasMarkedHeadings: true,
      emit: (piece) => this.addPiece(piece),
    });
  }

  private get count(): number {
    return this.builder.count();
  }

  finish(): ParsedText {
    return { title: this.title, ...this.builder.finish() };
  }

  read(token: Token, index: number): void {
    const { type, nesting } = token;
    switch (type.replace(/_(?:open|close)$/, '')) {
      case 'heading':
        this.heading = nesting > 0 ? Number(token.tag.slice(1)) : 0;
        break;
      case 'list_item':
        if (nesting > 0) this.items.push(0);
        else this.items.pop();
        this.isAnswering = false;
        break;
      case 'blockquote':
        this.quotes += nesting;
        break;
      case 'dt':
        this.isTerm = nesting > 0;
        break;
      case 'dd':
        this.definitions += nesting;
        break;
      case 'footnote_reference':
        this.footnote = nesting > 0 ? (token.meta as { label: string }).label : undefined;
        break;
      case 'aside':
        if (nesting > 0) this.asides.push(undefined);
        else this.asides.pop();
        break;
      case 'thead':
        this.isTableHead = nesting > 0;
        break;
      case 'tr':
        this.readRow(token);
        break;
      case 'fence':
      case 'code_block':
        this.readCode(token);
        break;
      case 'html_block':
        this.readHtml(token, index);
        break;
      case 'inline':
        this.readText(token, index);
        break;
      default:
    }
  }

  /** Adds a block that was marked up as what it is. */
  private add(block: NewBlock & { readonly parent?: number | undefined }): DraftBlock | undefined {
    const { parent, ...rest } = block;
    const added = this.builder.add(rest);
    if (!added) return undefined;
    if (parent !== undefined) added.parent = parent;
    return added;
  }

  private text = '';

  private addPiece(piece: Piece): DraftBlock | undefined {
    const title = this.asides.at(-1);
    const added = this.add(toNewBlock(this.text, piece));
    if (added?.kind === 'paragraph' && title !== undefined) added.parent = title;
    return added;
  }

  private readRow(token: Token): void {
    if (token.nesting > 0) {
      this.row = { line: lineOf(token), cells: [], marks: [] };
      return;
    }
    const { row } = this;
    this.row = undefined;
    const block = row && toTableRow(row.cells, row.line, this.isTableHead);
    this.reader.interrupt();
    if (block && this.add(block)) this.keepMarks(row.marks);
  }

  private readCode(token: Token): void {
    const line = lineOf(token) + (token.type === 'fence' ? 1 : 0) + leadingNewlines(token.content);
    this.reader.interrupt();
    this.add({ kind: 'code', level: 0, line, text: token.content });
  }

  private readHtml(token: Token, index: number): void {
    this.reader.interrupt();
    const level = this.sections.at(-1)?.level ?? 0;
    const headings = addHtml(this.builder, { content: token.content, line: lineOf(token), level });
    const top = headings.filter(({ block }) => block.level === 1);
    const [first] = top;
    if (!first || this.title !== undefined || this.titleHasBlock) return;
    this.title = titleOfHeadings([...top.map(({ text }) => text), ...this.topHeadingsFrom(index + 1)]);
    if (labelsPart(first.text)) return;
    this.titleHasBlock = true;
    first.block.kind = 'title';
    first.block.level = 0;
  }

  private keepMarks(labels: readonly string[]): void {
    for (const label of labels) if (!this.marks.has(label)) this.marks.set(label, this.count - 1);
  }

  private readText(token: Token, index: number): void {
    const notesBefore = this.environment.footnotes?.list?.length ?? 0;
    const { text, line, lineBreaks } = readInline(
      this.markdown,
      token.content,
      this.environment,
      lineOf(token),
    );
    const labels = Array.from(token.content.matchAll(footnoteMark), ([, label]) => label!);
    if (this.row) {
      this.row.cells.push(text.replaceAll('\n', ' ').trim());
      this.row.marks.push(...labels);
      return;
    }
    const countBefore = this.count;
    if ((token.meta as { isAsideTitle?: boolean } | null)?.isAsideTitle) this.readAsideTitle(text, line);
    else if (this.heading > 0) this.readHeading(text, line, index);
    else if (this.footnote !== undefined) {
      const parent = this.marks.get(this.footnote);
      this.addMarked({ kind: 'footnote', level: 0, line, text, parent });
    } else if (this.isTerm) this.addMarked({ kind: 'term', level: 0, line, text });
    else if (this.items.length > 0) this.readItem(text, line, index);
    else if (this.definitions > 0) this.addMarked({ kind: 'definition', level: 0, line, text });
    else if (this.quotes > 0) {
      const content = alert.exec(text)?.[0].length ?? 0;
      this.addMarked({ kind: 'quote', level: 0, line, text, content });
    } else if (lineBreaks) this.addMarked({ kind: 'paragraph', level: 0, line, text, lineBreaks });
    else {
      this.text = text;
      this.reader.read(toGroup(this.tokens, index, text, line));
    }
    if (this.count === countBefore) return;
    this.keepMarks(labels);
    const parent = this.count - 1;
    for (const { content } of this.environment.footnotes?.list?.slice(notesBefore) ?? []) {
      if (content !== undefined) {
        this.add({
          kind: 'footnote',
          level: 0,
          line,
          text: readInline(this.markdown, content, {}, line).text,
          parent,
        });
      }
    }
  }

  private addMarked(block: NewBlock & { readonly parent?: number | undefined }): void {
    this.reader.interrupt();
    this.add({ ...block, line: block.line + leadingNewlines(block.text) });
  }

  private readAsideTitle(text: string, line: number): void {
    const isQuestion = endsInQuestion(text.trim());
    this.addMarked({ kind: isQuestion ? 'question' : 'paragraph', level: 0, line, text });
    if (this.asides.length > 0 && !isQuestion) this.asides[this.asides.length - 1] = this.count - 1;
    if (isQuestion) this.reader.expectAnswer();
  }

  /** The headings of the first level from a token on, as they are marked up. */
  private topHeadingsFrom(index: number): string[] {
    return this.tokens
      .slice(index)
      .flatMap(({ type, tag }, i) =>
        type === 'heading_open' && tag === 'h1'
          ? [(this.tokens[index + i + 1]?.content ?? '').replace(/^[*_\s]+/u, '')]
          : [],
      );
  }

  private readHeading(heading: string, line: number, index: number): void {
    const { heading: level } = this;
    const text = heading.replace(attributes, '').trimEnd();
    const heard = tidyTitle(text);
    if (heard === undefined) return;
    if (level === 1 && !this.hasTopHeading) {
      this.hasTopHeading = true;
      this.title ??= titleOfHeadings([heard, ...this.topHeadingsFrom(index + 1)]);
    }
    const isTitle: boolean = heard === this.title && !this.titleHasBlock && !labelsPart(text);
    this.titleHasBlock ||= isTitle;
    if (isTitle) {
      this.addMarked({ kind: 'title', level: 0, line, text });
      this.reader.startSection(0, text);
      return;
    }
    while (this.sections.length > 0 && this.sections.at(-1)!.level >= level) this.sections.pop();
    const parent = this.sections.at(-1)?.position ?? -1;
    const next = this.tokens[index + 2];
    const isParted = next?.type === 'heading_open' && Number(next.tag.slice(1)) > level;
    const isQuestion = next !== undefined && !isParted && endsInQuestion(text.trim());
    const label = readLineNumber(text)?.content ?? readSectionLabel(text)?.content ?? 0;
    const content = label || readQuestionLabel(text);
    const kind: BlockKind = isQuestion ? 'question' : 'heading';
    const before = this.count;
    this.addMarked({ kind, level: isQuestion ? 0 : level, line, text, content, parent });
    if (this.count > before) this.sections.push({ level, position: before });
    this.reader.startSection(level, text);
    if (isQuestion) this.reader.expectAnswer();
  }

  /** The first paragraph of an item is the item; one behind it is nested in it. */
  private readItem(text: string, line: number, index: number): void {
    const paragraphs = this.items[this.items.length - 1]!++;
    const depth = this.items.length;
    if (paragraphs > 0) {
      if (!this.isAnswering) this.addMarked({ kind: 'list-item', level: depth + 1, line, text });
      else this.addMarked({ kind: paragraphs === 1 ? 'answer' : 'paragraph', level: 0, line, text });
      return;
    }
    const group = toGroup(this.tokens, index, text, line);
    const [first, second] = group.lines;
    const hasMore = this.tokens[index + 2]?.type === 'paragraph_open';
    if (first && second && group.isBold(0) && endsInQuestion(text.slice(first.start, first.end))) {
      this.addMarked({ kind: 'question', level: 0, line, text: text.slice(0, first.end) });
      this.addMarked({ kind: 'answer', level: 0, line: second.number, text: text.slice(second.start) });
      this.isAnswering = true;
      this.items[this.items.length - 1] = 2;
    } else if (hasMore && endsInQuestion(text.trim())) {
      this.addMarked({ kind: 'question', level: 0, line, text });
      this.isAnswering = true;
    } else {
      const label = readItemLabel(text);
      const content = taskBox.exec(text)?.[0].length ?? (label?.isDoubtful === false ? label.content : 0);
      this.addMarked({ kind: 'list-item', level: depth, line, text, content });
    }
  }
}
