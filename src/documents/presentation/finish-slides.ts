import type { FileProblem } from '../../contracts/file-problem.js';
import type { DocumentPart } from '../../contracts/document.js';
import { writeWordSections, type WordSection } from '../office/word-blocks.js';
import { remarkUnread, type ParsedContent } from '../parsed-content.js';
import { orderSlide } from './order-slide.js';
import type { Slide } from './slide.js';

interface SlideSection extends WordSection {
  readonly kind: 'slide' | 'notes';
  readonly number: number;
}

interface Presentation {
  readonly slides: readonly Slide[];
  /** The title that somebody gave the file. */
  readonly title: string | undefined;
  /** Numbers of the slides that are not shown. */
  readonly hidden: readonly number[];
  /** The first slide behind the limit. */
  readonly cutOff: number | undefined;
}

/** Makes a document of the slides of a presentation: the title of the first one is that of the document. */
export function finishSlides({ slides, title, hidden, cutOff }: Presentation): ParsedContent | FileProblem {
  const sections = slides.flatMap((slide, i): SlideSection[] => {
    const isFirst = i === 0 && title === undefined;
    const contents = orderSlide(slide, isFirst ? 'title' : 'heading');
    const { number, notes } = slide;
    const shown: SlideSection = { kind: 'slide', number, contents, isContinued: false };
    return notes.length === 0
      ? [shown]
      : [shown, { kind: 'notes', number, contents: notes, isContinued: true }];
  });
  const written = writeWordSections(sections, title);
  if (written.blocks.length === 0) return { code: 'no-text' };
  const parts = sections.flatMap(({ kind, number }, i): DocumentPart[] => {
    const start = written.starts[i];
    return start === undefined ? [] : [{ kind, start, number }];
  });
  const remarks = remarkUnread(hidden, cutOff);
  return { title: written.title, text: written.text, blocks: written.blocks, parts, remarks };
}
