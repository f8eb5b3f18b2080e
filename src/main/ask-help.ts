import type { AnswerLanguage } from '../contracts/answer.js';

/** What `ask --help` says. Names of options and of variables are the same in both languages. */
interface AskHelp {
  readonly description: string;
  readonly usage: string;
  readonly question: string;
  readonly questionName: string;
  readonly json: string;
  readonly gloss: string;
  readonly citations: string;
  readonly document: string;
  readonly folder: string;
  readonly help: string;
  readonly exitCodes: string;
  /** Commander's own headings, by their English text. */
  readonly headings: Readonly<Record<string, string>>;
}

export const askHelp: Readonly<Record<AnswerLanguage, AskHelp>> = {
  en: {
    description: 'Answers a question with exact quotations from the documents.',
    usage: '[options] <question...>',
    questionName: 'question',
    question: 'in any language',
    json: 'print the answer as JSON',
    gloss: 'under a quotation in the other language, say what its words may mean, one by one',
    citations: 'show up to this many quotations, 1 to 10 (default: CITATIONS, 3)',
    document: 'ask one document only: its path, or a part of its path or title',
    folder: 'ask another folder than the one SEEDS_DIR names',
    help: 'display help for command',
    exitCodes: 'Exit codes: 0 answered, 1 failure, 2 wrong usage, 4 no answer in the documents, 5 not sure.',
    headings: {},
  },
  ar: {
    description: 'يجيب عن سؤال باقتباسات حرفية من المستندات.',
    usage: '[الخيارات] <السؤال...>',
    questionName: 'السؤال',
    question: 'بأي لغة',
    json: 'اطبع الإجابة بصيغة JSON',
    gloss: 'تحت الاقتباس بلغة أخرى، اذكر ما قد تعنيه كلماته كلمة كلمة',
    citations: 'أقصى عدد من الاقتباسات، من 1 إلى 10 (الافتراضي: CITATIONS، وهو 3)',
    document: 'اسأل مستندًا واحدًا: مساره، أو جزء من مساره أو عنوانه',
    folder: 'اسأل مجلدًا غير الذي يحدده SEEDS_DIR',
    help: 'اعرض هذه المساعدة',
    exitCodes:
      'رموز الخروج: 0 وُجدت إجابة، 1 فشل، 2 استعمال خاطئ، 4 لا إجابة في المستندات، 5 الإجابة غير مؤكدة.',
    headings: { 'Usage:': 'الاستعمال:', 'Arguments:': 'المعطيات:', 'Options:': 'الخيارات:' },
  },
};
