import type { HtmlRun } from './html-inline.js';
import { sliceRun, type TextWithLines } from './html-runs.js';

/** A line of a card of names and values. */
export interface CardLine extends TextWithLines {
  /** The name of the card, one of its fields, or a line of it that has no name. */
  readonly kind: 'heading' | 'field' | 'paragraph';
}

const maxNameUnits = 50;
const maxLineUnits = 240;
const maxNamelessUnits = 80;

/** "Telephone: 5521": a short name that is no sentence, no hour and no address of a page, and what it holds. */
function isField(line: string): boolean {
  const colon = line.search(/[:：]/u);
  if (colon < 1 || colon > maxNameUnits || line.length > maxLineUnits) return false;
  const name = line.slice(0, colon).trim();
  const isName = /\p{L}/u.test(name) && !/[.!?؟…؛;]|\p{Nd}$/u.test(name) && name.split(/\s+/u).length <= 6;
  return isName && !line.startsWith('//', colon + 1) && /\S/u.test(line.slice(colon + 1));
}

/** The lines of a card, where a run is one: short lines with breaks between them, most with a name and a value. */
export function readCard(run: HtmlRun): readonly CardLine[] | undefined {
  if (!run.text.includes('\n') || run.label !== '') return undefined;
  const lines: CardLine[] = [];
  let fields = 0;
  let from = 0;
  for (const text of run.text.split('\n')) {
    const line = sliceRun(run, from, from + text.length);
    from += text.length + 1;
    if (text.trim() === '') continue;
    if (isField(text)) {
      fields++;
      lines.push({ kind: 'field', ...line });
    } else if (text.length > maxNamelessUnits) return undefined;
    else {
      const isName =
        lines.length === 0 && run.boldUnits >= text.trimEnd().length && !/[.!?؟…]$/u.test(text.trim());
      lines.push({ kind: isName ? 'heading' : 'paragraph', ...line });
    }
  }
  const isCard = fields >= 2 || (fields === 1 && lines.length === 2 && lines[0]!.kind === 'heading');
  return isCard && fields * 2 >= lines.length ? lines : undefined;
}
