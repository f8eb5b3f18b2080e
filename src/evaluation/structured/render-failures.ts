import { isAnswerable, type StructuredJudgement, type Trace } from './judgement.js';

/** What can be wrong with an answer, the worst first. */
const failures = [
  ['WRONG, ANSWERED', (each) => isAnswerable(each) && !each.isRight && each.verdict === 'answered'],
  ['NO ANSWER THERE, ANSWERED', (each) => !isAnswerable(each) && each.verdict === 'answered'],
  ['WRONG, UNSURE OR REFUSED', (each) => isAnswerable(each) && !each.isRight],
  ['RIGHT, UNSURE OR REFUSED', (each) => isAnswerable(each) && each.verdict !== 'answered'],
  ['NO ANSWER THERE, UNSURE', (each) => !isAnswerable(each) && each.verdict === 'unsure'],
  ['RIGHT, WRONG MARK', (each) => each.isMarkRight === false],
  [
    'RIGHT, NO MARK',
    (each) => each.isRight && each.question.mark !== null && each.marked?.mark === undefined,
  ],
] as const satisfies readonly (readonly [name: string, holds: (each: StructuredJudgement) => boolean])[];

const shownUnits = 300;

function short(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length <= shownUnits ? line : `${line.slice(0, shownUnits)} … (${line.length})`;
}

function rankOf(rank: number | undefined, count: number): string {
  return rank === undefined ? `not among ${count}` : `${rank} of ${count}`;
}

function describeTrace(trace: Trace): string {
  const { unitRank, unitsRated, pieceRank, passageRank, passagesRetrieved, differences } = trace;
  const by = differences.map(({ feature, by: difference }) => `${feature} ${difference.toFixed(2)}`);
  return [
    `right unit ${rankOf(unitRank, unitsRated)} rated`,
    ...(unitRank === undefined ? [`a piece of it ${rankOf(pieceRank, unitsRated)}`] : []),
    `passage ${rankOf(passageRank, passagesRetrieved)}`,
    ...(by.length > 0 ? [`right less shown: ${by.join(', ')}`] : []),
  ].join('; ');
}

function describe({ question, verdict, confidence, marked, trace }: StructuredJudgement): string {
  const { file, kind, needs, variety, pieces, mark } = question;
  const markOf = (value: string | null | undefined): string => (value == null ? '' : `  [${short(value)}]`);
  return [
    `${file} | ${kind} | ${needs} | ${variety} | ${verdict} ${confidence.toFixed(2)}`,
    `  ?  ${question.question}`,
    ...(pieces.length > 0 ? [`  =  ${pieces.map(short).join(' + ')}${markOf(mark)}`] : []),
    marked
      ? `  >  ${short(marked.text)}${markOf(marked.mark)}  (${marked.path === file ? '' : marked.path}:${marked.line})`
      : '  >  nothing found',
    ...(trace ? [`  @  ${describeTrace(trace)}`] : []),
  ].join('\n');
}

/**
 * Every question of which something is wrong, by what it is: `?` the question, `=` what should be marked, `>` what is
 * (values in brackets), `@` how far the right answer came.
 */
export function renderFailures(judgements: readonly StructuredJudgement[]): string {
  const groups = new Map(failures.map(([name]) => [name, [] as StructuredJudgement[]]));
  for (const each of judgements) {
    const failure = failures.find(([, holds]) => holds(each));
    if (failure) groups.get(failure[0])!.push(each);
  }
  const sections = [...groups].map(
    ([name, group]) =>
      `## ${name}: ${group.length}\n${group.map((each) => `\n${describe(each)}\n`).join('')}`,
  );
  return sections.join('\n');
}
