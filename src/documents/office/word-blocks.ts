import { readTable, RowParents, storeCells } from '../html-table.js';
import { createTextBuilder, type DraftBlock, type NewBlock, type ParsedText } from '../text-builder.js';
import { endsInQuestion } from '../../text/ends-in-question.js';
import { readQuestionLabel } from '../text-structure/question-labels.js';
import { readSectionLabel } from '../text-structure/section-labels.js';
import { readLineNumber } from '../text-structure/numbered-lines.js';
import { toNewBlock } from '../text-structure/piece-writer.js';
import { StructureReader } from '../text-structure/structure-reader.js';
import { findVoices } from '../text-structure/turn-labels.js';
import { ListLevels } from './list-levels.js';
import { hasMarkedHeadings, isRead, toGroup, wholeText, mayStandInGroup } from './word-groups.js';
import { chooseTitle } from './word-title.js';
import { paragraphsOf, type WordContent, type WordParagraph, type WordTable } from './word-content.js';
import { toHtmlTable } from './word-table.js';

const deepestHeading = 6;

type Addition = NewBlock & { readonly parent?: number | undefined };

/** Makes blocks of what a document of a word processor holds, in its order. */
class WordBlocks {
  private readonly builder = createTextBuilder();
  private readonly reader: StructureReader;
  private readonly lists = new ListLevels();
  private readonly sections: { readonly level: number; readonly position: number }[] = [];
  /** The text that the offsets of pieces are into. */
  private text = '';
  private ordinal = 0;
  private lastTitle = -1;
  /** Whether the next block stands under nothing before it. */
  private isApart = false;

  constructor(
    contents: readonly WordContent[],
    private readonly title: WordParagraph | undefined,
  ) {
    this.reader = new StructureReader({
      voices: findVoices(Array.from(paragraphsOf(contents), wholeText)),
      hasMarkedHeadings: hasMarkedHeadings(contents),
      emit: (piece) => this.add(toNewBlock(this.text, piece)),
    });
  }

  finish(): Pick<ParsedText, 'text' | 'blocks'> {
    return this.builder.finish();
  }

  /** Gives the position behind the section's last block. */
  writeSection({ contents, isContinued }: WordSection): number {
    this.reader.interrupt();
    this.lists.reset();
    if (!isContinued && this.builder.count() > 0) {
      this.sections.length = 0;
      this.reader.startSection(0, '');
      this.isApart = true;
    }
    this.writeAll(contents);
    this.reader.interrupt();
    return this.builder.count();
  }

  private writeAll(contents: readonly WordContent[]): void {
    for (let index = 0; index < contents.length;) {
      const content = contents[index]!;
      if (content.kind === 'table') {
        this.writeTable(content);
        index++;
      } else if (mayStandInGroup(content) && content !== this.title) {
        const group: WordParagraph[] = [content];
        for (let next = contents[++index]; next; next = contents[++index]) {
          if (next.kind === 'table' || !mayStandInGroup(next)) break;
          group.push(next);
        }
        this.readGroup(group, contents[index]);
      } else this.writeParagraph(content, contents[++index]);
    }
  }

  private add({ parent, ...block }: Addition): DraftBlock | undefined {
    const added = this.builder.add(block);
    if (!added) return undefined;
    if (parent !== undefined) added.parent = parent;
    else if (this.isApart) added.parent = -1;
    this.isApart = false;
    return added;
  }

  /** Adds a block that the document marks as what it is. */
  private addMarked(block: Addition): void {
    this.reader.interrupt();
    this.add(block);
  }

  private readGroup(paragraphs: readonly WordParagraph[], next: WordContent | undefined): void {
    this.lists.interrupt();
    const group = toGroup(paragraphs, next, this.ordinal + 1);
    this.ordinal += paragraphs.length;
    this.text = group.text;
    this.reader.read(group);
  }

  private writeParagraph(paragraph: WordParagraph, next: WordContent | undefined): void {
    const before = this.builder.count();
    this.writeText(paragraph, next);
    if (this.builder.count() > before) this.writeNotes(paragraph, this.builder.count() - 1);
  }

  private writeText(paragraph: WordParagraph, next: WordContent | undefined): void {
    const { role, label, list } = paragraph;
    if (paragraph === this.title || role === 'heading' || role === 'title') {
      this.lists.reset();
      this.writeHeading(paragraph, next);
    } else if (role === 'quote' || role === 'caption') {
      this.addMarked({ kind: role, level: 0, line: ++this.ordinal, text: wholeText(paragraph) });
    } else if (role === 'contents') {
      this.addMarked({ kind: 'paragraph', level: 0, line: ++this.ordinal, text: wholeText(paragraph) });
    } else if (list && label !== '' && !isRead(paragraph)) this.writeItem(paragraph, next);
    else this.readGroup([paragraph], next);
  }

