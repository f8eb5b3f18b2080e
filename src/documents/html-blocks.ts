import type { BlockKind } from '../contracts/document.js';
import { readCard } from './html-fields.js';
import type { HtmlRun } from './html-inline.js';
import { headingName, keepsSpace, lists } from './html-names.js';
import { endsInQuestion } from '../text/ends-in-question.js';
import { readTable, RowParents, storeCells } from './html-table.js';
import { isElement, isHidden, type HtmlElement, type HtmlNode, type HtmlTree } from './html-tree.js';
import { HtmlOutline, type OutlineHeading } from './html-outline.js';
import type { TextBuilder } from './text-builder.js';

/** What a run of text is by the elements that it is in. */
interface Surroundings {
  readonly kind: BlockKind;
  /** Of a heading its level, of an item of a list how deep it is nested. */
  readonly level: number;
  readonly listDepth: number;
  /** The item that the text stands in: its position once it has one. */
  readonly item: { position: number; hasHeading: boolean } | undefined;
  /** Directly in an element that the reader opens. */
  readonly isInDetails: boolean;
  readonly isSchemaQuestion: boolean;
}

const atTop: Surroundings = {
  kind: 'paragraph',
  level: 0,
  listDepth: 0,
  item: undefined,
  isInDetails: false,
  isSchemaQuestion: false,
};

/** Elements that make the text in them a block of this kind. */
const kindOfElement: Readonly<Record<string, BlockKind>> = {
  blockquote: 'quote',
  caption: 'caption',
  figcaption: 'caption',
  dt: 'term',
  dd: 'definition',
};

/** What stands behind these is no part of what they hold last. */
const ownScope: ReadonlySet<string> = new Set(['dl', 'details', 'article', 'aside', 'footer']);

function isFootnote({ name, attributes }: HtmlElement): boolean {
  const role = attributes.get('role');
  return role === 'doc-footnote' || (name === 'li' && role === 'doc-endnote');
}

interface WrittenHtml {
  /** The first headings of the page. */
  readonly headings: readonly OutlineHeading[];
  /** Where in the stored text the element with an id begins; undefined where it has no text. */
  readonly offsetOf: (id: string) => number | undefined;
}

class BlockWriter {
  private readonly outline: HtmlOutline;

  constructor(
    private readonly tree: HtmlTree,
    builder: TextBuilder,
    level: number,
  ) {
    this.outline = new HtmlOutline(builder, level);
  }

  write(): WrittenHtml {
    this.walkAll(this.tree.root.children, atTop);
    this.outline.finish();
    const { outline } = this;
    return { headings: outline.headings, offsetOf: (id) => outline.offsetOf(id) };
  }

  private walkAll(nodes: readonly HtmlNode[], around: Surroundings): void {
    for (const node of nodes) {
      if (isElement(node)) this.walk(node, around);
      else this.writeRun(node, around);
    }
  }

  /** An element that a button of the page opens is text, though nobody sees it at first. */
  private isPanel({ attributes }: HtmlElement, around: Surroundings): boolean {
    return (
      around.isInDetails ||
      attributes.get('role') === 'tabpanel' ||
      this.tree.panels.has(attributes.get('id') ?? '')
    );
  }

  private walk(element: HtmlElement, outer: Surroundings): void {
    const { name, attributes, children } = element;
    if (isHidden(attributes) && !this.isPanel(element, outer)) return;
    const id = attributes.get('id');
    if (id !== undefined) this.outline.openId(id);
    const around = this.surroundingsIn(element, { ...outer, isInDetails: false });
    if (name === 'table') this.writeTable(element, around);
    else if (name === 'tr') this.writeTable({ ...element, name: 'table', children: [element] }, around);
    else if (ownScope.has(name)) {
      this.inScope(() => {
        if (name === 'footer') this.outline.leaveHeadings();
        this.walkAll(children, around);
      });
    } else this.walkAll(children, around);
  }

  private inScope(writeContent: () => void): void {
    const end = this.outline.openScope();
    writeContent();
    end();
  }

