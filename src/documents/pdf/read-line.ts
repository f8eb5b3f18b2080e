import { readSuperscript } from '../html-superscript.js';
import { toTokens } from './line-tokens.js';
import { startsWithStop, toLogicalOrder, type Token } from './logical-order.js';
import { median } from '../../text/median.js';
import { nameBrackets } from './mirrored-brackets.js';
import type { Segment } from './segments.js';

/** A line of text in the order in which it is read. Its mirrored brackets are not named yet. */
export interface TextLine {
  readonly text: string;
  readonly isRightToLeft: boolean;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Of most of its letters, in points. */
  readonly size: number;
  /** The share of its letters that are bold. */
  readonly boldShare: number;
  /** The footnotes that raised figures in it refer to. */
  readonly notes: readonly string[];
  /** The raised figure that it begins with. */
  readonly noteLabel: string | undefined;
}

/** What a line depends on of the page that it is on. */
export interface LineContext {
  /** Whether most of the page runs from right to left. */
  readonly isRightToLeft: boolean;
  /** Whether letters that run from right to left are drawn from left to right, as most programs do. */
  readonly isDrawnVisually: boolean;
}

/** Takes the marks of footnotes out of the text; they would be part of the word that they stand behind. */
function readRaised(tokens: readonly Token[]): {
  text: string;
  notes: string[];
  noteLabel: string | undefined;
} {
  const notes: string[] = [];
  let noteLabel: string | undefined;
  let text = '';
  for (let at = 0; at < tokens.length;) {
    if (!tokens[at]!.isRaised) {
      text += tokens[at++]!.text;
      continue;
    }
    let raised = '';
    while (at < tokens.length && tokens[at]!.isRaised) raised += tokens[at++]!.text;
    const before = /\s$/.test(text) || text === '' ? undefined : text.slice(-20);
    const named = nameBrackets(raised, false).trim();
    const isFirst = text === '';
    const reading = readSuperscript({ text: named, before, isFirst, isRaised: true, isLink: false });
    if (reading.as === 'mark') notes.push(reading.label);
    else if (reading.as === 'label') {
      noteLabel = reading.label;
      text += `${raised} `;
    } else if (reading.as === 'power') text += reading.shown;
    else if (reading.as === 'apart') text += ` ${raised} `;
    else text += raised;
  }
  return { text, notes, noteLabel };
}

function tidyLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?<=\p{L}\p{M}{0,8})\u0640+(?=\p{M}{0,8}\p{L})/gu, '')
    .replace(/\u0640{2,}/g, '\u0640')
    .replace(/\u00ad(?!$)/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

export function readLine(segment: Segment, context: LineContext): TextLine {
  const tokens = toTokens(segment, context.isDrawnVisually);
  const right = tokens.filter(({ characterClass }) => characterClass === 'right').length;
  const left = tokens.filter(({ characterClass }) => characterClass === 'left').length;
  const isRightToLeft =
    right > 0
      ? context.isRightToLeft || right >= left
      : context.isRightToLeft && (left === 0 || startsWithStop(tokens));
  const letters = segment.letters.filter(({ characterClass }) => characterClass !== 'blank');
  const read = readRaised(toLogicalOrder(tokens, isRightToLeft));
  return {
    ...read,
    text: tidyLine(read.text),
    isRightToLeft,
    left: segment.left,
    right: segment.right,
    baseline: segment.baseline,
    size: median(letters.map(({ size }) => size)),
    boldShare: letters.filter(({ font }) => font.isBold).length / Math.max(1, letters.length),
  };
}
