import { InlineText, type HtmlRun } from './html-inline.js';
import {
  endsHeading,
  headingName,
  keepsSpace,
  makesLayout,
  mayMakeLayout,
  neverHasContent,
  standsApart,
  startsText,
  unread,
  wholePage,
} from './html-names.js';

export type HtmlAttributes = ReadonlyMap<string, string>;

/** An element that stands apart from the text around it. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: HtmlAttributes;
  readonly children: HtmlNode[];
  /** Of a table: whether it has cells or rows that are headers. */
  hasHeader: boolean;
  /** Of a row: what is in it that a row of data does not hold, or holds only where the table has a header. */
  layout: 'none' | 'likely' | 'certain';
}

export type HtmlNode = HtmlElement | HtmlRun;

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'children' in node;
}

export interface HtmlTree {
  readonly root: HtmlElement;
  /** The text of the page's `title` element. */
  readonly pageTitle: string | undefined;
  /** The ids of what buttons and the like open. */
  readonly panels: ReadonlySet<string>;
}

/** Elements nested deeper are taken for the text of those that they are in. */
const maxDepth = 200;
/** What is behind so many elements, or stretches of text, becomes part of the last one. */
const maxNodes = 1_000_000;
const maxPanels = 10_000;

const noAttributes: HtmlAttributes = new Map();

export function createElement(
  name: string,
  attributes: HtmlAttributes = noAttributes,
  children: HtmlNode[] = [],
): HtmlElement {
  return { name, attributes, children, hasHeader: false, layout: 'none' };
}

/** Whether the page says that nobody sees the element; a script may yet open it. */
export function isHidden(attributes: HtmlAttributes): boolean {
  return (
    attributes.has('hidden') ||
    attributes.get('aria-hidden') === 'true' ||
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes.get('style') ?? '')
  );
}

function isDialog(name: string, attributes: HtmlAttributes): boolean {
  return (
    /^(?:alert)?dialog$/.test(attributes.get('role') ?? '') || (name === 'dialog' && !attributes.has('open'))
  );
}

