/**
 * Forms that an Arabic verb takes and the light stemmer leaves apart, by its stem in any of them: "انته" → "ينته", "تنته",
 * "انتهت"; "يدفع" → "دفع", "تدفع". Of a noun they are no words, which no passage holds, or verbs of its root.
 */
const persons = ['ي', 'ت'];
const imperfect = /^[يت](?=\p{L}{3})/u;
/** Of derived verbs; the imperfect has none. */
const initialAlif = /^ا(?=\p{L}{3})/u;
const shortest = 3;

/** The other forms of a stem, without itself. */
export function findVerbForms(stem: string): string[] {
  if (stem.length < shortest) return [];
  const forms = new Set<string>();
  // What begins with ي or ت may be imperfect or not: "يدفع", "تسلم".
  const bases = imperfect.test(stem) ? [stem.slice(1), stem] : [stem];
  for (const base of bases) {
    const bare = base.replace(initialAlif, '');
    for (const person of persons) forms.add(person + bare);
    if (base === stem) forms.add(`${base}ت`);
    else for (const past of [base, `ا${base}`, `${base}ت`]) forms.add(past);
  }
  forms.delete(stem);
  return [...forms];
}
