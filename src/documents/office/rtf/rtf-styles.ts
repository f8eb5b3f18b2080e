import { roleOfStyle, type StyleRole } from '../style-roles.js';

interface RtfStyle {
  name: string;
  basedOn: number | undefined;
  outlineLevel: number | undefined;
  isBold: boolean;
}

const maxSteps = 50;

/** The styles of paragraphs that a file has, by their numbers. */
export class RtfStyles {
  private readonly styles = new Map<number, RtfStyle>();
  private open: RtfStyle | undefined;

  /** A style begins; one that is never given a number is the first. */
  start(): void {
    this.open = { name: '', basedOn: undefined, outlineLevel: undefined, isBold: false };
    if (!this.styles.has(0)) this.styles.set(0, this.open);
  }

  /** A word among the properties of the open style. */
  word(word: string, number: number | undefined): void {
    const { open } = this;
    if (!open) return;
    if (word === 's') {
      if (this.styles.get(0) === open) this.styles.delete(0);
      this.styles.set(number ?? 0, open);
    } else if (/^[ct]s|^ds$/.test(word) && this.styles.get(0) === open) this.styles.delete(0);
    else if (word === 'sbasedon') open.basedOn = number;
    else if (word === 'outlinelevel') open.outlineLevel = number;
    else if (word === 'b' || word === 'ab') open.isBold ||= number !== 0;
  }

  addName(text: string): void {
    if (this.open && this.open.name.length < 200) this.open.name += text;
  }

  roleOf(number: number): StyleRole {
    for (const { name, outlineLevel } of this.chainOf(number)) {
      const role = roleOfStyle(name.replace(/;.*/su, '').trim(), outlineLevel);
      if (role) return role;
    }
    return { role: 'body', level: 0 };
  }

  isBold(number: number): boolean {
    return this.styles.get(number)?.isBold ?? false;
  }

  private *chainOf(number: number): Generator<RtfStyle> {
    let style = this.styles.get(number);
    for (let step = 0; style && step < maxSteps; step++) {
      yield style;
      style = style.basedOn === undefined ? undefined : this.styles.get(style.basedOn);
    }
  }
}
