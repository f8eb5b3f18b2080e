import { tidyTitle } from '../text-builder.js';
import { readXml } from './read-xml.js';
import { findRelated, readRelationships } from './relationships.js';
import type { ZipArchive } from './zip-archive.js';

/** Names that programs give to files of themselves, some with a number. */
const namesOfNothing =
  'book|workbook|sheet|presentation|slide|document|doc|template|title|slide title|normal|' +
  'المصنف|مصنف|عرض|عرض تقديمي|العرض التقديمي|مستند';
const programNames =
  'microsoft\\s(?:excel|powerpoint|word|office)\\b.{0,200}|powerpoint(?:[\\s-]\\S{1,20})?|' +
  '(?:excel|word|office)(?:\\s(?:document|workbook|worksheet|file|theme))?';
const fileNames =
  '.{1,200}\\.(?:do[ct][xm]?|rtf|od[tps]|ot[tps]|p[po][ts][xm]?|xl[st][xm]?|csv|pdf|html?|txt|epub|tmp)';
const noTitle = new RegExp(
  `^(?:(?:${namesOfNothing})[\\s_-]?\\p{Nd}{0,4}|(?:untitled|بلا عنوان|بدون عنوان).{0,20}|${programNames}|${fileNames})$`,
  'iu',
);

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
