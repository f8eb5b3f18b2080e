const marks = '[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]{0,4}';
const clock =
  '\\p{Nd}{1,2}[:.]\\p{Nd}{2}(?:[:.]\\p{Nd}{2}(?:[.,]\\p{Nd}{1,3})?)?(?:[\\s\\u202f]?(?:[ap]\\.?m\\.?|ص|م|صباحا|مساء)(?!\\p{L}))?';
const date =
  '(?:\\p{Nd}{1,4}[-/.](?:\\p{Nd}{1,2}|\\p{L}{3,9})[-/.]\\p{Nd}{2,4}|\\p{Nd}{1,2}\\s\\p{L}{3,9}\\s\\p{Nd}{2,4})';
const name = '[^\\s:：<>\\[\\]][^:：<>\\[\\]\\n]{0,39}';

const bracketedTime = new RegExp(
  `^${marks}\\[(?=[^\\]\\n]{0,40}\\p{Nd}{1,2}[:.]\\p{Nd}{2})[^\\]\\n]{4,44}\\]\\s*${marks}`,
  'u',
);
const dashedTime = new RegExp(`^${marks}${date}[,،]?\\s*${marks}${clock}\\s*[-–]\\s*${marks}`, 'iu');
const plainTime = new RegExp(`^${marks}(?:${date}[,،]?[\\sT]\\s*)?${clock}\\s+`, 'iu');
const nameAndColon = new RegExp(`^(${name})[:：](?:\\s+|$)`, 'u');
const nick = /^<[\s@+%&~]?([\p{L}\p{N}_[\]\\^{}|`.-]{1,32})>\s+/u;
const nameThenTime = new RegExp(
  `^(${name}?)(?:\\s{2,}|\\s+\\[|\\s+[—–]\\s+)(?:(?:today|yesterday|اليوم|أمس)(?:\\s+at)?\\s+|${date}[,،]?\\s+)?${clock}\\]?$`,
  'iu',
);
const nameThenStamp = new RegExp(`^${name}[,،]?\\s\\[${date}[,،]?\\s(?:at\\s)?${clock}\\]:?$`, 'iu');
const cueTime =
  /^(?:\p{Nd}{1,3}:)?\p{Nd}{1,2}:\p{Nd}{2}[.,]\p{Nd}{1,3}\s+-->\s+(?:\p{Nd}{1,3}:)?\p{Nd}{1,2}:\p{Nd}{2}[.,]\p{Nd}{1,3}/u;

const maxNameWords = 5;

function isName(text: string): boolean {
  return (
    text.length <= 50 &&
    /\p{L}/u.test(text) &&
    !/[.!?؟،,]$/u.test(text) &&
    text.split(/\s+/).length <= maxNameWords
  );
}

/** How the lines of a conversation begin that only many lines together show to be one. */
type Form = 'time' | 'nick' | 'header' | 'name';

interface Voice {
  readonly form: Form;
  readonly name: string;
  readonly content: number;
}

/** Labels of questions and answers name nobody. */
const namesNobody = /^(?:س|ج|q|a|(?:ال)?سؤال|(?:ال)?جواب|question|answer)\s*\p{Nd}{0,3}$/iu;

function readVoice(line: string): Voice | undefined {
  const head = line.slice(0, 120);
  const time = plainTime.exec(head)?.[0].length ?? 0;
  const rest = head.slice(time);
  const bare = nick.exec(rest);
  if (bare) return { form: 'nick', name: bare[1]!, content: time + bare[0].length };
  const header = line.length < 120 ? nameThenTime.exec(head) : null;
  if (header && isName(header[1]!)) return { form: 'header', name: header[1]!.trim(), content: line.length };
  const named = nameAndColon.exec(rest);
  if (!named || !isName(named[1]!) || namesNobody.test(named[1]!)) return undefined;
  return { form: time > 0 ? 'time' : 'name', name: named[1]!.trim(), content: time + named[0].length };
}

/** What a document has of conversations whose lines are known only by each other. */
export interface Voices {
  readonly forms: ReadonlySet<Form>;
  /** The names of those who speak in an interview. */
  readonly speakers: ReadonlySet<string>;
}

/** So many lines are looked at. */
const maxLines = 20_000;

/** Hears the voices of a document: names that return, and in an interview one of them asks. */
export function findVoices(lines: Iterable<string>): Voices {
  const counts = new Map<
    string,
    { form: Form; name: string; lines: number; asking: number; sentences: number }
  >();
  let read = 0;
  for (const line of lines) {
    if (++read > maxLines) break;
    const voice = readVoice(line.replace(/^(?:\*\*|__)|(?:\*\*|__)(?=[:：]|\s)|(?<=[:：])(?:\*\*|__)/gu, ''));
    if (!voice) continue;
    const key = `${voice.form} ${voice.name}`;
    const count = counts.get(key) ?? { ...voice, lines: 0, asking: 0, sentences: 0 };
    count.lines++;
    if (/[?؟]["'”’»)*]{0,3}$/u.test(line)) count.asking++;
    if (/[.!?؟…]["'”’»)*]{0,3}$/u.test(line)) count.sentences++;
    counts.set(key, count);
  }
  const returning = [...counts.values()].filter((count) => count.lines > 1);
  const speakers = returning.filter((count) => count.form === 'name' && count.sentences * 2 >= count.lines);
  const isInterview = speakers.length > 1 && speakers.some((speaker) => speaker.asking * 4 >= speaker.lines);
  return {
    forms: new Set(returning.map(({ form }) => form).filter((form) => form !== 'name')),
    speakers: new Set(isInterview ? speakers.map((speaker) => speaker.name) : []),
  };
}

export interface TurnLabel {
  /** Where what is said begins; the end of the line where it stands on the next ones. */
  readonly content: number;
}

/** The time and name that a line of a conversation begins with. */
export function readTurnLabel(line: string, { forms, speakers }: Voices): TurnLabel | undefined {
  const head = line.slice(0, 160);
  const stamp = (bracketedTime.exec(head) ?? dashedTime.exec(head))?.[0].length ?? 0;
  if (stamp > 0) {
    const rest = head.slice(stamp);
    const label = nick.exec(rest)?.[0] ?? nameAndColon.exec(rest)?.[0];
    if (label !== undefined) return { content: stamp + label.length };
    return { content: line.length < 160 && head.startsWith('[') && isName(rest) ? line.length : stamp };
  }
  if (line.length < 120 && nameThenStamp.test(line)) return { content: line.length };
  if (forms.size === 0 && speakers.size === 0) return undefined;
  const voice = readVoice(line);
  if (!voice) return undefined;
  const isKnown = voice.form === 'name' ? speakers.has(voice.name) : forms.has(voice.form);
  return isKnown ? { content: voice.content } : undefined;
}

/** Whether a line is the time of a subtitle. */
export function isCueTime(line: string): boolean {
  return line.length < 120 && cueTime.test(line);
}
