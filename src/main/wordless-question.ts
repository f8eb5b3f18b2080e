import { UsageError } from '../contracts/errors.js';
import { hasWord } from '../text/has-word.js';

/** Refuses a question that nothing can be searched for, such as one of emoji. @throws UsageError */
export function refuseWordless(question: string): void {
  if (hasWord(question)) return;
  throw new UsageError(
    'There is no word in this question.',
    'Please write a question with at least one word in it.',
  );
}
