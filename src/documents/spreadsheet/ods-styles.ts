import type { XmlAttributes } from '../office/read-xml.js';

/** Collects what the styles of a file say of cells and sheets, from the elements that define them. */
export class OdsStyles {
  private readonly bold = new Set<string>();
  private readonly hidden = new Set<string>();
  private name = '';

  open(element: string, attributes: XmlAttributes): void {
    if (element === 'style:style') {
      this.name = attributes.get('style:name') ?? '';
      if (this.bold.has(attributes.get('style:parent-style-name') ?? '')) this.bold.add(this.name);
    } else if (element === 'style:text-properties') {
      const weight = attributes.get('fo:font-weight');
      if (weight === undefined) return;
      if (weight === 'bold' || Number(weight) >= 600) this.bold.add(this.name);
      else this.bold.delete(this.name);
    } else if (element === 'style:table-properties' && attributes.get('table:display') === 'false') {
      this.hidden.add(this.name);
    }
  }

  isBold(style: string | undefined): boolean {
    return style !== undefined && this.bold.has(style);
  }

  isHidden(style: string | undefined): boolean {
    return style !== undefined && this.hidden.has(style);
  }
}
