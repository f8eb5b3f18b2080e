import type { Relationship } from '../office/relationships.js';
import type { WordContent } from '../office/word-content.js';
import type { ZipArchive } from '../office/zip-archive.js';
import { toList, toParagraph, toTable } from './plain-content.js';
import { BulletLabels, type Bullet } from './pptx-bullets.js';
import { readChart } from './pptx-chart.js';
import { readDiagram } from './pptx-diagram.js';
import type { PptxLayout } from './pptx-layouts.js';
import type { PptxShape } from './pptx-shapes.js';
import type { DrawnTable, TextParagraph } from './pptx-text.js';
import type { SlideShape } from './slide.js';
import { withHeader } from './table-header.js';

/** What stands on every slide, or is none of its text. */
const surroundings = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']);
/** Placeholders of texts that are lists unless something says otherwise. */
const listed = new Set(['body', 'obj']);
const titles = new Set(['title', 'ctrTitle']);

/** Makes of the shapes of a slide what they show, with what they leave to its layout. */
export class PptxSlideReader {
  private lists = 0;

  constructor(
    private readonly zip: ZipArchive,
    private readonly relationships: readonly Relationship[],
    private readonly layout: PptxLayout,
  ) {}

  read(shapes: readonly PptxShape[]): SlideShape[] {
    return shapes
      .filter(({ isHidden, placeholder }) => !isHidden && !surroundings.has(placeholder?.type ?? ''))
      .map((shape) => this.readShape(shape));
  }

  private readShape(shape: PptxShape): SlideShape {
    const { placeholder, shapes } = shape;
    const box = shape.box ?? (placeholder && this.layout.findBox(placeholder));
    const isTitle = titles.has(placeholder?.type ?? '');
    const listId = String(++this.lists);
    const contents: WordContent[] = [];
    const labels = new BulletLabels();
    let fontSize: number | undefined;
    for (const content of shape.contents) {
      const paragraphs =
        content.kind === 'table' ? content.rows.flat().flatMap((cell) => cell.paragraphs) : [content];
      for (const paragraph of paragraphs) {
        if (paragraph.fontSize !== undefined) fontSize = Math.max(fontSize ?? 0, paragraph.fontSize);
      }
      if (content.kind === 'table') contents.push(readDrawnTable(content));
      else {
        const bullet = isTitle ? undefined : this.bulletOf(content, shape);
        const label = labels.labelOf(content.level, bullet ?? { kind: 'none' });
        contents.push(readParagraph(content, label, listId));
      }
    }
    contents.push(...this.readDrawing(shape, listId));
    return { box, isTitle, contents, fontSize, shapes: this.read(shapes) };
  }

  private bulletOf(
    { bullet, level }: TextParagraph,
    { bullets, placeholder }: PptxShape,
  ): Bullet | undefined {
    const own = bullet ?? bullets.get(level);
    if (own || !placeholder) return own;
    const given = this.layout.findBullet(placeholder, level);
    return given ?? (listed.has(placeholder.type) ? { kind: 'mark' } : undefined);
  }

  /** What another part of the package holds of a shape. */
  private readDrawing({ chart, diagram }: PptxShape, listId: string): WordContent[] {
    const partOf = (id: string | undefined, type: string): string | undefined =>
      this.relationships.find((each) => each.id === id && each.type === type)?.target;
    const contents: WordContent[] = [];
    const diagramPart = partOf(diagram, 'diagramData');
    if (diagramPart !== undefined) contents.push(...toList(readDiagram(this.zip, diagramPart), listId));
    const chartPart = partOf(chart, 'chart');
    if (chartPart !== undefined) {
      const { title, rows } = readChart(this.zip, chartPart);
      if (title !== '') contents.push(toParagraph(title, { role: 'caption' }));
      if (rows.length > 0) contents.push(withHeader(toTable(rows, rows[0]![0] === '')));
    }
    return contents;
  }
}

function readParagraph({ text, level, isBold }: TextParagraph, label: string, listId: string): WordContent {
  const list = label === '' ? undefined : { listId, level, indent: undefined };
  return toParagraph(text, { label, list, isBold });
}

function readDrawnTable({ rows, hasHeader }: DrawnTable): WordContent {
  return withHeader({
    kind: 'table',
    rows: rows.map((cells, i) => ({
      isHeader: hasHeader && i === 0,
      cells: cells.map(({ columns, rows: down, paragraphs }) => ({
        columns,
        rows: down,
        content: paragraphs.map((paragraph) => readParagraph(paragraph, '', '')),
      })),
    })),
  });
}
