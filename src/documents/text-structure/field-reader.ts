import { looksLikeHeading } from '../text-lines.js';
import { lineHead, lineText, type Group } from './group.js';
import { isField } from './field-lines.js';
import type { LineExtents } from './line-extents.js';
import type { PieceWriter } from './piece-writer.js';
import { headingRanks } from './section-labels.js';

/** Reads cards and forms: lines of a name and a value each, and the few words above them. */
export class FieldReader {
  /** Up to which line of the group a run of fields was looked for in vain. */
  private noFieldsUpTo = 0;

  constructor(
    private readonly writer: PieceWriter,
    private readonly extents: LineExtents,
  ) {}

  startGroup(): void {
    this.noFieldsUpTo = 0;
  }

  /** How many fields follow each other from a line on; 0 for prose with colons. */
  countFields(group: Group, index: number): number {
    if (index < this.noFieldsUpTo) return 0;
    const { lines } = group;
    let fields = 0;
    let sentences = 0;
    let to = index;
    for (; to < lines.length; to++) {
      const line = lineHead(group, to);
      if (isField(line) && !this.extents.itemLabel(line)) {
        fields++;
        if (/[.!?؟]$/u.test(line)) sentences++;
      } else if (to === index || lines[to]!.indent < lines[index]!.indent + 4) break;
    }
    if (fields > 1 && sentences * 2 <= fields) return fields;
    this.noFieldsUpTo = to;
    return 0;
  }

  read(group: Group, index: number): number {
    const { lines } = group;
    const isHeading =
      index === 0 &&
      lines.length > 2 &&
      looksLikeHeading(lineText(group, 0)) &&
      !isField(lineText(group, 0)) &&
      !/[:：]$/u.test(lineHead(group, 0)) &&
      !this.extents.startsUnit(group, 0);
    if (isHeading && this.countFields(group, 1) > 1) {
      this.writer.addHeading(group, 0, headingRanks.plain);
      return 1;
    }
    this.noFieldsUpTo = isHeading ? 0 : this.noFieldsUpTo;
    let left = this.countFields(group, index);
    let at = index;
    while (left > 0) {
      let to = at + 1;
      while (
        to < lines.length &&
        lines[to]!.indent >= lines[index]!.indent + 4 &&
        !isField(lineHead(group, to))
      )
        to++;
      this.writer.add(group, 'field', at, to);
      at = to;
      left--;
    }
    return at === index ? 0 : at;
  }
}