function findTarget(attributes: HtmlAttributes): string | undefined {
  return (
    attributes.get('aria-controls') ??
    attributes.get('data-target') ??
    attributes.get('data-bs-target')
  )
    ?.trim()
    .replace(/^#/, '');
}

/** Which open elements end where one of these begins, looked for up to the nearest of the others. */
const impliedEnds: Readonly<Record<string, readonly [ended: string, within: string]>> = {
  li: ['li', 'ul ol menu dir table td th'],
  dt: ['dt dd', 'dl table td th'],
  dd: ['dt dd', 'dl table td th'],
  td: ['td th', 'table'],
  th: ['td th', 'table'],
  tr: ['tr caption', 'table'],
  thead: ['thead tbody tfoot caption', 'table'],
  tbody: ['thead tbody tfoot caption', 'table'],
  tfoot: ['thead tbody tfoot caption', 'table'],
};
/** What is open outside of a cell cannot be closed inside of it, but for the table and its parts. */
const closesThroughCells = /^(?:table|t[dhr]|thead|tbody|tfoot)$/;

/** Makes a tree of the tags and texts of a page, as forgiving as a browser; broken pages lose no text. */
export class HtmlTreeBuilder {
  private readonly root = createElement('');
  private readonly open: HtmlElement[] = [this.root];
  private readonly inline = new InlineText();
  private readonly panels = new Set<string>();
  private nodes = 0;
  /** Elements that are open but nested too deep to be in the tree. */
  private tooDeep = 0;
  private preformattedDepth: number;
  private skipped: { readonly name: string; depth: number } | undefined;
  private pageTitle: string | undefined;
  private inTitle = false;

  /** `keepsSpace`: whether white space in the text counts as in preformatted text. */
  constructor(keepsSpace = false) {
    this.preformattedDepth = keepsSpace ? 1 : 0;
  }

  openTag(name: string, attributes: HtmlAttributes): void {
    if (this.isSkipped(name, 1)) return;
    const target = findTarget(attributes);
    if (target && this.panels.size < maxPanels) this.panels.add(target);
    const apart = standsApart.has(name);
    if (name === 'title') this.inTitle = true;
    else if (unread.has(name) || isDialog(name, attributes)) {
      // A drawing or a script may stand in the middle of a sentence.
      if (name === 'nav' || apart) this.flush();
      this.skip(name);
    } else if (name === 'button' || attributes.get('role') === 'button')
      this.openButton(name, attributes, target);
    else if (name === 'br') {
      if (this.inline.breakLine(this.preformattedDepth > 0)) this.flush();
    } else if (apart) this.openBlock(name, attributes);
    else if (isHidden(attributes)) this.skip(name);
    else this.inline.open(name, attributes);
  }

  closeTag(name: string): void {
    if (this.isSkipped(name, -1)) return;
    if (name === 'title') this.inTitle = false;
    else if (standsApart.has(name)) this.closeBlock(name);
    else if (name === 'button') this.closeButton();
    else this.inline.close(name);
  }

  addText(text: string, line: number): void {
    if (this.skipped) return;
    if (!this.inTitle) this.inline.addText(text, line, this.preformattedDepth > 0);
    else if ((this.pageTitle?.length ?? 0) < 10_000) this.pageTitle = (this.pageTitle ?? '') + text;
  }

  /** Closes all that is open, as the end of a page does. */
  closeAll(): void {
    this.skipped = undefined;
    this.inTitle = false;
    this.flush();
    this.tooDeep = 0;
    this.popTo(1);
  }

  finish(): HtmlTree {
    this.flush();
    return { root: this.root, pageTitle: this.pageTitle, panels: this.panels };
  }

  private get top(): HtmlElement {
    return this.open.at(-1)!;
  }

  private skip(name: string): void {
    if (name !== '' && !neverHasContent.has(name)) this.skipped = { name, depth: 1 };
  }

  private isSkipped(name: string, nesting: 1 | -1): boolean {
    const { skipped } = this;
    if (!skipped) return false;
    if (skipped.name === name) skipped.depth += nesting;
    const wasClosed = skipped.depth === 0;
    const isOver =
      wasClosed || (unread.has(skipped.name) && startsText.has(name) && skipped.name !== 'template');
    if (isOver) this.skipped = undefined;
    return !isOver || wasClosed;
  }

  private flush(): void {
    if (this.nodes > maxNodes) {
      this.inline.breakLine(false);
      return;
    }
    const run = this.inline.take();
    if (!run) return;
    this.nodes++;
    this.top.children.push(run);
  }

  /** A button is no text, unless it opens a part of the page: then it is what that part is called. */
  private openButton(name: string, attributes: HtmlAttributes, target: string | undefined): void {
    const names = this.top.name;
    if (headingName.test(names) || names === 'summary' || names === 'dt') return;
    const opens = target !== undefined || attributes.has('aria-expanded');
    if (!opens || isHidden(attributes)) this.skip(name);
    else if (name === 'button') this.openBlock(name, attributes);
    else if (standsApart.has(name)) this.openBlock(name, attributes);
  }

  private closeButton(): void {
    if (this.top.name === 'button') this.closeBlock('button');
  }

  private openBlock(name: string, attributes: HtmlAttributes): void {
    this.flush();
    if (wholePage.has(name)) return;
    this.endWhatIsOver(name);
    this.noteTable(name);
    if (name === 'hr') return;
    if (this.open.length >= maxDepth || this.nodes > maxNodes) {
      if (isHidden(attributes)) this.skip(name);
      else this.tooDeep++;
      return;
    }
    const element = createElement(name, attributes);
    this.nodes++;
    this.top.children.push(element);
    this.open.push(element);
    if (keepsSpace.has(name)) this.preformattedDepth++;
  }

  private closeBlock(name: string): void {
    this.flush();
    if (this.tooDeep > 0) {
      this.tooDeep--;
      return;
    }
    const isHeading = headingName.test(name);
    for (let i = this.open.length - 1; i > 0; i--) {
      const openName = this.open[i]!.name;
      if (openName === name || (isHeading && headingName.test(openName))) {
        this.popTo(i);
        return;
      }
      if (openName === 'table' || (/^t[dh]$/.test(openName) && !closesThroughCells.test(name))) return;
    }
  }

  private endWhatIsOver(name: string): void {
    while (
      this.top.name === 'p' ||
      this.top.name === 'button' ||
      (headingName.test(this.top.name) && endsHeading.has(name))
    ) {
      this.popTo(this.open.length - 1);
    }
    const implied = impliedEnds[name];
    if (!implied) return;
    const ended = implied[0].split(' ');
    const within = implied[1].split(' ');
    for (let i = this.open.length - 1; i > 0; i--) {
      const openName = this.open[i]!.name;
      if (ended.includes(openName)) {
        this.popTo(i);
        return;
      }
      if (within.includes(openName)) return;
    }
  }

  private popTo(length: number): void {
    for (const { name } of this.open.splice(length)) {
      if (keepsSpace.has(name)) this.preformattedDepth--;
    }
  }

  /** Tells the table that an element stands in what it holds. */
  private noteTable(name: string): void {
    const isHeader = name === 'th' || name === 'thead';
    const layout = makesLayout.has(name) ? 'certain' : mayMakeLayout.has(name) ? 'likely' : 'none';
    if (!isHeader && layout === 'none') return;
    for (let i = this.open.length - 1; i > 0; i--) {
      const element = this.open[i]!;
      if (isHeader && element.name === 'table') element.hasHeader = true;
      if (layout !== 'none' && element.name === 'tr' && element.layout !== 'certain') element.layout = layout;
      if (element.name === 'table' || (layout !== 'none' && element.name === 'tr')) return;
    }
  }
}
