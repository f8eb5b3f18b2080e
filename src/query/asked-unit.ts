import type { FoldedToken } from '../contracts/token.js';
import { wordSet } from '../text/word-set.js';
import { questionWords } from './question-words.js';

/** Words for the same unit, in any grammatical number and in both languages. */
const unitFamilies: readonly ReadonlySet<string>[] = [
  'ثانيه ثواني ثوان ثانيتين second seconds',
  'دقيقه دقايق دقيقتين minute minutes',
  'ساعه ساعات ساعتين ساعتان hour hours',
  'يوم يوما ايام يومين يومان day days',
  'اسبوع اسبوعا اسابيع اسبوعين اسبوعان week weeks',
  'شهر شهرا اشهر شهور شهرين شهران month months',
  'سنه سنوات سنين سنتين سنتان عام عاما اعوام عامين عامان year years',
  'عقد عقدا عقود عقدين عقدان decade decades',
  'قرن قرنا قرون قرنين قرنان century centuries',
  'متر مترا امتار metre metres meter meters',
  'كيلومتر كيلومترا كيلومترات كلم كم kilometre kilometres kilometer kilometers km',
  'دولار دولارا دولارات dollar dollars',
].map(wordSet);

/** Behind "how": what is asked is the number of what comes next. */
const many = wordSet('many much');

/** The unit that a question asks for an amount of: "كم يوما", "how many years"; undefined for any other question. */
export function findAskedUnit(words: readonly FoldedToken[]): ReadonlySet<string> | undefined {
  const at = words.findIndex(
    ({ folded }, index) =>
      questionWords.howMany.has(folded) ||
      (questionWords.how.has(folded) && many.has(words[index + 1]?.folded ?? '')),
  );
  if (at < 0) return undefined;
  const unit = words[at + (questionWords.how.has(words[at]!.folded) ? 2 : 1)]?.folded ?? '';
  return unitFamilies.find((family) => family.has(unit));
}
