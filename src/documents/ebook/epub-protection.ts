import { readXml } from '../office/read-xml.js';
import { UnreadableFile } from '../office/unreadable-file.js';
import type { ZipArchive } from '../office/zip-archive.js';

/** Changed fonts keep nobody from reading the text. */
const fontAlgorithms = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']);
const fontFile = /\.(?:otf|ttf|woff2?|eot)$/i;

/** @throws UnreadableFile where files of a book are encrypted. */
export function refuseProtected(zip: ZipArchive): void {
  let algorithm: string | undefined;
  readXml(zip.unpack('META-INF/encryption.xml'), {
    open: (name, attributes) => {
      if (name === 'enc:EncryptedData') algorithm = undefined;
      else if (name === 'enc:EncryptionMethod') algorithm ??= attributes.get('Algorithm');
      else if (name === 'enc:CipherReference') {
        const isFont = fontAlgorithms.has(algorithm ?? '') || fontFile.test(attributes.get('URI') ?? '');
        if (!isFont) throw new UnreadableFile({ code: 'copy-protected' });
      }
      return undefined;
    },
  });
}
