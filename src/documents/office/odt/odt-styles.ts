import { readNumber } from '../read-attributes.js';
import type { XmlAttributes } from '../read-xml.js';
import { roleOfStyle, type StyleRole } from '../style-roles.js';

/** What a style says itself; what it does not say it has from its parent. */
interface StyleDefinition {
  readonly name: string;
  readonly parent: string | undefined;
  /** 0 to 8 for headings; undefined where it does not say. */
  readonly outlineLevel: number | undefined;
  readonly listStyle: string | undefined;
  isHidden?: boolean;
  isBold?: boolean;
  isCentred?: boolean;
}

export interface OdtStyle extends StyleRole {
  readonly listStyle: string | undefined;
  readonly isHidden: boolean;
  readonly isBold: boolean;
  readonly isCentred: boolean;
}

const maxSteps = 50;

/** The styles of paragraphs and of spans in them, those that users see and those that programs make as they need them. */
export class OdtStyles {
  /** By family and name. */
  private readonly definitions = new Map<string, StyleDefinition>();
  private readonly resolved = new Map<string, OdtStyle>();
  private open: StyleDefinition | undefined;

  /** Is told of the elements of a file that has styles. */
  openElement(name: string, attributes: XmlAttributes): void {
    if (name === 'style:style') this.openStyle(attributes);
    else if (this.open && name === 'style:text-properties') {
      const display = attributes.get('text:display');
      if (display !== undefined) this.open.isHidden = display === 'none';
      const weight = attributes.get('fo:font-weight') ?? attributes.get('style:font-weight-complex');
      if (weight !== undefined) this.open.isBold = /^(?:bold|[6-9]00)$/.test(weight);
    } else if (this.open && name === 'style:paragraph-properties') {
      const align = attributes.get('fo:text-align');
      if (align !== undefined) this.open.isCentred = align === 'center';
    }
  }

  closeElement(name: string): void {
    if (name === 'style:style') this.open = undefined;
  }

  find(family: 'paragraph' | 'text', name: string | undefined): OdtStyle {
    const key = `${family} ${name ?? ''}`;
    let style = this.resolved.get(key);
    if (!style) {
      style = this.resolve(family, name ?? '');
      this.resolved.set(key, style);
    }
    return style;
  }

  private openStyle(attributes: XmlAttributes): void {
    const name = attributes.get('style:name') ?? '';
    const outline = readNumber(attributes.get('style:default-outline-level'));
    this.open = {
      // Names are written with `_20_` for a space where there is no other name to show.
      name: attributes.get('style:display-name') ?? name.replaceAll('_20_', ' '),
      parent: attributes.get('style:parent-style-name'),
      outlineLevel: outline === undefined ? undefined : outline - 1,
      listStyle: attributes.get('style:list-style-name'),
    };
    this.definitions.set(`${attributes.get('style:family') ?? ''} ${name}`, this.open);
  }

  private resolve(family: string, name: string): OdtStyle {
    const chain: StyleDefinition[] = [];
    let next = this.definitions.get(`${family} ${name}`);
    while (next && chain.length < maxSteps) {
      chain.push(next);
      next = next.parent === undefined ? undefined : this.definitions.get(`${family} ${next.parent}`);
    }
    const first = <Key extends keyof StyleDefinition>(key: Key): StyleDefinition[Key] | undefined =>
      chain.find((style) => style[key] !== undefined)?.[key];
    let role: StyleRole | undefined;
    for (const each of chain) role ??= roleOfStyle(each.name, each.outlineLevel);
    return {
      role: role?.role ?? 'body',
      level: role?.level ?? 0,
      listStyle: first('listStyle'),
      isHidden: first('isHidden') ?? false,
      isBold: first('isBold') ?? false,
      isCentred: first('isCentred') ?? false,
    };
  }
}
