import type { Span } from './span.js';

/** What kind of part of a document a number names. */
export type SectionKind =
  | 'article'
  | 'part'
  | 'chapter'
  | 'section'
  | 'clause'
  | 'paragraph'
  | 'item'
  | 'annex'
  | 'table'
  | 'question'
  | 'step'
  | 'lesson'
  | 'week'
  | 'day'
  | 'version';

/** A part of a document by its number: "المادة (5)", "Chapter three". */
export interface SectionReference extends Span {
  readonly kind: SectionKind;
  /** In ASCII digits, with dots where it has several ("3.1"); of a lettered part the letter, folded. */
  readonly number: string;
}
