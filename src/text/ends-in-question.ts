/** Marks that may stand behind the mark of a question. */
const closers = /["'”’»›)\]}*_\s]{1,8}$/u;

/** Whether a text ends in a question mark. */
export function endsInQuestion(text: string): boolean {
  return /[?؟？]$/u.test(text.slice(-12).replace(closers, ''));
}
