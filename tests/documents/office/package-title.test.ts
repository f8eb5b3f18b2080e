import { expect, it } from 'vitest';
import { findGivenTitle } from '../../../src/documents/office/package-title.js';

it.each([
  'Microsoft Word - contract.doc',
  'Microsoft Excel',
  'Word Document',
  'Document1',
  'doc 2',
  'مستند ١',
  'المصنف1',
  'العرض التقديمي',
  'Untitled 1',
  'بلا عنوان',
  'PowerPoint Presentation',
  'PowerPoint-Präsentation',
  'Slide Title',
  'Book1',
  'Sheet_3',
  'Normal',
  'Office Theme',
  'report-final.xlsx',
  'letter.dotx',
  'عقد.docx',
  'scan.pdf',
  '2024/12',
  '   ',
])('%j is a title that a program gave', (title) => {
  expect(findGivenTitle(title)).toBeUndefined();
});

it.each([
  'Word of the Minister',
  'Office hours of the registrar',
  'Excel training for new staff',
  'Documents of the founding meeting',
  'Version 2.0',
  'About example.org',
  'عقد توريد',
  'مستندات القبول',
  'عرض أسعار 2024',
])('%j is a title that somebody gave', (title) => {
  expect(findGivenTitle(title)).toBe(title);
});

it('is undefined where there is none', () => {
  expect(findGivenTitle(undefined)).toBeUndefined();
});
