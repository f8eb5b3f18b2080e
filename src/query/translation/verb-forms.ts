/**
 * Forms that an Arabic verb takes and the light stemmer leaves apart, by its stem in any of them: "انته" → "ينته", "تنته",
 * "انتهت"; "يدفع" → "دفع", "تدفع". Of a noun they are no words, which no passage holds, or verbs of its root.
 */
const persons = ['ي', 'ت'];
const imperfect = /^[يت](?=\p{L}{3})/u;
/** "We": nouns begin with it far more often. */
const imperfectOrPlural = /^[يتن](?=\p{L}{3})/u;
/** Of derived verbs; the imperfect has none. */
const initialAlif = /^ا(?=\p{L}{3})/u;
/** "She" of a derived verb, whose stem has four letters or more. */
const pastFeminine = /(?<=\p{L}{4})ت$/u;
const shortest = 3;

/** The other forms of a stem, without itself. `isVerb`: no other reading of it is known. */
export function findVerbForms(stem: string, isVerb = false): string[] {
  if (stem.length < shortest) return [];
  const forms = new Set<string>();
  // What begins with ي or ت may be imperfect or not: "يدفع", "تسلم"; what ends in ت has it of "she", or of its own.
  const person = isVerb ? imperfectOrPlural : imperfect;
  const bases = [stem, stem.replace(person, ''), stem.replace(pastFeminine, '')];
  for (const base of new Set(bases)) {
    const bare = base.replace(initialAlif, '');
    for (const each of persons) forms.add(each + bare);
    if (base === stem) forms.add(`${base}ت`);
    else for (const past of [base, `ا${base}`, `${base}ت`]) forms.add(past);
  }
  forms.delete(stem);
  return [...forms];
}
