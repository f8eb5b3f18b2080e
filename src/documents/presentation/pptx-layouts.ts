import { findRelated, readRelationships, type Relationship } from '../office/relationships.js';
import type { ZipArchive } from '../office/zip-archive.js';
import type { Bullet, BulletsByLevel } from './pptx-bullets.js';
import { readPptxPage, type Placeholder, type PptxShape } from './pptx-shapes.js';
import type { Box } from './reading-order.js';

/** What slides leave to the layout that they are made on, and that to its master. */
export interface PptxLayout {
  findBox(placeholder: Placeholder): Box | undefined;
  findBullet(placeholder: Placeholder, level: number): Bullet | undefined;
}

/** Types of placeholders that a master has another one for. */
const typeOfMaster: Readonly<Record<string, string>> = {
  ctrTitle: 'title',
  subTitle: 'body',
  obj: 'body',
  tbl: 'body',
  chart: 'body',
  dgm: 'body',
};

function findOnLayout(shapes: readonly PptxShape[], { type, index }: Placeholder): PptxShape | undefined {
  const placed = shapes.filter((shape) => shape.placeholder !== undefined);
  const same = index === undefined ? undefined : placed.find((shape) => shape.placeholder!.index === index);
  // A layout has several bodies, which are told apart by their numbers alone.
  const isNumbered = index !== undefined && (typeOfMaster[type] ?? type) === 'body';
  return same ?? (isNumbered ? undefined : placed.find((shape) => shape.placeholder!.type === type));
}

function findOnMaster(shapes: readonly PptxShape[], { type }: Placeholder): PptxShape | undefined {
  return shapes.find(({ placeholder }) => placeholder?.type === (typeOfMaster[type] ?? type));
}

function createLayout(
  layout: readonly PptxShape[],
  master: readonly PptxShape[],
  bodyBullets: BulletsByLevel,
): PptxLayout {
  return {
    findBox: (placeholder) =>
      findOnLayout(layout, placeholder)?.box ?? findOnMaster(master, placeholder)?.box,
    findBullet: (placeholder, level) =>
      findOnLayout(layout, placeholder)?.bullets.get(level) ??
      findOnMaster(master, placeholder)?.bullets.get(level) ??
      ((typeOfMaster[placeholder.type] ?? placeholder.type) === 'body' ? bodyBullets.get(level) : undefined),
  };
}

/** Reads the layouts of a presentation, each once. */
export class PptxLayouts {
  private readonly byPart = new Map<string, PptxLayout>();

  constructor(
    private readonly zip: ZipArchive,
    private readonly maxDepth: number,
  ) {}

  /** The layout of the slide with these relationships. */
  layoutOf(relationships: readonly Relationship[]): PptxLayout {
    const part = findRelated(this.zip, relationships, 'slideLayout') ?? '';
    const known = this.byPart.get(part);
    if (known) return known;
    const read = this.read(part);
    this.byPart.set(part, read);
    return read;
  }

  private read(part: string): PptxLayout {
    if (part === '') return createLayout([], [], new Map());
    const layout = readPptxPage(this.zip.unpack(part), this.maxDepth);
    const master = findRelated(this.zip, readRelationships(this.zip, part), 'slideMaster');
    if (master === undefined) return createLayout(layout.shapes, [], new Map());
    const { shapes, bodyBullets } = readPptxPage(this.zip.unpack(master), this.maxDepth);
    return createLayout(layout.shapes, shapes, bodyBullets);
  }
}
