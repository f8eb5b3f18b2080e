/** Writes text in encodings that Node only reads: by asking what each byte, or each two, stand for. */
export function createEncoder(encoding: string): (text: string) => Uint8Array {
  if (encoding === 'utf-16le') return (text) => Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return (text) => Buffer.from(text, 'utf16le').swap16();
  const decoder = new TextDecoder(encoding);
  const bytesOf = new Map<string, readonly number[]>();
  const learn = (...bytes: number[]): void => {
    const read = decoder.decode(Uint8Array.from(bytes));
    if (Array.from(read).length === 1 && read !== '\ufffd' && !bytesOf.has(read)) bytesOf.set(read, bytes);
  };
  for (let byte = 0; byte < 256; byte++) learn(byte);
  if (!/^(?:windows|iso|koi8)/.test(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++) learn(lead, trail);
  }
  return (text) =>
    Uint8Array.from(
      Array.from(text).flatMap((character) => {
        const bytes = bytesOf.get(character);
        if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
        return bytes;
      }),
    );
}
