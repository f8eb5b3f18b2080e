import type { WordContent } from '../office/word-content.js';
import type { Box } from './reading-order.js';

/** What stands together on a slide: a text box, a table, a group of these. */
export interface SlideShape {
  /** Undefined where the file does not say. */
  readonly box: Box | undefined;
  /** Whether the presentation says that it is the title of the slide. */
  readonly isTitle: boolean;
  readonly contents: readonly WordContent[];
  /** Of its largest text, in points; undefined where the file does not say. */
  readonly fontSize: number | undefined;
  /** Of a group, what is in it. */
  readonly shapes: readonly SlideShape[];
}

export interface Slide {
  /** From 1, hidden ones counted. */
  readonly number: number;
  readonly shapes: readonly SlideShape[];
  /** What the speaker noted. */
  readonly notes: readonly WordContent[];
}
