/** A word that another may be a form of, and how much the two have in common, above 0 and at most 1. */
export type WordForms = Map<string, number>;

/**
 * Of a dialect verb to the same without its particle, of any verb to another person of it, and to its past. Set by hand, in
 * this order and below 1, as similarities of related terms are.
 */
const sameWord = 0.95;
const otherPerson = 0.8;
const past = 0.65;

const arabicWord = /^\p{Script=Arabic}+$/u;
const demonstrative = /^(?:ه|ع|به)(ال\p{L}{3,})$/u;
/** In front of an imperfect: "بيفتح", "هيفتح", "حيفتح", "ديفتح", "ميفتحش". */
const imperfect = /^(?:[بهحد]|ما?ب?)?([يتنا])(\p{L}{3,8})$/u;
/** Of "I" in the Levant and in Egypt there is the particle alone: "بدفع". */
const firstPerson = /^ب(?!ال)(\p{L}{3,6})$/u;
const negated = /^(?:ما?)?(\p{L}{3,})ش(?:ي)?$/u;
const objects =
  /(?:هالي|ونها|ونهم|ونه|وكم|لنا|لكم|لهم|لها|وها|وهم|وني|وله|ولي|ون|وا|ين|لي|له|ني|ها|هم|كم|نا|و|ه|ي)$/u;
const pastEnding = /(?:توها|تها|تهم|تني|توا|تو|تي|ته|نا|وا|ت)$/u;
const finalAlif = /^\p{L}{3,}ا$/u;

export function raise(forms: WordForms, word: string, similarity: number): void {
  forms.set(word, Math.max(similarity, forms.get(word) ?? 0));
}

function addImperfect(forms: WordForms, person: string, rest: string, similarity: number): void {
  if (person !== '') raise(forms, person + rest, similarity);
  for (const bare of new Set([rest, rest.replace(objects, '')])) {
    if (bare.length < 3) continue;
    for (const other of ['ي', 'ت']) {
      raise(forms, other + bare, Math.min(similarity, other === person ? sameWord : otherPerson));
    }
    raise(forms, bare, past);
  }
}

/** The words of standard spelling and grammar that an Arabic word of a question may be a form of, without itself. */
export function findWordForms(word: string): WordForms {
  const forms: WordForms = new Map();
  if (!arabicWord.test(word)) return forms;
  const shown = demonstrative.exec(word)?.[1];
  if (shown !== undefined) raise(forms, shown, sameWord);
  if (finalAlif.test(word)) {
    raise(forms, `${word}ء`, sameWord);
    raise(forms, `${word.slice(0, -1)}ه`, otherPerson);
  }
  const denied = negated.exec(word)?.[1];
  if (denied !== undefined) raise(forms, denied, otherPerson);
  for (const each of denied === undefined ? [word] : [word, denied]) {
    const verb = imperfect.exec(each);
    if (verb && !/^(?:ال|ما)/u.test(each)) addImperfect(forms, verb[1]!, verb[2]!, sameWord);
    const first = firstPerson.exec(each)?.[1];
    if (first !== undefined) addImperfect(forms, '', first, otherPerson);
    const ended = each.replace(pastEnding, '');
    if (ended !== each && ended.length >= 3) raise(forms, ended, otherPerson);
  }
  forms.delete(word);
  return forms;
}
