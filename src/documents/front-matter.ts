import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';

const maxFrontMatterLines = 500;
/** More than so much is no front matter. UTF-16 units. */
const maxFrontMatterUnits = 100_000;

export interface FrontMatter {
  readonly title: string | undefined;
  /** The source with the front matter's lines made empty: later lines keep their numbers. */
  readonly body: string;
}

interface Found {
  readonly lines: string;
  /** Offset behind the last line of the front matter, before its newline. */
  readonly end: number;
}

function titleOf(read: (text: string) => unknown, lines: string, written: RegExp): string | undefined {
  try {
    const values = read(lines);
    if (typeof values === 'object' && values !== null) {
      const title: unknown = Object.entries(values).find(([name]) => name.toLowerCase() === 'title')?.[1];
      if (typeof title === 'string') return title;
      return typeof title === 'number' ? String(title) : undefined;
    }
  } catch {
    // People write titles that the format does not allow, such as `title: Part 1: Water`.
  }
  return written.exec(lines)?.[1]?.trim();
}

/** The lines between a first line and one like it; undefined where there are none, or some are no front matter. */
function findLines(source: string, fence: RegExp, allowed: RegExp): Found | undefined {
  let from = source.indexOf('\n') + 1;
  const start = from;
  if (start === 0) return undefined;
  for (let lines = 1; lines < maxFrontMatterLines && from < source.length; lines++) {
    const newline = source.indexOf('\n', from);
    const end = newline < 0 ? source.length : newline;
    const line = source.slice(from, Math.min(end, from + 2000));
    if (fence.test(line)) return { lines: source.slice(start, from), end };
    // Anything else at the margin means that the first line was a rule and this is text.
    if (line !== '' && !allowed.test(line)) return undefined;
    from = end + 1;
  }
  return undefined;
}

function readYaml(source: string): (Found & { title: string | undefined }) | undefined {
  const found = findLines(
    source,
    /^(?:---|\.\.\.)[ \t]*$/,
    /^(?:[\p{L}\w"'-][^:]{0,200}:(?:\s|$)|\s|#|-\s|[\]}])/u,
  );
  const read = (lines: string): unknown => parseYaml(lines, { logLevel: 'error' });
  return found && { ...found, title: titleOf(read, found.lines, /^title:\s*([^\s>|].*)$/im) };
}

function readToml(source: string): (Found & { title: string | undefined }) | undefined {
  const found = findLines(source, /^\+\+\+[ \t]*$/, /^(?:[\w"'.-]+\s*=|\s|#|\[|["'\]},])/u);
  return found && { ...found, title: titleOf(parseToml, found.lines, /^title\s*=\s*["']([^"'\n]*)["']/im) };
}

function readJson(source: string): (Found & { title: string | undefined }) | undefined {
  const end = /^\}[ \t]*$/m.exec(source.slice(0, maxFrontMatterUnits));
  if (!end) return undefined;
  const lines = source.slice(0, end.index + 1);
  try {
    JSON.parse(lines);
  } catch {
    return undefined;
  }
  return { lines, end: end.index + end[0].length, title: titleOf(JSON.parse, lines, /$^/) };
}

/** Takes off the values in YAML, TOML or JSON that a file of Markdown may begin with. */
export function splitFrontMatter(source: string): FrontMatter {
  let found: (Found & { title: string | undefined }) | undefined;
  if (/^---[ \t]*\n/.test(source)) found = readYaml(source);
  else if (/^\+\+\+[ \t]*\n/.test(source)) found = readToml(source);
  else if (/^\{\s*"/.test(source)) found = readJson(source);
  if (!found || found.lines.length > maxFrontMatterUnits) return { title: undefined, body: source };
  const before = source.slice(0, found.end);
  return { title: found.title, body: before.replace(/[^\n]+/g, '') + source.slice(found.end) };
}
