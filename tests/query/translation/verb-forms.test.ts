import { describe, expect, it } from 'vitest';
import { findVerbForms } from '../../../src/query/translation/verb-forms.js';
import { stemWord } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';

const stemOf = (word: string): string => stemWord(tokenize(word)[0]!.folded);

describe('findVerbForms', () => {
  it.each([
    ['دفع', ['يدفع', 'تدفع', 'دفعت']],
    ['انتهى', ['ينتهي', 'تنتهي', 'انتهت']],
    ['أعلن', ['يعلن', 'تعلن']],
    ['استعمل', ['يستعمل', 'تستعمل']],
    ['يدفع', ['دفع', 'تدفع']],
    ['ينتهي', ['انتهى', 'تنتهي']],
    ['تحرق', ['حرق', 'يحرق', 'أحرق']],
    ['استخدمت', ['استخدم', 'يستخدم', 'تستخدم']],
  ])('of %s has %j', (verb, forms) => {
    expect(findVerbForms(stemOf(verb))).toEqual(expect.arrayContaining(forms.map(stemOf)));
  });

  it.each(['دفع', 'ينتهي', 'تسلم'])('has not %s itself, nor any form twice', (verb) => {
    const forms = findVerbForms(stemOf(verb));
    expect(forms).not.toContain(stemOf(verb));
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('takes a ن in front for "we" only where the stem is nothing else', () => {
    expect(findVerbForms(stemOf('نستخدم'), true)).toContain(stemOf('استخدم'));
    expect(findVerbForms(stemOf('نعامة'))).not.toContain(stemOf('عامة'));
  });

  it('has none of a stem that is too short for a verb', () => {
    expect(findVerbForms('يد')).toEqual([]);
  });
});
