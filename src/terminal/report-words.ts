import type { AnswerLanguage } from '../contracts/answer.js';
import { count, countOf } from '../text/count.js';

/** What is said of a run of the indexer. Names and lists of names come in isolated, clauses made harmless. */
export interface ReportWords {
  counts(added: number, changed: number, removed: number, unchanged: number, skipped: number): string;
  /** Behind the names of a list, of further ones. */
  more(amount: number): string;
  readonly noEnding: string;
  /** Of files that are no documents, with a list of their endings. */
  others(amount: number, endings: string): string;
  /** Of files that something can be done about: their names, how many more there are, and what is wrong with each. */
  leftOut(names: string, amount: number, more: number, clause: string): string;
  skipped(name: string, clause: string): string;
  readonly dryRun: string;
  /** What was read of all files together. */
  read(amounts: string): string;
  end(documents: number, passages: number, seconds: number): string;
}

const english: ReportWords = {
  counts: (added, changed, removed, unchanged, skipped) =>
    `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged, ${skipped} skipped`,
  more: (amount) => `… and ${amount} more`,
  noEnding: 'no ending',
  others: (amount, endings) =>
    `${countOf(amount, 'file')} of other types ${amount === 1 ? 'was' : 'were'} left out (${endings}).`,
  leftOut: (names, amount, more, clause) =>
    `${names}${more > 0 ? ` and ${more} more` : ''}: left out, ${amount === 1 ? 'it' : 'each'} ${clause}`,
  skipped: (name, clause) => `${name}: skipped, it ${clause}`,
  dryRun: 'Dry run: nothing was written.',
  read: (amounts) => `Read: ${amounts}.`,
  end: (documents, passages, seconds) =>
    `${countOf(documents, 'document')}, ${countOf(passages, 'passage')}, ${seconds.toFixed(1)} s.`,
};

const documentForms = { one: 'مستند واحد', two: 'مستندان', few: 'مستندات', many: 'مستندًا', other: 'مستند' };
const passageForms = { one: 'مقطع واحد', two: 'مقطعان', few: 'مقاطع', many: 'مقطعًا', other: 'مقطع' };
const fileForms = { one: 'ملف واحد', two: 'ملفان', few: 'ملفات', many: 'ملفًا', other: 'ملف' };
const furtherForms = {
  one: 'ملف آخر',
  two: 'ملفان آخران',
  few: 'ملفات أخرى',
  many: 'ملفًا آخر',
  other: 'ملف آخر',
};

const arabic: ReportWords = {
  counts: (added, changed, removed, unchanged, skipped) =>
    `أُضيف ${added}، وتغيّر ${changed}، وحُذف ${removed}، ولم يتغيّر ${unchanged}، وتُرك ${skipped}`,
  more: (amount) => `… و${count('ar', amount, furtherForms)}`,
  noEnding: 'بلا لاحقة',
  others: (amount, endings) =>
    `تُرك ${count('ar', amount, fileForms)} من ${amount === 1 ? 'نوع آخر' : 'أنواع أخرى'} (${endings}).`,
  leftOut: (names, amount, more, clause) =>
    `${names}${more > 0 ? ` و${count('ar', more, furtherForms)}` : ''}: ${amount === 1 ? 'تُرك، وهو' : 'تُركت، وكل منها'} ${clause}`,
  skipped: (name, clause) => `${name} تُرك: ${clause}`,
  dryRun: 'تجربة فقط: لم يُكتب شيء.',
  read: (amounts) => `قُرئ: ${amounts}.`,
  end: (documents, passages, seconds) =>
    `${count('ar', documents, documentForms)}، ${count('ar', passages, passageForms)}، في ${seconds.toFixed(1)} ثانية.`,
};

export const reportWords: Readonly<Record<AnswerLanguage, ReportWords>> = { ar: arabic, en: english };
