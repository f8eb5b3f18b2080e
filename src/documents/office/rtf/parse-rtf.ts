import type { FileProblem } from '../../../contracts/file-problem.js';
import type { ParsedContent } from '../../parsed-content.js';
import { readOrExplain, UnreadableFile } from '../unreadable-file.js';
import { writeWordBlocks } from '../word-blocks.js';
import { RtfReader } from './rtf-reader.js';
import { scanRtf } from './scan-rtf.js';

const signature = Buffer.from('{\\rtf');

/** RTF: what a reader sees, with the labels of lists as the program wrote them, and notes behind their paragraph. */
export function parseRtf(bytes: Uint8Array): ParsedContent | FileProblem {
  return readOrExplain(() => {
    const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).indexOf(signature);
    if (start < 0) throw new UnreadableFile({ code: 'damaged' });
    const reader = new RtfReader();
    scanRtf(bytes.subarray(start), reader);
    const { contents, title } = reader.finish();
    return { ...writeWordBlocks(contents, title), parts: [], remarks: [] };
  });
}
