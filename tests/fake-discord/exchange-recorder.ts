import { appendFileSync } from 'node:fs';

/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Without the version and the query. */
  readonly path: string;
  readonly query: string;
  /** Undefined where there was none; of a form with files, its `payload_json`. */
  readonly request: unknown;
  readonly status: number;
  /** Undefined where there was none. */
  readonly response: unknown;
}

/** Names a file to which every exchange is appended, one JSON object a line. */
export const recordingVariable = 'FAKE_DISCORD_RECORDING';

export function recordExchange(exchange: Exchange): void {
  const file = process.env[recordingVariable];
  if (file !== undefined && file !== '') appendFileSync(file, `${JSON.stringify(exchange)}\n`);
}
