import { tidyTitle } from '../text-builder.js';
import { readXml } from './read-xml.js';
import { findRelated, readRelationships } from './relationships.js';
import type { ZipArchive } from './zip-archive.js';

/** Titles that programs give to files of themselves, and names of files. */
const noTitle =
  /^(?:(?:microsoft\s)?(?:excel|powerpoint|word|office)\b.{0,200}|(?:untitled|بلا عنوان|بدون عنوان).{0,20}|(?:(?:book|workbook|sheet|presentation|slide|document|المصنف|مصنف|عرض|عرض تقديمي|العرض التقديمي|مستند|template|title)[\s_-]?\p{Nd}{0,4})|powerpoint presentation|slide title|.{1,200}\.[a-z]{3,4}x?)$/iu;

/** A title that somebody gave a file; undefined for one that a program did. */
export function findGivenTitle(title: string | undefined): string | undefined {
  const tidy = tidyTitle(title);
  return tidy === undefined || noTitle.test(tidy) || !/\p{L}/u.test(tidy) ? undefined : tidy;
}

/** The text of the first element of a name in a part. */
export function readElementText(zip: ZipArchive, partName: string, element: string): string | undefined {
  let found: string[] | undefined;
  let isInside = false;
  readXml(zip.unpack(partName), {
    open: (name) => {
      if (name === element && found === undefined) {
        isInside = true;
        found = [];
      }
      return undefined;
    },
    close: (name) => {
      if (name === element) isInside = false;
    },
    text: (text) => {
      if (isInside && found!.length < 1000) found!.push(text);
    },
  });
  return found?.join('');
}

/** The title that somebody gave a package of Office Open XML. */
export function findPackageTitle(zip: ZipArchive): string | undefined {
  const properties = findRelated(zip, readRelationships(zip, ''), 'core-properties');
  return properties === undefined ? undefined : findGivenTitle(readElementText(zip, properties, 'dc:title'));
}
