import type { WordListPlace } from './word-content.js';

interface OpenItem extends WordListPlace {
  readonly depth: number;
}

/** A level of a list of which nothing says how far it is set in. */
const indentOfLevel = 720;

/** How deep items are nested, from the levels of their lists and, of lists in lists, from how far they are set in. */
export class ListLevels {
  private open: OpenItem[] = [];
  private isInterrupted = false;

  reset(): void {
    this.open = [];
  }

  /** Says that text stood between: a list may go on behind it, but none begins inside of one before it. */
  interrupt(): void {
    this.isInterrupted = true;
  }

  /** The depth of the next item, from 1. */
  depthOf(place: WordListPlace): number {
    const { listId, level } = place;
    const indent = place.indent ?? indentOfLevel * (level + 1);
    const same = this.open.findLastIndex((item) => item.listId === listId);
    if (same < 0 && this.isInterrupted) this.reset();
    this.isInterrupted = false;
    if (same >= 0) {
      this.open.length = same + 1;
      while (this.open.at(-1)?.listId === listId && this.open.at(-1)!.level >= level) this.open.pop();
    } else while (this.open.length > 0 && (this.open.at(-1)!.indent ?? 0) >= indent) this.open.pop();
    const above = this.open.at(-1);
    const isFirstOfList = above?.listId !== listId;
    const depth = (above?.depth ?? 0) + 1 + (isFirstOfList && !above ? level : 0);
    this.open.push({ listId, level, indent, depth });
    return depth;
  }
}
