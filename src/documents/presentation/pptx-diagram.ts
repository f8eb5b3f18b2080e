import { readXml } from '../office/read-xml.js';
import type { ZipArchive } from '../office/zip-archive.js';

/** A text of a diagram, and how deep it is nested, from 0. */
export interface DiagramText {
  readonly text: string;
  readonly level: number;
}

interface Node {
  readonly pieces: string[];
  readonly children: { readonly id: string; readonly order: number }[];
}

/** Points that only stand for how a diagram is drawn. */
const drawn = new Set(['pres', 'parTrans', 'sibTrans']);
const maxLevel = 8;

/** The texts of a diagram (SmartArt) in the order and at the levels of its outline. */
export function readDiagram(zip: ZipArchive, part: string): readonly DiagramText[] {
  const nodes = new Map<string, Node>();
  let top: string | undefined;
  let node: Node | undefined;
  let isText = false;
  readXml(zip.unpack(part), {
    open: (name, attributes) => {
      if (name === 'dgm:pt') {
        if (drawn.has(attributes.get('type') ?? '')) return 'skip';
        const id = attributes.get('modelId') ?? '';
        node = { pieces: [], children: [] };
        nodes.set(id, node);
        if (attributes.get('type') === 'doc') top = id;
      } else if (name === 'dgm:cxn' && (attributes.get('type') ?? 'parOf') === 'parOf') {
        const order = Number(attributes.get('srcOrd') ?? 0);
        nodes
          .get(attributes.get('srcId') ?? '')
          ?.children.push({ id: attributes.get('destId') ?? '', order });
      } else if (name === 'a:t') isText = true;
      else if (name === 'a:br') node?.pieces.push(' ');
      return undefined;
    },
    close: (name) => {
      if (name === 'a:t') isText = false;
      else if (name === 'a:p') node?.pieces.push(' ');
    },
    text: (text) => {
      if (isText) node?.pieces.push(text);
    },
  });
  const texts: DiagramText[] = [];
  const seen = new Set<string>();
  const waiting: { readonly id: string; readonly level: number }[] = [];
  const visit = (first: string): void => {
    waiting.push({ id: first, level: -1 });
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { id, level } = next;
      const found = nodes.get(id);
      if (!found || seen.has(id)) continue;
      seen.add(id);
      const text = found.pieces.join('').replace(/\s+/gu, ' ').trim();
      if (text !== '') texts.push({ text, level: Math.min(maxLevel, Math.max(0, level)) });
      const children = [...found.children].sort((a, b) => b.order - a.order);
      for (const child of children) waiting.push({ id: child.id, level: level + 1 });
    }
  };
  if (top !== undefined) visit(top);
  // What hangs on nothing is shown all the same.
  for (const id of nodes.keys()) visit(id);
  return texts;
}