  private writeNotes({ notes }: WordParagraph, parent: number): void {
    for (const text of notes) this.add({ kind: 'footnote', level: 0, line: this.ordinal, text, parent });
  }

  private writeHeading(paragraph: WordParagraph, next: WordContent | undefined): void {
    const text = wholeText(paragraph);
    const line = ++this.ordinal;
    const position = this.builder.count();
    if (paragraph === this.title) {
      this.addMarked({ kind: 'title', level: 0, line, text });
      this.reader.startSection(0, text);
      this.lastTitle = position;
      return;
    }
    // The further lines of a title of several paragraphs.
    if (paragraph.role === 'title' && position > 0 && this.lastTitle === position - 1) {
      this.addMarked({ kind: 'paragraph', level: 0, line, text });
      this.lastTitle = position;
      return;
    }
    const level = Math.min(deepestHeading, Math.max(1, paragraph.level));
    while (this.sections.length > 0 && this.sections.at(-1)!.level >= level) this.sections.pop();
    const parent = this.sections.at(-1)?.position ?? -1;
    const isParted = next?.kind === 'paragraph' && next.role === 'heading' && next.level > level;
    const isQuestion = next !== undefined && !isParted && endsInQuestion(text);
    const labelled = readLineNumber(text)?.content ?? readSectionLabel(text)?.content ?? 0;
    const content = Math.max(paragraph.label.length, labelled || readQuestionLabel(text));
    const kind = isQuestion ? 'question' : 'heading';
    this.addMarked({ kind, level: isQuestion ? 0 : level, line, text, content, parent });
    if (this.builder.count() > position) this.sections.push({ level, position });
    this.reader.startSection(level, text);
    if (isQuestion) this.reader.expectAnswer();
  }

  private writeItem(paragraph: WordParagraph, next: WordContent | undefined): void {
    const text = wholeText(paragraph);
    const content = paragraph.label.length;
    const line = ++this.ordinal;
    const level = this.lists.depthOf(paragraph.list!);
    const isAnswered = next?.kind === 'paragraph' && next.role === 'body' && !next.list;
    if (isAnswered && endsInQuestion(text) && !endsInQuestion(next.text)) {
      this.addMarked({ kind: 'question', level: 0, line, text, content });
      this.reader.expectAnswer();
    } else this.addMarked({ kind: 'list-item', level, line, text, content });
  }

  private writeTable(table: WordTable): void {
    this.reader.interrupt();
    this.lists.reset();
    const { element, contents, noted } = toHtmlTable(table, this.ordinal + 1);
    const parents = new RowParents();
    const notes: (readonly [paragraph: WordParagraph, position: number])[] = [];
    for (const item of readTable(element)) {
      if (item.kind === 'other') {
        this.writeAll(contents.get(item.node) ?? []);
        this.reader.interrupt();
        continue;
      }
      const { row } = item;
      const kind = row.kind === 'data' ? 'table-row' : 'table-header';
      const position = this.builder.count();
      const block = this.add({
        kind,
        level: 0,
        line: Math.max(row.line, this.ordinal),
        text: row.text,
        parent: parents.next(row.kind),
      });
      if (!block) continue;
      this.ordinal = block.line;
      block.cells = storeCells(row, block.span);
      parents.note(row.kind, position);
      for (const { target } of row.marks) notes.push([noted.get(target!)!, position]);
    }
    for (const [paragraph, position] of notes) this.writeNotes(paragraph, position);
    this.reader.interrupt();
  }
}

/** What stands together in a document, such as a slide. */
export interface WordSection {
  readonly contents: readonly WordContent[];
  /** Whether it stands under the headings of the section before it. */
  readonly isContinued: boolean;
}

interface WrittenSections extends ParsedText {
  /** Offset in the text at which each section begins; undefined for one that holds nothing. */
  readonly starts: readonly (number | undefined)[];
}

/** The text and blocks of a document in sections; `metadataTitle` is what the file says it is called. */
export function writeWordSections(
  sections: readonly WordSection[],
  metadataTitle: string | undefined,
): WrittenSections {
  const contents = sections.flatMap((section) => section.contents);
  const { title, paragraph } = chooseTitle(contents, metadataTitle);
  const writer = new WordBlocks(contents, paragraph);
  const ends = sections.map((section) => writer.writeSection(section));
  const { text, blocks } = writer.finish();
  const starts = ends.map((end, i) => {
    const start = ends[i - 1] ?? 0;
    return start < end ? blocks[start]?.span.start : undefined;
  });
  return { title, text, blocks, starts };
}

/** The text and blocks of a document; `metadataTitle` is what the file says it is called. */
export function writeWordBlocks(
  contents: readonly WordContent[],
  metadataTitle: string | undefined,
): ParsedText {
  const { title, text, blocks } = writeWordSections([{ contents, isContinued: false }], metadataTitle);
  return { title, text, blocks };
}
