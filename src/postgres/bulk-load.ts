/** A field of a row that is loaded in bulk. */
export type BulkValue = string | number | null | Buffer | readonly number[] | Int32Array | Float32Array;

export type BulkRows = Iterable<readonly BulkValue[]> | AsyncIterable<readonly BulkValue[]>;

/** Rows are put together before they are sent. */
const chunkUnits = 1 << 17;

/** A value as PostgreSQL reads it; null for none. */
function spell(value: BulkValue): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Float32Array) return `[${value.join(',')}]`;
  return `{${value.join(',')}}`;
}

function literal(value: BulkValue): string {
  const spelled = spell(value);
  return spelled === null ? 'NULL' : `'${spelled.replaceAll("'", "''")}'`;
}

/** Puts pieces together until they are worth sending. */
async function* inChunks(
  rows: BulkRows,
  encode: (row: readonly BulkValue[]) => string,
): AsyncGenerator<string[]> {
  let chunk: string[] = [];
  let units = 0;
  for await (const row of rows) {
    const piece = encode(row);
    chunk.push(piece);
    units += piece.length;
    if (units < chunkUnits) continue;
    yield chunk;
    chunk = [];
    units = 0;
  }
  if (chunk.length > 0) yield chunk;
}

/**
 * Writes rows by statements of many rows each. Not by COPY: of what the server refuses at its end the client library says
 * nothing, and waits for ever.
 */
export async function insertInto(
  target: string,
  rows: BulkRows,
  run: (text: string) => Promise<unknown>,
): Promise<void> {
  for await (const chunk of inChunks(rows, (row) => `(${row.map(literal).join(',')})`)) {
    await run(`INSERT INTO ${target} VALUES ${chunk.join(',')}`);
  }
}
