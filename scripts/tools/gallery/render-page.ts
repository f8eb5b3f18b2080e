import type { FakeMessage } from '../../../tests/fake-discord/world.js';
import { escapeHtml, renderInline, renderMarkdown } from './discord-markdown.js';

export interface GalleryCase {
  readonly name: string;
  readonly asked: string;
  readonly message: FakeMessage;
}

const style = `
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; background: #313338; color: #dbdee1; width: 720px;
  font: 16px/1.375 'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans', 'Noto Color Emoji', sans-serif; }
h2 { font-size: 13px; color: #949ba4; margin: 24px 0 4px; font-weight: 600; }
.message { padding: 4px 0; }
.who { font-weight: 600; color: #f2f3f5; } .who span { background: #5865f2; border-radius: 4px; font-size: 10px; padding: 1px 4px; margin-inline-start: 4px; }
.line { unicode-bidi: plaintext; text-align: start; overflow-wrap: anywhere; }
.asked { color: #949ba4; font-size: 14px; }
.embed { background: #2b2d31; border-inline-start: 4px solid; border-radius: 4px; padding: 10px 16px 14px; margin-top: 4px; max-width: 560px; font-size: 14px; }
.title { font-weight: 600; font-size: 16px; color: #f2f3f5; margin-bottom: 6px; }
.name { font-weight: 600; margin-top: 8px; } .footer { font-size: 12px; margin-top: 10px; color: #b5bac1; }
blockquote { margin: 0; padding-inline-start: 12px; border-inline-start: 4px solid #4e5058; }
strong { color: #fff; } code { background: #1e1f22; padding: 0 4px; border-radius: 3px; }
.small { font-size: 12px; color: #949ba4; } .heading { font-size: 20px; font-weight: 700; }
a { color: #00a8fc; } .mention { background: #3c4270; color: #c9cdfb; border-radius: 3px; padding: 0 2px; } .spoiler { background: #1e1f22; color: transparent; }
.row { display: flex; gap: 8px; margin-top: 8px; } .row span { background: #4e5058; color: #fff; border-radius: 4px; padding: 4px 14px; font-size: 14px; }
.row .off { opacity: .45; } .row .list { background: #1e1f22; width: 400px; color: #949ba4; }
.file { margin-top: 8px; background: #2b2d31; border: 1px solid #1e1f22; border-radius: 6px; padding: 8px 12px; width: 300px; color: #00a8fc; font-size: 14px; }
.private { font-size: 12px; color: #949ba4; margin-top: 4px; }
`;

function line(className: string, html: string): string {
  return `<div class="line ${className}">${html}</div>`;
}

function renderEmbed(embed: FakeMessage['embeds'][number]): string {
  const color = `#${(embed.color ?? 0x1e1f22).toString(16).padStart(6, '0')}`;
  const fields = (embed.fields ?? []).map(
    ({ name, value }) => line('name', renderInline(name)) + renderMarkdown(value),
  );
  return [
    `<div class="embed" style="border-color:${color}">`,
    embed.title === undefined ? '' : line('title', renderInline(embed.title)),
    embed.description === undefined ? '' : renderMarkdown(embed.description),
    ...fields,
    embed.footer === undefined ? '' : line('footer', escapeHtml(embed.footer.text)),
    '</div>',
  ].join('');
}

function renderRow({ components }: FakeMessage['components'][number]): string {
  const parts = components.map((component) => {
    if (component.type !== 2) return `<span class="list">${escapeHtml(component.placeholder ?? '')} ▾</span>`;
    const face = component.label ?? component.emoji?.name ?? '';
    return `<span${component.disabled === true ? ' class="off"' : ''}>${escapeHtml(face)}</span>`;
  });
  return `<div class="row">${parts.join('')}</div>`;
}

function renderCase({ name, asked, message }: GalleryCase): string {
  return [
    `<h2>${escapeHtml(name)}</h2><div class="message">`,
    line('asked', escapeHtml(asked.length > 160 ? `${asked.slice(0, 160)}…` : asked)),
    '<div class="who">Isnad<span>APP</span></div>',
    message.content === '' ? '' : renderMarkdown(message.content),
    ...message.embeds.map(renderEmbed),
    ...message.attachments.map(
      ({ filename, bytes }) =>
        `<div class="file">${escapeHtml(filename)} · ${Math.ceil(bytes.byteLength / 1_024)} KB</div>`,
    ),
    ...message.components.map(renderRow),
    (message.flags & 64) === 0 ? '' : '<div class="private">Only you can see this</div>',
    '</div>',
  ].join('');
}

export function renderPage(cases: readonly GalleryCase[]): string {
  return `<!doctype html><meta charset="utf-8"><title>Isnad</title><style>${style}</style>${cases.map(renderCase).join('\n')}\n`;
}
