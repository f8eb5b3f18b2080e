import { endsInQuestion } from '../../text/ends-in-question.js';
import type { DraftBlock } from '../text-builder.js';
import { looksLikeHeading } from '../text-lines.js';
import { ConversationReader } from './conversation-reader.js';
import { FieldReader } from './field-reader.js';
import { lineHead, lineText, type Group } from './group.js';
import { readItemLabel, type ItemLabel } from './item-labels.js';
import { isTooShort, LineExtents } from './line-extents.js';
import { isNumberedHeading, readLineNumber } from './numbered-lines.js';
import { PieceWriter, type Piece } from './piece-writer.js';
import { findAnswerOnLine, isQuestion, readAnswerLabel, readQuestionLabel } from './question-labels.js';
import {
  headingRanks,
  isAllCapitals,
  isBracketedName,
  readOrdinalAdverb,
  readSectionLabel,
} from './section-labels.js';
import { readTextTable } from './text-tables.js';
import type { Voices } from './turn-labels.js';

interface Options {
  readonly voices: Voices;
  /** Whether the writer marks headings, so that a few words alone on a line are none. */
  readonly hasMarkedHeadings: boolean;
  /** Takes the pieces in order; undefined where one became no block of its own. */
  readonly emit: (piece: Piece) => DraftBlock | undefined;
}

/**
 * Recognises what nothing marks up, from how lines begin and stand: sections, lists, questions, conversations, fields
 * and tables. Keeps little between groups, so that each line is looked at a few times whatever the document.
 */
export class StructureReader {
  private readonly writer: PieceWriter;
  private readonly extents: LineExtents;
  private readonly conversations: ConversationReader;
  private readonly fields: FieldReader;
  /** The number of the last section, as far as it has one. */
  private number: readonly number[] = [];

  constructor(private readonly options: Options) {
    this.writer = new PieceWriter(options.emit);
    this.extents = new LineExtents(this.writer, options.voices);
    this.conversations = new ConversationReader(this.writer, options.voices);
    this.fields = new FieldReader(this.writer, this.extents);
  }

  /** Says that a marked heading of this level was read. */
  startSection(level: number, title: string): void {
    this.writer.headings.startUnder(level);
    this.number = readLineNumber(title)?.parts ?? [];
    this.interrupt();
  }

  /** Says that a block was read that is none of lines. */
  interrupt(): void {
    this.writer.interrupt();
    this.conversations.interrupt();
  }

  /** Says that a marked question was read: the next paragraph answers it. */
  expectAnswer(): void {
    this.interrupt();
    this.writer.awaitsAnswer = true;
    this.writer.afterQuestion = true;
  }

  /** Whether something labels the first line of a group. */
  isLabelled(group: Group): boolean {
    const line = lineHead(group, 0);
    return (
      this.extents.startsUnit(group, 0) ||
      readLineNumber(line) !== undefined ||
      isBracketedName(line) ||
      this.fields.countFields(group, 0) > 1 ||
      readTextTable(group.text, group.lines, 0).length > 0
    );
  }

  read(group: Group): void {
    this.fields.startGroup();
    for (
      let index = this.options.hasMarkedHeadings ? 0 : this.conversations.continueTurn(group);
      index < group.lines.length;
    ) {
      index = this.readUnit(group, index);
    }
  }

  private readUnit(group: Group, index: number): number {
    const line = lineHead(group, index);
    if (isTooShort(line)) return this.readParagraph(group, index);
    return (
      this.conversations.readCue(group, index) ||
      this.conversations.readTurn(group, index, line) ||
      this.readTable(group, index) ||
      this.readAsked(group, index, line) ||
      this.fields.read(group, index) ||
      this.readSection(group, index, line) ||
      this.readItem(group, index, line) ||
      this.readHeading(group, index) ||
      this.readQuestion(group, index) ||
      this.readParagraph(group, index)
    );
  }

  private readTable(group: Group, index: number): number {
    const rows = readTextTable(group.text, group.lines, index);
    rows.forEach(({ isHeader, cells }, i) => {
      const at = index + i;
      this.writer.add(group, isHeader ? 'table-header' : 'table-row', at, at + 1, { cells });
    });
    return rows.length === 0 ? 0 : index + rows.length;
  }

  /** A question or an answer that is labelled as one. */
  private readAsked(group: Group, index: number, line: string): number {
    const asked = readQuestionLabel(line);
    const content = asked || readAnswerLabel(line, this.writer.afterQuestion);
    if (content === 0) return 0;
    const to = this.extents.endOf(group, index, true);
    if (asked === 0) {
      this.writer.awaitsAnswer = false;
      this.writer.add(group, 'answer', index, to, { content });
      return to;
    }
    const { start } = group.lines[index]!;
    const answer = findAnswerOnLine(line);
    if (answer === 0) this.writer.add(group, 'question', index, to, { content });
    else {
      this.writer.add(group, 'question', index, to, {
        content,
        end: start + line.slice(0, answer).trimEnd().length,
      });
      this.writer.awaitsAnswer = false;
      const label = readAnswerLabel(line.slice(answer), true);
      this.writer.add(group, 'answer', index, to, { skipped: answer, content: answer + label });
    }
    return to;
  }

