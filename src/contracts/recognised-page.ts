/** A line of text that optical character recognition has found in the picture of a page. Pixels from the top left corner. */
export interface RecognisedLine {
  /** In the order in which it is read. */
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The usual height of its words: letters that reach high or deep make more of single ones. */
  readonly wordHeight: number;
  /** Lines of one column have the same number; in the order in which they are read. */
  readonly column: number;
}

/** What optical character recognition has made of a page. */
export interface RecognisedPage {
  /** From 1. */
  readonly number: number;
  /** Width and height of the picture of the page, in pixels. */
  readonly width: number;
  readonly height: number;
  /** In the order in which they are read; none where the picture shows nothing that can be made out. */
  readonly lines: readonly RecognisedLine[];
}
