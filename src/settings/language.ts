import type { AnswerLanguage } from '../contracts/answer.js';

/** The language of messages that a POSIX environment names; English where it names none that the program speaks. */
export function parseLanguage(values: NodeJS.ProcessEnv): AnswerLanguage {
  const locale = [values.LC_ALL, values.LC_MESSAGES, values.LANG].find(Boolean) ?? '';
  return /^ar(?:[_.@-]|$)/i.test(locale) ? 'ar' : 'en';
}

export function loadLanguage(): AnswerLanguage {
  return parseLanguage(process.env);
}
