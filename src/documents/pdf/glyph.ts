/** A font as far as reading needs it. */
export interface PageFont {
  /** The same for one font throughout a document. */
  readonly id: string;
  /** As the file names it, such as `ABCDEF+Amiri-Bold`. */
  readonly name: string;
  readonly isBold: boolean;
  /** Whether its codes say nothing but what the file maps them to, and none is taken for the character with its number. */
  readonly isMapped: boolean;
}

/** What is drawn of one code of a font. Points from the top left corner of the page, x to the right and y down. */
export interface Glyph {
  /** What it says, in logical order, without presentation forms; empty where nothing tells. */
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Height of the font in points. */
  readonly size: number;
  readonly font: PageFont;
  readonly code: number;
  /** Position in the order of drawing. */
  readonly order: number;
}

/** A straight line that is drawn from left to right or from top to bottom. */
export interface Ruling {
  readonly isHorizontal: boolean;
  /** y of a horizontal one, x of a vertical one. */
  readonly position: number;
  /** Where it begins and ends, in x of a horizontal one, in y of a vertical one. */
  readonly start: number;
  readonly end: number;
}

/** What is drawn on a page, in one direction of reading. */
export interface PageMarks {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
  /** Codes of fonts that nothing tells the character of. */
  readonly unmappedCount: number;
  /** Whether a picture is drawn. */
  readonly hasImages: boolean;
}
