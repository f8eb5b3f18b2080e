import { describe, expect, it } from 'vitest';
import { findAlternatives } from '../../src/query/word-alternatives.js';
import { hashTerm, stemWord } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';

/** How much a word of a question is related to another word. */
function similarity(question: string, word: string, other: string): number {
  const stem = (each: string): number => hashTerm(stemWord(tokenize(each)[0]!.folded));
  return findAlternatives(question, tokenize(question)).get(stem(word))?.get(stem(other)) ?? 0;
}

describe('findAlternatives', () => {
  it.each([
    ['ما نص المادة الخامسة؟', 'الخامسة', '5'],
    ['ما نص المادة الخامسة عشرة؟', 'الخامسة', '15'],
    ['ما نص المادة الخامسة عشرة؟', 'عشرة', '15'],
    ['the fifteenth article', 'fifteenth', '15'],
    ['what does article 15 say', '15', 'fifteen'],
    ['خمسة أيام', 'خمسة', 'خامس'],
    ['المادة 5', '5', 'الخامسة'],
    ['إيمتى بيفتح المتحف', 'بيفتح', 'تفتح'],
    ['هيفتح امتى', 'هيفتح', 'يفتح'],
    ['ميفتحش ليه', 'ميفتحش', 'يفتح'],
    ['بتقطعوا الكهربا', 'بتقطعوا', 'يقطع'],
    ['بتقطعوا الكهربا', 'الكهربا', 'كهرباء'],
    ['شو هالقانون', 'هالقانون', 'القانون'],
    ['بيسكر المتحف', 'بيسكر', 'يغلق'],
    ['كم فلوس الكراج', 'الكراج', 'موقف'],
    ['ضاع موبايلي', 'موبايلي', 'هاتف'],
    ['بدي صلّح الدواليب', 'الدواليب', 'إطارات'],
    ['قديش بتكفلوا التلبيسة', 'بتكفلوا', 'ضمان'],
    ['شكد يغرّمونه', 'يغرّمونه', 'غرامة'],
    ['ليش ما يخلون الأولاد', 'الأولاد', 'أطفال'],
    ['what is the price', 'price', 'cost'],
    ['is it cancelled', 'cancelled', 'terminated'],
  ])('in "%s", "%s" may be "%s"', (question, word, other) => {
    expect(similarity(question, word, other)).toBeGreaterThan(0.5);
  });

  it('keeps the fifteenth apart from the fifth', () => {
    expect(similarity('ما نص المادة الخامسة عشرة؟', 'الخامسة', '5')).toBe(0);
    expect(similarity('المادة 15', '15', 'الخامسة')).toBe(0);
  });

  it('leaves alone what has one form', () => {
    expect(findAlternatives('museum', tokenize('museum')).size).toBe(0);
  });
});
