import { readSectionLabel } from './text-structure/section-labels.js';

/** Whether a heading names a part of a document by its number, "Article 5: Leave", and so is not the title of the whole. */
export function labelsPart(heading: string): boolean {
  return readSectionLabel(heading) !== undefined;
}

/**
 * What a document is called by its headings of the highest level, where nothing else says: by the first one. One that
 * labels a part stands for the whole only where it has a name and no other labels a part: "Chapter 3: The whale" may be
 * all of a file, "Article (5)" says too little.
 */
export function titleOfHeadings(headings: readonly string[]): string | undefined {
  const [first, ...others] = headings;
  const label = first === undefined ? undefined : readSectionLabel(first);
  if (!label) return first;
  return label.content > 0 && !others.some(labelsPart) ? first : undefined;
}
