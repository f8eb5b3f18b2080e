/**
 * Discord's Markdown as HTML, for looking at messages without Discord: escapes, bold, italics, underline,
 * strikethrough, spoilers, code, links, mentions, quotations, headings, small print and lists. What is not
 * escaped here shows as formatted, as it would there.
 */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

interface Rule {
  readonly pattern: RegExp;
  readonly render: (match: RegExpExecArray) => string;
}

const wrap = (tag: string, content: string | undefined): string =>
  `<${tag}>${renderInline(content ?? '')}</${tag}>`;

const rules: readonly Rule[] = [
  { pattern: /^\\([^0-9A-Za-z\s])/, render: ([, character = '']) => escapeHtml(character) },
  { pattern: /^`([^`]+)`/, render: ([, code = '']) => `<code>${escapeHtml(code)}</code>` },
  { pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, render: ([, content]) => wrap('strong', content) },
  { pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, render: ([, content]) => wrap('u', content) },
  { pattern: /^~~((?:\\[\s\S]|[^\\])+?)~~/, render: ([, content]) => wrap('s', content) },
  {
    pattern: /^\|\|([\s\S]+?)\|\|/,
    render: ([, content]) => `<span class="spoiler">${renderInline(content ?? '')}</span>`,
  },
  { pattern: /^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*/, render: ([, content]) => wrap('em', content) },
  { pattern: /^_((?:\\[\s\S]|[^\\_])+?)_(?![A-Za-z0-9])/, render: ([, content]) => wrap('em', content) },
  {
    pattern: /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:[^)>\s]+)>?\)/,
    render: ([, label = '']) => `<a>${renderInline(label)}</a>`,
  },
  {
    pattern: /^<(@[!&]?|#)(\d+)>/,
    render: ([, kind = '']) => `<span class="mention">${kind.startsWith('@') ? '@user' : '#channel'}</span>`,
  },
  { pattern: /^@(?:everyone|here)\b/, render: ([text]) => `<span class="mention">${text}</span>` },
  { pattern: /^<t:-?\d+(?::\w)?>/, render: () => '<span class="mention">a time</span>' },
  { pattern: /^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/, render: ([address]) => `<a>${escapeHtml(address)}</a>` },
];

export function renderInline(text: string): string {
  let html = '';
  for (let rest = text; rest !== '';) {
    const found = rules
      .map(({ pattern, render }) => ({ match: pattern.exec(rest), render }))
      .find(({ match }) => match !== null);
    if (found?.match) {
      html += found.render(found.match);
      rest = rest.slice(found.match[0].length);
    } else {
      const [character = ''] = rest;
      html += escapeHtml(character);
      rest = rest.slice(character.length);
    }
  }
  return html;
}

function renderLine(line: string): string {
  if (line.startsWith('-# ')) return `<div class="line small">${renderInline(line.slice(3))}</div>`;
  const heading = /^(#{1,3}) (.+)/.exec(line);
  if (heading !== null) return `<div class="line heading">${renderInline(heading[2] ?? '')}</div>`;
  const item = /^\s*(?:[-*]|\d+\.) (.+)/.exec(line);
  if (item !== null) return `<div class="line">• ${renderInline(item[1] ?? '')}</div>`;
  return `<div class="line">${line === '' ? '&nbsp;' : renderInline(line)}</div>`;
}

/** Lines that are quoted stand together; every line takes its own direction, as in Discord’s clients. */
export function renderMarkdown(text: string): string {
  let html = '';
  let quoted: string[] = [];
  const flush = (): void => {
    if (quoted.length > 0) html += `<blockquote>${quoted.map(renderLine).join('')}</blockquote>`;
    quoted = [];
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('> ')) quoted.push(line.slice(2));
    else {
      flush();
      html += renderLine(line);
    }
  }
  flush();
  return html;
}