  private surroundingsIn(element: HtmlElement, outer: Surroundings): Surroundings {
    const { name, attributes } = element;
    if (headingName.test(name)) {
      if (outer.item) outer.item.hasHeading = true;
      return { ...outer, kind: 'heading', level: Number(name.slice(1)) };
    }
    if (isFootnote(element)) return { ...outer, kind: 'footnote', level: 0, item: undefined };
    if (lists.has(name)) return { ...outer, listDepth: outer.listDepth + 1 };
    if (name === 'li') {
      const level = Math.max(1, outer.listDepth);
      return { ...outer, kind: 'list-item', level, item: { position: -1, hasHeading: false } };
    }
    if (name === 'details') return { ...outer, isInDetails: true };
    if (name === 'summary' || name === 'button') return { ...outer, kind: 'question', level: 0 };
    if (name === 'dl') return { ...outer, kind: 'definition', level: 0 };
    if (keepsSpace.has(name)) return { ...outer, kind: 'code', level: 0 };
    const isSchemaQuestion = outer.isSchemaQuestion || /\/Question$/.test(attributes.get('itemtype') ?? '');
    if (isSchemaQuestion && attributes.get('itemprop') === 'name')
      return { ...outer, kind: 'question', level: 0 };
    const kind = kindOfElement[name];
    if (kind === undefined) return isSchemaQuestion ? { ...outer, isSchemaQuestion } : outer;
    const listDepth = name === 'dd' ? 0 : outer.listDepth;
    return { ...outer, kind, level: 0, listDepth, isSchemaQuestion };
  }

  private writeRun(run: HtmlRun, around: Surroundings): void {
    const { kind, level, item } = around;
    if (kind === 'heading') this.outline.add({ kind, level, run, mayAsk: endsInQuestion(run.text) });
    else if (kind === 'question') this.outline.addLabel(run);
    else if (kind === 'list-item' && item) {
      const isFirst = item.position < 0;
      if (isFirst && !item.hasHeading) item.position = this.outline.add({ kind, level, run });
      else if (item.hasHeading && isFirst) this.writeParagraph(run, undefined);
      else this.outline.add({ kind: 'paragraph', run, parent: item.position });
    } else if (kind === 'paragraph') this.writeParagraph(run, undefined);
    else if (kind === 'term') this.outline.add({ kind, run, mayAsk: endsInQuestion(run.text) });
    else {
      const parent = item && item.position >= 0 ? item.position : undefined;
      this.outline.add({ kind, run, ...(parent !== undefined && { parent }) });
    }
  }

  private writeParagraph(run: HtmlRun, parent: number | undefined): void {
    const card = readCard(run);
    if (card) {
      this.inScope(() => {
        this.outline.addCard(card, run);
      });
      return;
    }
    const mayAsk = run.boldUnits === run.text.length && endsInQuestion(run.text);
    this.outline.add({ kind: 'paragraph', run, mayAsk, ...(parent !== undefined && { parent }) });
  }

  private writeTable(table: HtmlElement, around: Surroundings): void {
    const { item } = around;
    const outerParent = item && item.position >= 0 ? item.position : undefined;
    const parents = new RowParents(outerParent);
    for (const each of readTable(table)) {
      if (each.kind === 'other') {
        this.walkAll([each.node], around);
        continue;
      }
      const { row } = each;
      const parent = parents.next(row.kind);
      const kind = row.kind === 'data' ? 'table-row' : 'table-header';
      const position = this.outline.addRow({
        kind,
        row,
        cellsIn: (span) => storeCells(row, span),
        ...(parent !== undefined && { parent }),
      });
      if (position >= 0) parents.note(row.kind, position);
    }
  }
}

/** Writes the blocks of a page, or of a part of one that stands under a heading of a level. */
export function writeHtmlBlocks(tree: HtmlTree, builder: TextBuilder, level = 0): WrittenHtml {
  return new BlockWriter(tree, builder, level).write();
}
