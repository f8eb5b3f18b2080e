/** What the WHATWG Encoding Standard reads in the bytes 0x80 to 0x9f of windows-1252. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Throws a TypeError or RangeError where there is no such encoding or, if `fatal`, where bytes stand for nothing. */
export function decodeAs(
  bytes: Uint8Array,
  encoding: string,
  options: { readonly fatal?: boolean; readonly stream?: boolean } = {},
): string {
  const { fatal = false, stream = false } = options;
  const decoder = new TextDecoder(encoding, { fatal });
  const text = decoder.decode(bytes, { stream });
  // Several versions of Node read windows-1252 as Latin-1 (nodejs/node#56542, #60888).
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replace(/[\x80-\x9f]/g, (control) => windows1252.charAt(control.charCodeAt(0) - 0x80));
}