  private readSection(group: Group, index: number, head: string): number {
    const line = lineText(group, index);
    const label = readSectionLabel(line);
    if (label && (label.isParted || group.lines.length === 1)) {
      const { start } = group.lines[index]!;
      this.writer.addHeading(group, index, label.rank, label.content, start + label.end);
      if (label.end === line.length) return index + 1;
      const skipped = label.end + line.slice(label.end).length - line.slice(label.end).trimStart().length;
      const to = this.extents.endOf(group, index, false);
      this.writer.add(group, 'paragraph', index, to, { skipped });
      return to;
    }
    const adverb = readOrdinalAdverb(head);
    if (
      adverb > 0 &&
      (adverb >= line.length || looksLikeHeading(line.slice(adverb).replace(/[:：]$/u, '')))
    ) {
      this.writer.addHeading(group, index, headingRanks.ordinal, adverb >= line.length ? 0 : adverb);
      return index + 1;
    }
    if (adverb > 0) {
      const isFirst = /^[أا]و/u.test(line);
      return this.addItem(group, index, {
        family: 'adverb-dash',
        content: adverb,
        isFirst,
        isDoubtful: false,
      });
    }
    if (!isBracketedName(line)) return 0;
    this.writer.addHeading(group, index, headingRanks.number);
    return index + 1;
  }

  private addItem(group: Group, index: number, label: ItemLabel): number {
    const { indent } = group.lines[index]!;
    const level = this.writer.items.levelOf(label, indent);
    const to = this.extents.endOf(group, index, true);
    this.writer.add(group, 'list-item', index, to, { content: label.content, level });
    return to;
  }

  /** A numbered heading or clause, or an item of a list. */
  private readItem(group: Group, index: number, line: string): number {
    const number = readLineNumber(line);
    const depth = number?.parts.length ?? 0;
    const isKnown =
      number !== undefined &&
      (depth > 2 ||
        this.number[0] === number.parts[0] ||
        this.writer.items.has('number-dash') ||
        /^\p{Lu}\p{Ll}/u.test(line.slice(number.content)));
    const isList =
      depth === 1 && this.writer.items.has(readItemLabel(line)?.family ?? '', group.lines[index]!.indent);
    if (number && index === 0 && !isList && (depth === 1 || isKnown)) {
      const isAsked = isQuestion(line) && this.isAnswered(group, 1);
      if (!isAsked && isNumberedHeading(group, number)) {
        this.writer.addHeading(group, 0, headingRanks.number + depth - 1, number.content);
        this.number = number.parts;
        return 1;
      }
      if (isAsked && !this.options.hasMarkedHeadings) {
        this.writer.add(group, 'question', 0, 1, { content: number.content });
        return 1;
      }
    }
    if (number && depth > 1) {
      if (!isKnown) return 0;
      const label = { family: 'number-dash', content: number.content, isFirst: false, isDoubtful: false };
      return this.addItem(group, index, label);
    }
    const label = this.extents.itemLabel(line);
    return label ? this.addItem(group, index, label) : 0;
  }

  /** Whether text that is no question, heading or item stands behind a question. */
  private isAnswered(group: Group, to: number): boolean {
    if (to < group.lines.length) {
      return !endsInQuestion(lineText(group, to)) && !readItemLabel(lineHead(group, to));
    }
    const { next } = group;
    return next !== undefined && !next.isHeading && !isQuestion(next.text) && !readLineNumber(next.text);
  }

  /** A heading without a number: between rules, underlined, in capitals, or in bold type. */
  private readHeading(group: Group, index: number): number {
    const line = lineText(group, index);
    if (index > 0 || !looksLikeHeading(line)) return 0;
    const [{ ruleBefore, ruleAfter }] = group.lines as [Group['lines'][number]];
    const isAlone = group.lines.length === 1;
    const isUnderlined = isAlone && ruleAfter?.columns.length === 1;
    const isBanner = isUnderlined && ruleBefore?.columns.length === 1;
    const isCapitals = isAlone && group.next !== undefined && isAllCapitals(line);
    let rank: number | undefined;
    if (this.options.hasMarkedHeadings) {
      const isHeading =
        isAlone && group.isBold(0) && group.next && !group.next.isHeading && !/[:：]$/u.test(line);
      if (isHeading) rank = headingRanks.plain;
    } else if (isBanner) rank = headingRanks.banner;
    else if (isUnderlined) rank = ruleAfter.mark === '=' ? headingRanks.doubleRule : headingRanks.rule;
    else if (isCapitals) rank = headingRanks.number;
    if (rank === undefined || endsInQuestion(line)) return 0;
    this.writer.addHeading(group, 0, rank);
    return 1;
  }

  /** A question that nothing labels, alone on its line, with what answers it below. */
  private readQuestion(group: Group, index: number): number {
    if (index > 0) return 0;
    const isBold = group.isBold(0) && endsInQuestion(lineText(group, 0));
    const to = isBold ? 1 : this.extents.endOf(group, 0, false);
    const { start } = group.lines[0]!;
    const { end } = group.lines[to - 1]!;
    if (!isBold && !isQuestion(group.text.slice(start, Math.min(end, start + 400)))) return 0;
    if (!this.isAnswered(group, to)) return 0;
    this.writer.add(group, 'question', 0, to);
    return to;
  }

  private readParagraph(group: Group, index: number): number {
    const to = this.extents.endOf(group, index, false);
    const block = this.writer.add(group, 'paragraph', index, to);
    const isAlone = to - index === group.lines.length && to - index === 1;
    if (isAlone && !this.options.hasMarkedHeadings && block?.kind === 'paragraph') {
      const line = lineText(group, index);
      if (looksLikeHeading(line)) this.writer.holdAsHeading(block, /[:：]$/u.test(line));
    }
    return to;
  }
}
