import { describe, expect, it } from 'vitest';
import { findSectionReferences } from '../../src/text/section-numbers.js';

describe('findSectionReferences', () => {
  it.each([
    ['المادة (5)', 'article:5'],
    ['ماذا تنص المادة ٢٧؟', 'article:27'],
    ['نص المادة الخامسة عشرة', 'article:15'],
    ['وفق أحكام المادة الثانية والعشرين', 'article:22'],
    ['بالمادة رقم 7', 'article:7'],
    ['مادة 3', 'article:3'],
    ['المادتان 5 و6', 'article:5 article:6'],
    ['الباب الأول', 'part:1'],
    ['الفصل الثاني', 'chapter:2'],
    ['البند 6', 'clause:6'],
    ['الفقرة (ب)', 'paragraph:ب'],
    ['الأسبوع السادس', 'week:6'],
    ['Article XV', 'article:15'],
    ['Articles 5 and 6', 'article:5 article:6'],
    ['what does article seventeen say', 'article:17'],
    ['the fifth chapter', 'chapter:5'],
    ['§ 5', 'section:5'],
    ['clause 3.1', 'clause:3.1'],
    ['Day 2', 'day:2'],
    ['Schedule A', 'annex:a'],
    ['Annex 2', 'annex:2'],
    ['version 4.2', 'version:4.2'],
    ['part of an article', ''],
    ['مادة سامة', ''],
  ])('%s', (text, wanted) => {
    const found = findSectionReferences(text);
    expect(found.map(({ kind, number }) => `${kind}:${number}`).join(' ')).toBe(wanted);
    for (const { start, end } of found) expect(text.slice(start, end).trim()).not.toBe('');
  });
});
