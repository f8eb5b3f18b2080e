import type { AnswerLanguage } from '../contracts/answer.js';

const rules = { ar: new Intl.PluralRules('ar'), en: new Intl.PluralRules('en') } as const;

/**
 * Forms of a counted noun. English uses `one` and `other`. In Arabic the noun's own form tells one and two,
 * and the number is written from three on: ثانية، ثانيتين، 3 ثوانٍ، 11 ثانية، 100 ثانية.
 */
export interface CountForms {
  readonly one: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export function count(language: AnswerLanguage, amount: number, forms: CountForms): string {
  const rule = rules[language].select(amount);
  if (language === 'ar' && (rule === 'one' || rule === 'two')) return forms[rule] ?? forms.other;
  const form = rule === 'zero' ? forms.few : forms[rule];
  return `${amount.toLocaleString('en')} ${form ?? forms.other}`;
}

/** The English count of a regular noun. */
export function countOf(amount: number, one: string): string {
  return count('en', amount, { one, other: `${one}s` });
}
