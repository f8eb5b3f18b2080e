import type { StoredDocument } from '../contracts/document.js';

/**
 * UTF-16 units of the documents that are remembered: the steps of a question read the same ones in turn, and what
 * many ask for is in a few.
 */
const rememberedUnits = 1 << 24;

/** The documents that a reader was asked for last. */
export class RememberedDocuments {
  /** By id, the one that was asked for last at the end. */
  private readonly remembered = new Map<number, StoredDocument>();
  private units = 0;

  find(id: number): StoredDocument | undefined {
    const document = this.remembered.get(id);
    if (document) {
      this.remembered.delete(id);
      this.remembered.set(id, document);
    }
    return document;
  }

  add(document: StoredDocument): void {
    if (this.remembered.has(document.id)) return;
    this.remembered.set(document.id, document);
    this.units += document.text.length;
    for (const [id, { text }] of this.remembered) {
      if (this.units <= rememberedUnits || id === document.id) return;
      this.remembered.delete(id);
      this.units -= text.length;
    }
  }
}
