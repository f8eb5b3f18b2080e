/** A word that the recognition program has found, where it is and how sure it is. Pixels from the top left corner. */
export interface RecognisedWord {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Words of one block have the same number, and within it those of one line. */
  readonly block: number;
  readonly line: string;
}

/** The words of a page in the order in which they are read. */
export interface PageWords {
  readonly width: number;
  readonly height: number;
  readonly words: readonly RecognisedWord[];
}

/** Marks of direction say nothing that the letters do not. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cc}]/gu;

/** More than a page can hold: what follows is passed over. */
const maxWords = 20_000;

/** Depths of the table: the page, its blocks, their paragraphs, lines and words. */
const pageDepth = 1;
const wordDepth = 5;

/** Reads the table of tesseract ("tsv"): a row for each page, block, paragraph, line and word. */
export function readWords(table: string): PageWords {
  let [width, height] = [0, 0];
  const words: RecognisedWord[] = [];
  for (const row of table.split('\n')) {
    const cells = row.split('\t');
    if (cells.length < 11) continue;
    const numbers = cells.map(Number);
    const [depth, , block, paragraph, line, , left, top, wide, high, confidence] = numbers;
    if (depth === pageDepth) [width, height] = [wide!, high!];
    if (depth !== wordDepth || !Number.isFinite(left! + top! + wide! + high! + confidence!)) continue;
    const text = (cells[11] ?? '').normalize('NFKC').replace(invisible, '').trim();
    if (text === '' || words.length >= maxWords) continue;
    words.push({
      text,
      confidence: Math.min(100, Math.max(0, confidence!)),
      left: left!,
      top: top!,
      right: left! + wide!,
      bottom: top! + high!,
      block: block!,
      line: `${block}.${paragraph}.${line}`,
    });
  }
  return { width, height, words };
}

/** How sure the words are, 0 to 100, each as much as it has letters and digits; 0 of none. */
export function meanConfidence(words: readonly RecognisedWord[]): number {
  let [sum, weight] = [0, 0];
  for (const { text, confidence } of words) {
    const units = text.replace(/[^\p{L}\p{N}]/gu, '').length;
    sum += units * confidence;
    weight += units;
  }
  return weight === 0 ? 0 : sum / weight;
}
