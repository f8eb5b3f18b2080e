import { looksLikeHeading } from '../text-lines.js';
import { lineText, type Group } from './group.js';
import { isAllCapitals } from './section-labels.js';

/** The number of a section or clause that a line begins with: "3.", "3.1", "1)". */
export interface LineNumber {
  readonly parts: readonly number[];
  /** Where the text behind it begins. */
  readonly content: number;
}

const numbered = /^(\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){0,5})(\s?[.)\-–ـ])?\s+(?=\S)/u;

function toNumber(digits: string): number {
  return Number(
    digits.replace(/\p{Nd}/gu, (digit) =>
      String((digit.codePointAt(0)! - (digit < '٠' ? 0x30 : digit < '۰' ? 0x660 : 0x6f0)) % 10),
    ),
  );
}

export function readLineNumber(line: string): LineNumber | undefined {
  const found = numbered.exec(line.slice(0, 40));
  if (!found) return undefined;
  const parts = found[1]!.split('.').map(toNumber);
  if (parts.length === 1 && found[2] === undefined) return undefined;
  return { parts, content: found[0].length };
}

/** Whether a numbered line that stands first in its group names a section, and is no item of a list. */
export function isNumberedHeading(group: Group, { parts, content }: LineNumber): boolean {
  const [line] = group.lines;
  const rest = lineText(group, 0).slice(content);
  if (!looksLikeHeading(rest) || !/\p{L}{2}/u.test(rest)) return false;
  if (isAllCapitals(rest) || line!.ruleAfter?.columns.length === 1) return true;
  if (group.lines.length > 1) {
    // A few words above a line that is a whole sentence and no item.
    const second = lineText(group, 1);
    return (
      group.lines[1]!.indent <= line!.indent &&
      !group.isJoined(0) &&
      rest.split(/\s+/).length <= 6 &&
      second.length > 2 * rest.length &&
      !readLineNumber(second) &&
      /[.؟?]$/u.test(second)
    );
  }
  if (!group.next) return false;
  const next = readLineNumber(group.next.text);
  const isSibling = next?.parts.length === parts.length && Math.abs(group.next.indent - line!.indent) <= 1;
  return !isSibling;
}
