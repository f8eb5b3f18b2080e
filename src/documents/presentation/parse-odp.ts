import type { FileProblem } from '../../contracts/file-problem.js';
import { findOpenDocumentTitle, openOpenDocument } from '../office/open-document.js';
import { readXml, type XmlAttributes } from '../office/read-xml.js';
import { resolvePartName } from '../office/relationships.js';
import { readOrExplain } from '../office/unreadable-file.js';
import type { WordContent } from '../office/word-content.js';
import type { ZipArchive } from '../office/zip-archive.js';
import type { ParseLimits } from '../parse-limits.js';
import type { ParsedContent } from '../parsed-content.js';
import { finishSlides } from './finish-slides.js';
import { readOdpChart } from './odp-chart.js';
import { OdpStyles, readLength } from './odp-styles.js';
import { OdpText } from './odp-text.js';
import type { Box } from './reading-order.js';
import type { Slide, SlideShape } from './slide.js';

/** Elements that show no text of their own, and fields that every slide has. */
const unread =
  /^(?:draw:(?:enhanced-geometry|page-thumbnail|glue-point|contour-\w+)|svg:(?:title|desc)|office:(?:annotation|event-listeners|forms)|text:(?:page-number|page-count|date|time|ruby-text|tracked-changes)|presentation:(?:date-time|footer|header|event-listener)|anim:.+)$/;
const shapes =
  /^draw:(?:frame|custom-shape|rect|ellipse|circle|line|connector|polygon|polyline|path|caption|measure|regular-polygon)$/;
/** What stands on every slide. */
const surroundings = new Set(['page-number', 'header', 'footer', 'date-time', 'page']);

interface OpenShape {
  readonly box: Box | undefined;
  readonly className: string;
  readonly isIgnored: boolean;
  readonly text: OdpText | undefined;
  readonly contents: WordContent[];
  readonly shapes: SlideShape[];
}

function readBox(attributes: XmlAttributes): Box | undefined {
  const moved = /translate\s{0,4}\(([^ ,)]{1,40})[ ,]{1,4}([^ ,)]{1,40})\)/.exec(
    attributes.get('draw:transform') ?? '',
  );
  const x = readLength(attributes.get('svg:x')) ?? readLength(moved?.[1]);
  const y = readLength(attributes.get('svg:y')) ?? readLength(moved?.[2]);
  if (x === undefined || y === undefined) return undefined;
  const width = readLength(attributes.get('svg:width')) ?? 0;
  const height = readLength(attributes.get('svg:height')) ?? 0;
  return { x, y, width, height };
}

/** Makes slides of the elements of a presentation. */
class SlideReader {
  readonly slides: Slide[] = [];
  readonly hidden: number[] = [];
  count = 0;
  private readonly styles = new OdpStyles();
  private slide: { readonly shapes: SlideShape[]; readonly notes: WordContent[] } | undefined;
  private isNotes = false;
  private readonly open: OpenShape[] = [];
  private texts = 0;
  private tooDeep = 0;

  constructor(
    private readonly zip: ZipArchive,
    private readonly limits: ParseLimits,
  ) {}

  openElement(name: string, attributes: XmlAttributes): 'skip' | undefined {
    if (unread.test(name)) return 'skip';
    if (!this.slide) return this.openOutside(name, attributes);
    if (name === 'presentation:notes') this.isNotes = true;
    else if (name === 'draw:g' || shapes.test(name)) return this.openShape(name, attributes);
    else if (name === 'draw:object') this.readObject(attributes);
    else this.open.at(-1)?.text?.open(name, attributes);
    return undefined;
  }

  addText(text: string): void {
    this.open.at(-1)?.text?.add(text);
  }

  closeElement(name: string): void {
    if (!this.slide) {
      this.styles.close(name);
      return;
    }
    if (name === 'draw:page') {
      this.slides.push({ number: this.count, ...this.slide });
      this.slide = undefined;
    } else if (name === 'presentation:notes') this.isNotes = false;
    else if (name === 'draw:g' || shapes.test(name)) this.closeShape();
    else this.open.at(-1)?.text?.close(name);
  }

  private openOutside(name: string, attributes: XmlAttributes): 'skip' | undefined {
    if (name !== 'draw:page') {
      this.styles.open(name, attributes);
      return undefined;
    }
    this.count++;
    if (this.count > this.limits.maxParts) return 'skip';
    if (this.styles.isHidden(attributes.get('draw:style-name'))) {
      this.hidden.push(this.count);
      return 'skip';
    }
    this.slide = { shapes: [], notes: [] };
    return undefined;
  }

  private openShape(name: string, attributes: XmlAttributes): 'skip' | undefined {
    if (this.open.length >= this.limits.maxDepth) {
      this.tooDeep++;
      return undefined;
    }
    const className = attributes.get('presentation:class') ?? '';
    const isIgnored =
      surroundings.has(className) ||
      attributes.get('presentation:placeholder') === 'true' ||
      attributes.get('draw:display') === 'none' ||
      (this.isNotes && className !== 'notes');
    if (isIgnored) return 'skip';
    this.open.push({
      box: readBox(attributes),
      className,
      isIgnored,
      text: name === 'draw:g' ? undefined : new OdpText(this.styles, String(++this.texts)),
      contents: [],
      shapes: [],
    });
    return undefined;
  }

  private closeShape(): void {
    if (this.tooDeep > 0) {
      this.tooDeep--;
      return;
    }
    const shape = this.open.pop();
    if (!shape) return;
    const contents = [...shape.contents, ...(shape.text?.take() ?? [])];
    if (this.isNotes) {
      this.slide!.notes.push(...contents);
      return;
    }
    const read: SlideShape = {
      box: shape.box ?? boxAround(shape.shapes),
      isTitle: shape.className === 'title',
      contents,
      fontSize: shape.text?.fontSize,
      shapes: shape.shapes,
    };
    (this.open.at(-1)?.shapes ?? this.slide!.shapes).push(read);
  }

  private readObject(attributes: XmlAttributes): void {
    const name = attributes.get('xlink:href');
    if (name === undefined) return;
    this.open.at(-1)?.contents.push(...readOdpChart(this.zip, resolvePartName('content.xml', name)));
  }
}

/** A group has no place but that of what is in it. */
function boxAround(inside: readonly SlideShape[]): Box | undefined {
  const boxes = inside.flatMap(({ box }) => box ?? []);
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y;
  return { x, y, width, height };
}

function parse(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  const zip = openOpenDocument(bytes, limits);
  const reader = new SlideReader(zip, limits);
  readXml(zip.unpack('content.xml'), {
    open: (name, attributes) => reader.openElement(name, attributes),
    close: (name) => {
      reader.closeElement(name);
    },
    text: (text) => {
      reader.addText(text);
    },
  });
  const { slides, hidden, count } = reader;
  const cutOff = count > limits.maxParts ? limits.maxParts + 1 : undefined;
  return finishSlides({ slides, title: findOpenDocumentTitle(zip), hidden, cutOff });
}

/**
 * A presentation of OpenDocument: slides in their order, with what is on each in the order in which it is read, and what
 * the speaker noted. What is hidden, comments, and what stands on every slide are left out.
 */
export function parseOdp(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  return readOrExplain(() => parse(bytes, limits));
}
