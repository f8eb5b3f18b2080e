import type { FileProblem } from '../../../contracts/file-problem.js';
import type { ParsedContent } from '../../parsed-content.js';
import type { ParseLimits } from '../../parse-limits.js';
import { openOpenDocument } from '../open-document.js';
import { readElementText } from '../package-title.js';
import { readXml } from '../read-xml.js';
import { readOrExplain, UnreadableFile } from '../unreadable-file.js';
import { writeWordBlocks } from '../word-blocks.js';
import { OdtBody } from './odt-body.js';
import { OdtListStyles } from './odt-lists.js';
import { OdtStyles } from './odt-styles.js';

/** OpenDocument text: what a reader sees, with the labels of lists and headings, and notes behind their paragraph. */
export function parseOdt(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  return readOrExplain(() => {
    const zip = openOpenDocument(bytes, limits);
    const styles = new OdtStyles();
    const lists = new OdtListStyles();
    readXml(zip.unpack('styles.xml'), {
      open: (name, attributes) => {
        // Those are the styles of headers and footers, with names that the body has for others.
        if (name === 'office:automatic-styles' || name === 'office:master-styles') return 'skip';
        styles.openElement(name, attributes);
        lists.openElement(name, attributes);
        return undefined;
      },
      close: (name) => {
        styles.closeElement(name);
        lists.closeElement(name);
      },
    });
    const body = new OdtBody(styles, lists);
    readXml(zip.unpack('content.xml'), {
      open: (name, attributes) => {
        if (body.isText) return body.open(name, attributes);
        styles.openElement(name, attributes);
        lists.openElement(name, attributes);
        return body.open(name, attributes);
      },
      close: (name) => {
        styles.closeElement(name);
        lists.closeElement(name);
        body.close(name);
      },
      text: (text) => {
        body.text(text);
      },
    });
    if (!body.isText) throw new UnreadableFile({ code: 'not-a-document' });
    return {
      ...writeWordBlocks(body.finish(), readElementText(zip, 'meta.xml', 'dc:title')),
      parts: [],
      remarks: [],
    };
  });
}
