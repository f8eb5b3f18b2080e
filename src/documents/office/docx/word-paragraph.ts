import { tidyText, type WordContent, type WordContents, type WordParagraph } from '../word-content.js';
import type { WordNumbering } from './word-numbering.js';
import type { WordStyle, WordStyles } from './word-styles.js';

/** A paragraph of which the end is not read yet. */
export class OpenParagraph {
  styleId: string | undefined;
  listId: string | undefined;
  listLevel: number | undefined;
  outlineLevel: number | undefined;
  indent: number | undefined;
  isCentred: boolean | undefined;
  /** Whether its end was deleted or is hidden, so that the next paragraph goes on with its text. */
  isJoined = false;
  /** The text boxes that are anchored in it. */
  boxes: WordContent[] = [];
  private text = '';
  private boldUnits = 0;
  private textUnits = 0;
  private notes: string[] = [];

  add(text: string, isBold: boolean): void {
    this.text += text;
    const units = text.replace(/\s+/g, '').length;
    this.textUnits += units;
    if (isBold) this.boldUnits += units;
  }

  addNote(text: string | undefined): void {
    if (text !== undefined && text !== '') this.notes.push(text);
  }

  /** Puts what a paragraph before without an end of its own holds before the text of this one. */
  takeFrom(before: OpenParagraph): void {
    this.text = before.text + this.text;
    this.boldUnits += before.boldUnits;
    this.textUnits += before.textUnits;
    // The arrays of the one before go on growing: copies would take quadratic time.
    for (const note of this.notes) before.notes.push(note);
    for (const box of this.boxes) before.boxes.push(box);
    this.notes = before.notes;
    this.boxes = before.boxes;
  }

  /** Closes the paragraph into what it stands in. */
  finish(into: WordContents, styles: WordStyles, numbering: WordNumbering): void {
    const style = styles.paragraphStyle(this.styleId);
    const text = tidyText(this.text);
    const { label, list } = this.readList(style, numbering);
    // A label of words is text by itself, a bullet or a number is not.
    if (text !== '' || /\p{L}{2}/u.test(label)) {
      into.addParagraph({
        kind: 'paragraph',
        text,
        label: text === '' ? label.trimEnd() : label,
        ...this.readRole(style),
        list,
        isBold: this.textUnits > 0 && this.boldUnits === this.textUnits,
        isCentred: this.isCentred ?? style.isCentred,
        notes: this.notes,
      });
    }
    into.addAll(this.boxes);
  }

  private readRole({ role, level }: WordStyle): Pick<WordParagraph, 'role' | 'level'> {
    const { outlineLevel } = this;
    if (outlineLevel === undefined || role === 'title' || role === 'contents') return { role, level };
    if (outlineLevel < 9) return { role: 'heading', level: outlineLevel + 1 };
    return { role: role === 'heading' ? 'body' : role, level: 0 };
  }

  private readList(style: WordStyle, numbering: WordNumbering): Pick<WordParagraph, 'label' | 'list'> {
    const listId = this.listId ?? style.listId;
    if (listId === undefined || listId === '0') return { label: '', list: undefined };
    const ofStyle = style.listLevel ?? numbering.levelOfStyle(listId, this.styleId);
    const level = this.listLevel ?? (this.listId === undefined ? ofStyle : 0);
    const counted = numbering.count(listId, level);
    if (!counted) return { label: '', list: undefined };
    const indent = this.indent ?? (this.listId === undefined ? style.indent : undefined) ?? counted.indent;
    return { label: counted.label, list: { listId: counted.listId, level, indent } };
  }
}
