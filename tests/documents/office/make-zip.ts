import { strToU8, zipSync, type Zippable } from 'fflate';

/** An archive of files, each of a text or of bytes. */
export function makeZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    zippable[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(zippable, { mtime: '2026-01-01' });
}
