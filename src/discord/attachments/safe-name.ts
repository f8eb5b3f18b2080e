import { boundaryBefore, takeUnits } from '../../text/graphemes.js';
import { sanitizeForDiscord } from '../rendering/plain-text.js';

/** In bytes of UTF-8, as file systems count: 255 less room for a temporary ending. */
const maxNameBytes = 200;

/** What some system forbids in a name, or reads as something else than a name. */

const unsafe = /[\u0000-\u001f\u007f/\\:*?"<>|%$`'\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const reservedOnWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A file name that is safe in any folder: one part, no leading dot or dash, bounded, Arabic kept. Undefined
 * when no letter or digit is left of it.
 */
export function makeSafeName(name: string): string | undefined {
  const lastPart = sanitizeForDiscord(name.normalize('NFC')).split(/[/\\]/).at(-1) ?? '';
  const cleaned = lastPart
    .replace(unsafe, '_')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[.\-\s]+/, '')
    .replace(/(?<![.\s])[.\s]+$/, '');
  const dot = cleaned.lastIndexOf('.');
  const ending = dot > 0 ? cleaned.slice(dot) : '';
  let stem = dot > 0 ? cleaned.slice(0, dot) : cleaned;
  if (!/[\p{L}\p{N}]/u.test(stem)) return undefined;
  // No unit is less than a byte.
  stem = takeUnits(stem, maxNameBytes);
  while (Buffer.byteLength(stem + ending) > maxNameBytes && stem !== '') {
    stem = stem.slice(0, boundaryBefore(stem, stem.length - 1));
  }
  if (stem === '') return undefined;
  return reservedOnWindows.test(stem) ? `_${stem}${ending}` : stem + ending;
}
