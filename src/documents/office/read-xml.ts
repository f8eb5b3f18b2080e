import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { decodeAs } from '../text-decoder.js';
import { UnreadableFile } from './unreadable-file.js';
import { XmlNamespaces } from './xml-namespaces.js';

export type XmlAttributes = ReadonlyMap<string, string>;

/** Is told of elements and text in their order. Names have the prefixes of `xml-namespaces.ts`. */
export interface XmlHandler {
  /** `skip` passes over all that is in the element; it is not closed then. */
  open(name: string, attributes: XmlAttributes): 'skip' | undefined;
  close?(name: string): void;
  text?(text: string): void;
}

/** Elements that are open at a time; each costs a few bytes. */
const maxDepth = 500_000;
const maxAttributes = 500;
/** An attribute is cut behind so many UTF-16 units. */
const maxValueUnits = 2 ** 16;

const noAttributes: XmlAttributes = new Map();

function damaged(): UnreadableFile {
  return new UnreadableFile({ code: 'damaged' });
}

/**
 * The text of what comes in pieces, as far as callbacks may yet ask for it: a token may begin in one piece and end in
 * another.
 */
class PiecedText {
  private pieces: string[] = [];
  /** Of the first piece that is kept, and of the last. */
  private firstOffset = 0;
  private lastOffset = 0;
  /** Where what was not yet asked for begins. */
  private settled = 0;

  add(piece: string): void {
    if (this.pieces.length > 0) this.lastOffset += this.pieces.at(-1)!.length;
    if (this.settled >= this.lastOffset) {
      this.pieces = [];
      this.firstOffset = this.lastOffset;
    }
    this.pieces.push(piece);
  }

  slice(start: number, end: number): string {
    this.settle(end);
    if (start >= this.lastOffset) {
      return this.pieces.at(-1)!.slice(start - this.lastOffset, end - this.lastOffset);
    }
    return this.pieces.join('').slice(start - this.firstOffset, end - this.firstOffset);
  }

  settle(end: number): void {
    this.settled = Math.max(this.settled, end);
  }
}

/** Makes events of tokens: checks that elements are closed in order, and chooses among alternates. */
class XmlEvents {
  private readonly namespaces = new XmlNamespaces();
  /** The names of the open elements as they are written. */
  private readonly open: string[] = [];
  /** The depth of the element that is passed over with all that is in it. */
  private skipDepth = 0;
  /** Of each `mc:AlternateContent` that is open, whether its content has been chosen. */
  private readonly chosen: boolean[] = [];
  /** Names and values of the attributes of the next element, in turn. */
  private attributes: string[] = [];

  constructor(private readonly handler: XmlHandler) {}

  startAttributes(): void {
    this.attributes = [];
  }

  addAttribute(name: string, value: string): void {
    if (this.skipDepth > 0) return;
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      this.namespaces.declare(name, value, this.open.length + 1);
      return;
    }
    if (this.attributes.length < 2 * maxAttributes) this.attributes.push(name, value);
  }

  openElement(name: string): void {
    this.open.push(name);
    if (this.open.length > maxDepth) throw new UnreadableFile({ code: 'too-nested' });
    if (this.skipDepth > 0) return;
    const known = this.namespaces.elementName(name);
    if (!this.isChosen(known) || this.handler.open(known, this.resolveAttributes()) === 'skip') {
      this.skipDepth = this.open.length;
      return;
    }
    if (known === 'mc:AlternateContent') this.chosen.push(false);
  }

  closeElement(name: string): void {
    const depth = this.open.length;
    if (this.open.pop() !== name) throw damaged();
    const isSkipped = this.skipDepth > 0;
    if (depth === this.skipDepth) this.skipDepth = 0;
    if (!isSkipped) {
      const known = this.namespaces.elementName(name);
      if (known === 'mc:AlternateContent') this.chosen.pop();
      this.handler.close?.(known);
    }
    this.namespaces.close(depth);
  }

  addText(text: string): void {
    if (this.skipDepth === 0) this.handler.text?.(text);
  }

  finish(): void {
    if (this.open.length > 0) throw damaged();
  }

  /** Only now are all declarations of the element known. */
  private resolveAttributes(): XmlAttributes {
    const { attributes } = this;
    if (attributes.length === 0) return noAttributes;
    const resolved = new Map<string, string>();
    for (let at = 0; at < attributes.length; at += 2) {
      resolved.set(this.namespaces.attributeName(attributes[at]!), attributes[at + 1]!);
    }
    return resolved;
  }

  /** Of the alternates that a program chooses from by what it understands the first is read, and no other. */
  private isChosen(name: string): boolean {
    if (name !== 'mc:Choice' && name !== 'mc:Fallback') return true;
    if (this.chosen.at(-1) === true) return false;
    if (this.chosen.length > 0) this.chosen[this.chosen.length - 1] = true;
    return true;
  }
}

