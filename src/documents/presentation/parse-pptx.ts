import type { FileProblem } from '../../contracts/file-problem.js';
import { findPackageTitle } from '../office/package-title.js';
import { readXml } from '../office/read-xml.js';
import { findRelated, readRelationships, type Relationship } from '../office/relationships.js';
import { readOrExplain, UnreadableFile } from '../office/unreadable-file.js';
import type { WordContent } from '../office/word-content.js';
import { openZip, type ZipArchive } from '../office/zip-archive.js';
import type { ParseLimits } from '../parse-limits.js';
import type { ParsedContent } from '../parsed-content.js';
import { finishSlides } from './finish-slides.js';
import { PptxLayouts } from './pptx-layouts.js';
import { readPptxPage } from './pptx-shapes.js';
import { PptxSlideReader } from './pptx-slide.js';
import type { Slide, SlideShape } from './slide.js';

/** The parts of the slides in their order; undefined for one that the package lacks. */
function readSlideParts(zip: ZipArchive, presentation: string): readonly (string | undefined)[] {
  const targets = new Map(readRelationships(zip, presentation).map(({ id, target }) => [id, target]));
  const parts: (string | undefined)[] = [];
  readXml(zip.unpack(presentation), {
    open: (name, attributes) => {
      if (name === 'p:sldId') {
        const part = targets.get(attributes.get('r:id') ?? '');
        parts.push(part !== undefined && zip.has(part) ? part : undefined);
      }
      return undefined;
    },
  });
  return parts;
}

function contentsOf(shapes: readonly SlideShape[]): WordContent[] {
  return shapes.flatMap(({ contents, shapes: inside }) => [...contents, ...contentsOf(inside)]);
}

/** What the speaker noted: the text of the page of notes, without what is printed around it. */
function readNotes(
  zip: ZipArchive,
  relationships: readonly Relationship[],
  layouts: PptxLayouts,
  maxDepth: number,
): WordContent[] {
  const part = findRelated(zip, relationships, 'notesSlide');
  if (part === undefined) return [];
  const { shapes } = readPptxPage(zip.unpack(part), maxDepth);
  const reader = new PptxSlideReader(zip, [], layouts.layoutOf([]));
  // Notes are paragraphs: what the placeholder of a slide lists, that of notes does not.
  const plain = shapes.map((shape) => ({
    ...shape,
    placeholder: shape.placeholder && { ...shape.placeholder },
  }));
  for (const { placeholder } of plain) if (placeholder?.type === 'body') placeholder.type = 'notes';
  return contentsOf(reader.read(plain));
}

function parse(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  const zip = openZip(bytes, limits);
  const presentation = findRelated(zip, readRelationships(zip, ''), 'officeDocument');
  if (presentation === undefined) throw new UnreadableFile({ code: 'not-a-document' });
  const layouts = new PptxLayouts(zip, limits.maxDepth);
  const slides: Slide[] = [];
  const hidden: number[] = [];
  const parts = readSlideParts(zip, presentation);
  parts.slice(0, limits.maxParts).forEach((part, i) => {
    if (part === undefined) return;
    const number = i + 1;
    const page = readPptxPage(zip.unpack(part), limits.maxDepth);
    if (page.isHidden) {
      hidden.push(number);
      return;
    }
    const relationships = readRelationships(zip, part);
    const reader = new PptxSlideReader(zip, relationships, layouts.layoutOf(relationships));
    const shapes = reader.read(page.shapes);
    slides.push({ number, shapes, notes: readNotes(zip, relationships, layouts, limits.maxDepth) });
  });
  const cutOff = parts.length > limits.maxParts ? limits.maxParts + 1 : undefined;
  return finishSlides({ slides, title: findPackageTitle(zip), hidden, cutOff });
}

/**
 * A presentation of PowerPoint: slides in their order, with what is on each in the order in which it is read, and what
 * the speaker noted. What is hidden, comments, and what stands on every slide are left out.
 */
export function parsePptx(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  return readOrExplain(() => parse(bytes, limits));
}
