import type { IncomingMessage } from 'node:http';

import type { z } from 'zod';

import { refusals } from './rest-error.js';

export interface UploadedFile {
  readonly key: string;
  readonly filename: string;
  readonly bytes: Uint8Array;
}

export interface RequestBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

const maxFileBytes = 10 * 2 ** 20;
const maxFiles = 10;

/** JSON, or a form with `payload_json` and files, as discord.js sends them. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return { json: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return { json: JSON.parse(bytes.toString('utf8')), files: [] };
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(type);
  const parts = splitForm(bytes, boundary?.[1] ?? boundary?.[2] ?? '');
  const files: UploadedFile[] = [];
  let payload = '{}';
  for (const { headers, content } of parts) {
    const key = /\bname="([^"]*)"/.exec(headers)?.[1] ?? '';
    const filename = /\bfilename="([^"]*)"/.exec(headers)?.[1];
    if (filename !== undefined) files.push({ key, filename, bytes: content });
    else if (key === 'payload_json') payload = content.toString('utf8');
  }
  if (files.length > maxFiles || files.some((file) => file.bytes.byteLength > maxFileBytes))
    throw refusals.fileTooLarge();
  return { json: JSON.parse(payload), files };
}

/** The parts of a multipart body (RFC 7578): headers, an empty line, content, the boundary again. */
function splitForm(body: Buffer, boundary: string): { headers: string; content: Buffer }[] {
  const parts: { headers: string; content: Buffer }[] = [];
  const delimiter = Buffer.from(`--${boundary}`);
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const end = body.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    const part = body.subarray(start + delimiter.length + 2, end - 2);
    const gap = part.indexOf('\r\n\r\n');
    parts.push({ headers: part.subarray(0, gap).toString('utf8'), content: part.subarray(gap + 4) });
    start = end;
  }
  return parts;
}

/** What a schema makes of it, or Discord's “Invalid Form Body” with the paths of what is wrong. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, json: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refusals.invalidForm(
    parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
  );
}
