/** What is said of the sentence found: it answers; it may; or the documents are taken to hold no answer. */
export type Verdict = 'answered' | 'unsure' | 'no-answer';
