import MarkdownIt, { type Token } from 'markdown-it';

const parser = new MarkdownIt({ html: true });

const inlineOf = (markdown: string): Token[] =>
  parser.parse(markdown, {}).flatMap((token) => token.children ?? []);

/** The targets of links and pictures that are relative, in order; percent-encoded as the parser gives them. */
export function findLinks(markdown: string): string[] {
  const defined = [...markdown.matchAll(/^\[[^\]]+\]: (\S+)$/gm)].map(([, target = '']) => target);
  const used = inlineOf(markdown).flatMap((token) => {
    const target = token.attrGet(token.type === 'image' ? 'src' : 'href');
    return target === null ? [] : [target];
  });
  return [...new Set([...used, ...defined])].filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));
}

/** The anchors of all headings, as GitHub makes them. */
export function findAnchors(markdown: string): Set<string> {
  const tokens = parser.parse(markdown, {});
  const anchors = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const text = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
    const anchor = text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    let distinct = anchor;
    for (let count = 1; anchors.has(distinct); count++) distinct = `${anchor}-${count}`;
    anchors.add(distinct);
  }
  return anchors;
}

/** The npm scripts that a text runs: `npm run NAME`, and `npm test` and `npm start`. */
export function findNpmScripts(markdown: string): string[] {
  return [...markdown.matchAll(/\bnpm (?:run (?:-s )?([a-z][a-z:-]*)|(test|start)\b)/g)].map(
    ([, name, short = '']) => name ?? short,
  );
}

/** Paths below `scripts/` and `src/` that a text names; patterns and addresses of the web are none. */
export function findScriptPaths(markdown: string): string[] {
  return [...markdown.matchAll(/(?<![\w./-])(?:scripts|src)\/[\w./-]*[\w/](?![\w*<{…-])/g)].map(
    ([path]) => path,
  );
}

/** The TypeScript files and the names of functions, classes and fields that a text sets in code. */
export function findCode(markdown: string): { readonly paths: string[]; readonly functions: string[] } {
  const codes = inlineOf(markdown)
    .filter(({ type }) => type === 'code_inline')
    .map(({ content }) => content);
  const paths = codes.filter((code) => /^[\w./-]+\.ts$/.test(code));
  const names = codes.filter(
    (code) => /^[A-Za-z]+(?:\.[a-z][A-Za-z]+)*$/.test(code) && /[a-z][A-Z]/.test(code),
  );
  return { paths, functions: names.flatMap((name) => name.split('.')) };
}