function ignore(): void {
  // Comments and declarations hold no text; what a declaration names is never looked up.
}

function createCallbacks(source: PiecedText, events: XmlEvents): TokenizerCallbacks {
  let name = '';
  let attribute = '';
  let value = '';
  const addValue = (more: string): void => {
    if (value.length < maxValueUnits) value += more.slice(0, maxValueUnits);
  };
  return {
    onopentagname: (start, end) => {
      name = source.slice(start, end);
      events.startAttributes();
    },
    onattribname: (start, end) => {
      attribute = source.slice(start, end);
      value = '';
    },
    onattribdata: (start, end) => {
      addValue(source.slice(start, end));
    },
    onattribentity: (codePoint) => {
      addValue(String.fromCodePoint(codePoint));
    },
    onattribend: (_, end) => {
      source.settle(end);
      events.addAttribute(attribute, value);
    },
    onopentagend: (end) => {
      source.settle(end);
      events.openElement(name);
    },
    onselfclosingtag: (end) => {
      source.settle(end);
      events.openElement(name);
      events.closeElement(name);
    },
    onclosetag: (start, end) => {
      events.closeElement(source.slice(start, end));
    },
    ontext: (start, end) => {
      events.addText(source.slice(start, end));
    },
    ontextentity: (codePoint, end) => {
      source.settle(end);
      events.addText(String.fromCodePoint(codePoint));
    },
    oncdata: (start, end, endOffset) => {
      events.addText(source.slice(start, end - endOffset));
    },
    oncomment: (_, end) => {
      source.settle(end);
    },
    ondeclaration: (_, end) => {
      source.settle(end);
    },
    onprocessinginstruction: (_, end) => {
      source.settle(end);
    },
    onend: ignore,
  };
}

/** The encoding that the first bytes of a file of XML show or declare. */
function findEncoding(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  const start = Buffer.from(head.subarray(0, 200)).toString('latin1');
  const label = /^[^<]{0,3}<\?xml\s[^>]{0,100}?encoding\s{0,4}=\s{0,4}["']([\w.:-]{1,40})/.exec(start)?.[1];
  if (label === undefined) return 'utf-8';
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return 'utf-8';
  }
}

/** Text in pieces; all programs write UTF-8 or UTF-16, other encodings are read as a whole. */
function* decodePieces(pieces: Iterable<Uint8Array>): Generator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const whole: Uint8Array[] = [];
  let encoding: string | undefined;
  for (const piece of pieces) {
    encoding ??= findEncoding(piece);
    if (encoding.startsWith('utf-')) {
      decoder ??= new TextDecoder(encoding);
      yield decoder.decode(piece, { stream: true });
    } else whole.push(piece.slice());
  }
  if (decoder) yield decoder.decode();
  else if (encoding !== undefined) yield decodeAs(Buffer.concat(whole), encoding);
}

/**
 * Reads a file of XML from its bytes in pieces. Resolves the five entities that every XML has and references to
 * characters, and no others: they stay as they are written. Takes no stack, however deep the elements are nested.
 * @throws UnreadableFile where elements are not closed in order.
 */
export function readXml(pieces: Iterable<Uint8Array>, handler: XmlHandler): void {
  const source = new PiecedText();
  const events = new XmlEvents(handler);
  const tokenizer = new Tokenizer({ xmlMode: true }, createCallbacks(source, events));
  for (const piece of decodePieces(pieces)) {
    source.add(piece);
    tokenizer.write(piece);
  }
  tokenizer.end();
  events.finish();
}
