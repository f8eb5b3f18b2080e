import type { ParseLimits } from '../parse-limits.js';
import { findGivenTitle, readElementText } from './package-title.js';
import { readXml } from './read-xml.js';
import { UnreadableFile } from './unreadable-file.js';
import { openZip, type ZipArchive } from './zip-archive.js';

/**
 * Opens a file of the OpenDocument format.
 * @throws UnreadableFile also where it has a password: its parts are encrypted then, and its directory is not.
 */
export function openOpenDocument(bytes: Uint8Array, limits: ParseLimits): ZipArchive {
  const zip = openZip(bytes, limits);
  readXml(zip.unpack('META-INF/manifest.xml'), {
    open: (name) => {
      if (name === 'manifest:encryption-data') throw new UnreadableFile({ code: 'password' });
      return undefined;
    },
  });
  if (!zip.has('content.xml')) throw new UnreadableFile({ code: 'not-a-document' });
  return zip;
}

/** The title that somebody gave a file of the OpenDocument format. */
export function findOpenDocumentTitle(zip: ZipArchive): string | undefined {
  return findGivenTitle(readElementText(zip, 'meta.xml', 'dc:title'));
}
