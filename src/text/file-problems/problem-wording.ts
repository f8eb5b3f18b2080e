import type { FileProblem, ForeignKind, PlainProblemCode } from '../../contracts/file-problem.js';

type CodeWithParameters = Exclude<FileProblem['code'], PlainProblemCode>;

/**
 * Why files are passed over, in one language, each a clause that says what is wrong with the file before it and, where
 * something can be done, in brackets what.
 */
export type ProblemWording = Readonly<Record<PlainProblemCode, string>> & {
  readonly [Code in CodeWithParameters]: (problem: Extract<FileProblem, { readonly code: Code }>) => string;
} & {
  readonly foreignKinds: Readonly<Record<ForeignKind, string>>;
};

const bytesPerMegabyte = 2 ** 20;

/** MB of 2^20 bytes, rounded up to a tenth, so that what is over a limit never looks like the limit. */
export function megabytesAbove(bytes: number): number {
  return Math.ceil((bytes / bytesPerMegabyte) * 10) / 10;
}

/** MB of 2^20 bytes, rounded down to a tenth. */
export function megabytesBelow(bytes: number): number {
  return Math.floor((bytes / bytesPerMegabyte) * 10) / 10;
}
