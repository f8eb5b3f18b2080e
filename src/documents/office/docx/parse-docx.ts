import type { FileProblem } from '../../../contracts/file-problem.js';
import type { ParsedContent } from '../../parsed-content.js';
import type { ParseLimits } from '../../parse-limits.js';
import { readElementText } from '../package-title.js';
import { readXml } from '../read-xml.js';
import { findRelated, readRelationships } from '../relationships.js';
import { readOrExplain, UnreadableFile } from '../unreadable-file.js';
import { plainText } from '../word-content.js';
import { writeWordBlocks } from '../word-blocks.js';
import { openZip, type ZipArchive } from '../zip-archive.js';
import { BodyReader, type WordContext } from './body-reader.js';
import { WordNumbering } from './word-numbering.js';
import { WordStyles } from './word-styles.js';

/** The text of notes by their ids; notes of the other types are lines that part them from the text. */
function readNotes(
  zip: ZipArchive,
  partName: string | undefined,
  element: string,
  context: WordContext,
): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  if (partName === undefined) return notes;
  const reader = new BodyReader(context);
  let id = '';
  readXml(zip.unpack(partName), {
    open: (name, attributes) => {
      if (name !== element) return reader.open(name, attributes);
      id = attributes.get('w:id') ?? '';
      return (attributes.get('w:type') ?? 'normal') === 'normal' ? undefined : 'skip';
    },
    close: (name) => {
      if (name === element) notes.set(id, plainText(reader.take()));
      else reader.close(name);
    },
    text: (text) => {
      reader.text(text);
    },
  });
  return notes;
}

/** The title among the properties that the package has of itself. */
function readCoreTitle(zip: ZipArchive): string | undefined {
  const part = findRelated(zip, readRelationships(zip, ''), 'core-properties') ?? 'docProps/core.xml';
  return readElementText(zip, part, 'dc:title');
}

function findMainPart(zip: ZipArchive): string {
  const part = findRelated(zip, readRelationships(zip, ''), 'officeDocument') ?? 'word/document.xml';
  if (!zip.has(part)) throw new UnreadableFile({ code: 'not-a-document' });
  return part;
}

/**
 * Word: what a reader sees when all changes are accepted, with the labels that Word numbers paragraphs with, and notes
 * behind the paragraph that refers to them. Pages are not known: they are only made when the file is shown.
 */
export function parseDocx(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  return readOrExplain(() => {
    const zip = openZip(bytes, limits);
    const mainPart = findMainPart(zip);
    const related = readRelationships(zip, mainPart);
    const find = (type: string): string | undefined => findRelated(zip, related, type);
    const context: WordContext = {
      styles: new WordStyles(zip, find('styles')),
      numbering: new WordNumbering(zip, find('numbering')),
      notes: {},
    };
    const reader = new BodyReader({
      ...context,
      notes: {
        'w:footnoteReference': readNotes(zip, find('footnotes'), 'w:footnote', context),
        'w:endnoteReference': readNotes(zip, find('endnotes'), 'w:endnote', context),
      },
    });
    readXml(zip.unpack(mainPart), reader);
    return { ...writeWordBlocks(reader.take(), readCoreTitle(zip)), parts: [], remarks: [] };
  });
}
