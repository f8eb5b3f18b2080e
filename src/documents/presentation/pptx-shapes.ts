import { readXml, type XmlAttributes } from '../office/read-xml.js';
import { PptxText, type DrawnTable, type TextParagraph } from './pptx-text.js';
import { readBullet, type Bullet, type BulletsByLevel } from './pptx-bullets.js';
import type { Box } from './reading-order.js';

/** What a shape stands in for: its type, and its number among those of the layout. */
export interface Placeholder {
  type: string;
  readonly index: string | undefined;
}

/** A shape as its file describes it, before what it leaves to the layout of the slide is known. */
export interface PptxShape {
  box: Box | undefined;
  placeholder: Placeholder | undefined;
  isHidden: boolean;
  readonly bullets: Map<number, Bullet>;
  readonly contents: (TextParagraph | DrawnTable)[];
  /** Ids of relationships to the parts that hold what it shows. */
  chart: string | undefined;
  diagram: string | undefined;
  /** Of a group, what is in it. */
  readonly shapes: PptxShape[];
  readonly isGroup: boolean;
}

export interface PptxPage {
  readonly shapes: readonly PptxShape[];
  readonly isHidden: boolean;
  /** Of a master, the bullets of the texts of its slides. */
  readonly bodyBullets: BulletsByLevel;
}

function createShape(isGroup: boolean): PptxShape {
  return {
    box: undefined,
    placeholder: undefined,
    isHidden: false,
    bullets: new Map(),
    contents: [],
    chart: undefined,
    diagram: undefined,
    shapes: [],
    isGroup,
  };
}

const noText = new Set([
  'p:timing',
  'p:transition',
  'p:pic',
  'p:cxnSp',
  'p:custDataLst',
  'p:hf',
  'p:extLst',
  'a:extLst',
]);
const levelProperties = /^a:lvl([1-9])pPr$/;

function readNumber(attributes: XmlAttributes, name: string): number {
  const value = Number(attributes.get(name) ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** Makes shapes of the elements of a slide, of its notes, its layout or its master. */
class ShapeReader {
  readonly root = createShape(true);
  isHidden = false;
  readonly bodyBullets = new Map<number, Bullet>();
  private readonly open: PptxShape[] = [this.root];
  private text = new PptxText();
  private isInFrame = false;
  private corner: { readonly x: number; readonly y: number } | undefined;
  /** The level that a list style is being read for, and into what. */
  private style: { readonly level: number; readonly into: Map<number, Bullet> } | undefined;
  private isBodyStyle = false;
  /** Groups that are open but nested too deep to be told apart. */
  private tooDeep = 0;

  constructor(private readonly maxDepth: number) {}

  openElement(name: string, attributes: XmlAttributes): 'skip' | undefined {
    if (noText.has(name)) return 'skip';
    const shape = this.open.at(-1)!;
    switch (name) {
      case 'p:sld':
        this.isHidden = /^(?:0|false)$/.test(attributes.get('show') ?? '');
        break;
      case 'p:grpSp':
        if (this.open.length >= this.maxDepth) this.tooDeep++;
        else this.openShape(true);
        break;
      case 'p:sp':
      case 'p:graphicFrame':
        this.openShape(false);
        break;
      case 'p:cNvPr':
        shape.isHidden ||= /^(?:1|true)$/.test(attributes.get('hidden') ?? '');
        break;
      case 'p:ph':
        shape.placeholder = { type: attributes.get('type') ?? 'obj', index: attributes.get('idx') };
        break;
      case 'a:xfrm':
      case 'p:xfrm':
        this.isInFrame = true;
        this.corner = undefined;
        break;
      case 'a:off':
        if (this.isInFrame) this.corner = { x: readNumber(attributes, 'x'), y: readNumber(attributes, 'y') };
        break;
      case 'a:ext':
        if (this.isInFrame && this.corner) {
          shape.box ??= {
            ...this.corner,
            width: readNumber(attributes, 'cx'),
            height: readNumber(attributes, 'cy'),
          };
        }
        break;
      case 'c:chart':
        shape.chart ??= attributes.get('r:id');
        break;
      case 'dgm:relIds':
        shape.diagram ??= attributes.get('r:dm');
        break;
      case 'p:bodyStyle':
        this.isBodyStyle = true;
        break;
      case 'p:titleStyle':
      case 'p:otherStyle':
        return 'skip';
      default:
        return this.openText(name, attributes, shape);
    }
    return undefined;
  }

  addText(text: string): void {
    this.text.add(text);
  }

  closeElement(name: string): void {
    if (name === 'p:grpSp' && this.tooDeep > 0) this.tooDeep--;
    else if (name === 'p:sp' || name === 'p:graphicFrame' || name === 'p:grpSp') this.closeShape();
    else if (name === 'a:xfrm' || name === 'p:xfrm') this.isInFrame = false;
    else if (name === 'p:bodyStyle') this.isBodyStyle = false;
    else if (levelProperties.test(name)) this.style = undefined;
    else this.text.close(name);
  }

  private openText(name: string, attributes: XmlAttributes, shape: PptxShape): 'skip' | undefined {
    const level = levelProperties.exec(name)?.[1];
    if (level !== undefined) {
      const into = this.isBodyStyle ? this.bodyBullets : shape.bullets;
      this.style = { level: Number(level) - 1, into };
      return undefined;
    }
    const bullet = this.style ? readBullet(name, attributes) : undefined;
    if (bullet) this.style!.into.set(this.style!.level, bullet);
    return this.style ? undefined : this.text.open(name, attributes);
  }

  private openShape(isGroup: boolean): void {
    const shape = createShape(isGroup);
    this.open.at(-1)!.shapes.push(shape);
    this.open.push(shape);
    this.text = new PptxText();
  }

  private closeShape(): void {
    if (this.open.length < 2) return;
    const shape = this.open.pop()!;
    if (!shape.isGroup) shape.contents.push(...this.text.take());
  }
}

/** The shapes of a slide, of its notes, its layout or its master. */
export function readPptxPage(pieces: Iterable<Uint8Array>, maxDepth: number): PptxPage {
  const reader = new ShapeReader(maxDepth);
  readXml(pieces, {
    open: (name, attributes) => reader.openElement(name, attributes),
    close: (name) => {
      reader.closeElement(name);
    },
    text: (text) => {
      reader.addText(text);
    },
  });
  const { root, isHidden, bodyBullets } = reader;
  return { shapes: root.shapes, isHidden, bodyBullets };
}
