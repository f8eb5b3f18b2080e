/** A line of dashes, equals signs or the like that only parts or underlines what stands around it. */
export interface Rule {
  readonly mark: string;
  /** Where its stretches between spaces or crossings begin and end, in columns. */
  readonly columns: readonly { readonly start: number; readonly end: number }[];
}

/** A line that holds more than white space, without the white space around it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly number: number;
  /** White space before it, in characters. */
  readonly indent: number;
  /** The rule directly above, and the one directly below. */
  readonly ruleBefore: Rule | undefined;
  readonly ruleAfter: Rule | undefined;
}

const whiteSpace = /\s/;
const ruleStart = /[-=_*~#─━═—–+|:]/;
const ruleOnly = /^[-=_*~#─━═—–+|:\s]+$/;
const ruleMark = /[-=_*~#─━═—–]/g;

/** Longer lines are no rules. */
const maxRuleUnits = 500;
/** Rules behind so many stay text. */
const maxRules = 100_000;

function readRule(line: string): Rule | undefined {
  if (line.length > maxRuleUnits || !ruleOnly.test(line)) return undefined;
  const marks = line.match(ruleMark) ?? [];
  if (marks.length < 3) return undefined;
  const runs = Array.from(line.matchAll(/[-=_*~#─━═—–:]+/g));
  // Colons say how a column is aligned, as in Markdown: at the ends of its stretch.
  if (!runs.every(([run]) => /^:?[^:]+:?$/.test(run))) return undefined;
  const columns = runs.map(({ 0: run, index }) => ({ start: index, end: index + run.length }));
  return { mark: marks[0]!, columns };
}

export interface RuledText {
  /** The source with its rules made empty: all other lines, and their numbers, stay. */
  readonly text: string;
  /** The rules by the numbers of their lines. */
  readonly rules: ReadonlyMap<number, Rule>;
}

/** Rules are marks of structure as in Markdown, and no text. */
export function takeRules(source: string): RuledText {
  const rules = new Map<number, Rule>();
  const parts: string[] = [];
  let kept = 0;
  let number = 1;
  for (let from = 0; from < source.length; number++) {
    const newline = source.indexOf('\n', from);
    const stop = newline < 0 ? source.length : newline;
    let start = from;
    while (start < stop && whiteSpace.test(source.charAt(start))) start++;
    if (start < stop && ruleStart.test(source.charAt(start)) && rules.size < maxRules) {
      const rule = readRule(source.slice(from, Math.min(stop, from + maxRuleUnits + 1)));
      if (rule) {
        rules.set(number, rule);
        parts.push(source.slice(kept, from));
        kept = stop;
      }
    }
    from = stop + 1;
  }
  return { text: rules.size === 0 ? source : parts.join('') + source.slice(kept), rules };
}

export function* findLines({ text, rules }: RuledText): Generator<Line> {
  let number = 1;
  for (let from = 0; from <= text.length; number++) {
    const newline = text.indexOf('\n', from);
    const stop = newline < 0 ? text.length : newline;
    let start = from;
    while (start < stop && whiteSpace.test(text.charAt(start))) start++;
    let end = stop;
    while (end > start && whiteSpace.test(text.charAt(end - 1))) end--;
    if (start < end) {
      const ruleBefore = rules.get(number - 1);
      const ruleAfter = rules.get(number + 1);
      yield { start, end, number, indent: start - from, ruleBefore, ruleAfter };
    }
    from = stop + 1;
  }
}

export function lengthOf(line: Line): number {
  return line.end - line.start;
}
