import { afterEach, expect, it } from 'vitest';
import { createDocumentReader, type DocumentReader } from '../../src/application/document-reader.js';
import { parseDocument } from '../../src/documents/parse-document.js';

const opened: DocumentReader[] = [];
afterEach(() => {
  for (const reader of opened.splice(0)) reader.close();
});

const rows = 'الاسم,المدينة,ملاحظة\n' + `سامي,حمص,${'كلام '.repeat(200)}\n`.repeat(700);
const large = { path: 'large.csv', bytes: Buffer.from(rows) };

it('reads a large text as a small one is read, and lets the reading be stopped', async () => {
  expect(large.bytes.length).toBeGreaterThan(2 ** 20);
  const controller = new AbortController();
  const reader = createDocumentReader({ signal: controller.signal });
  opened.push(reader);
  expect(await reader.read(large)).toEqual(await parseDocument(large));
  const reading = reader.read(large);
  controller.abort();
  await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
