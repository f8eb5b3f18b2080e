import type { FileProblem } from '../../contracts/file-problem.js';

/** Thrown inside a reader for what a file holds; its parser returns the problem. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(readonly problem: FileProblem) {
    super(problem.code);
  }
}

/** What `parse` makes of a file, or why the file cannot be read. */
export function readOrExplain<Content>(parse: () => Content): Content | FileProblem {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problem;
    throw error;
  }
}
