import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readXml, type XmlAttributes } from '../../../src/documents/office/read-xml.js';
import { UnreadableFile } from '../../../src/documents/office/unreadable-file.js';

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

/** The events of a source, with its text in one piece between elements. */
function eventsOf(source: string | Uint8Array, size = 1_000_000, skipped = ''): string[] {
  const events: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') events.push(`"${text}"`);
    text = '';
  };
  const show = (attributes: XmlAttributes): string =>
    Array.from(attributes, ([name, value]) => ` ${name}=${value}`).join('');
  readXml(cut(Buffer.from(source), size), {
    open: (name, attributes) => {
      flush();
      events.push(`<${name}${show(attributes)}>`);
      return name === skipped ? 'skip' : undefined;
    },
    close: (name) => {
      flush();
      events.push(`</${name}>`);
    },
    text: (more) => {
      text += more;
    },
  });
  flush();
  return events;
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const strictWord = 'http://purl.oclc.org/ooxml/wordprocessingml/main';

describe('reading XML', () => {
  it('gives elements, attributes and text in order', () => {
    expect(eventsOf('<?xml version="1.0"?><a x="1" y=\'2\'>و<b/>د</a>')).toEqual([
      '<a x=1 y=2>',
      '"و"',
      '<b>',
      '</b>',
      '"د"',
      '</a>',
    ]);
  });

  it('resolves the entities of XML and references to characters, and no others', () => {
    const source =
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>' +
      '<a b="&quot;&#1575;">&lt;&amp;&gt;&apos;&#x627;&x;&y;&eacute;</a>';
    expect(eventsOf(source)).toContain('"<&>\'ا&x;&y;&eacute;"');
    expect(eventsOf(source)).toContain('<a b="ا>');
  });

  it('reads sections of character data, and no comments', () => {
    expect(eventsOf('<a>1<![CDATA[<b>&amp;]]>2<!-- <c> -->3<?pi <d> ?></a>')).toEqual([
      '<a>',
      '"1<b>&amp;23"',
      '</a>',
    ]);
  });

  it('names elements by their namespace, whatever prefix the file has for it', () => {
    for (const source of [
      `<w:p xmlns:w="${word}" w:val="1"/>`,
      `<ns0:p xmlns:ns0="${word}" ns0:val="1"/>`,
      `<ns0:p ns0:val="1" xmlns:ns0="${strictWord}"/>`,
    ]) {
      expect(eventsOf(source)).toEqual(['<w:p w:val=1>', '</w:p>']);
    }
    expect(eventsOf(`<p xmlns="${word}" val="1"><o:q/></p>`)).toEqual([
      '<w:p val=1>',
      '<o:q>',
      '</o:q>',
      '</w:p>',
    ]);
  });

  it('ends a declaration with its element', () => {
    expect(eventsOf(`<a><b xmlns="${word}"><c/></b><c/></a>`)).toEqual([
      '<a>',
      '<w:b>',
      '<w:c>',
      '</w:c>',
      '</w:b>',
      '<c>',
      '</c>',
      '</a>',
    ]);
  });

  it('passes over what the handler wants skipped', () => {
    expect(eventsOf('<a><s>1<s>2</s><t/></s>3</a>', 1_000_000, 's')).toEqual(['<a>', '<s>', '"3"', '</a>']);
  });

  it('reads one of several alternates', () => {
    const source =
      '<a xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>' +
      '<mc:Choice>1<mc:AlternateContent><mc:Choice>2</mc:Choice><mc:Fallback>3</mc:Fallback></mc:AlternateContent>' +
      '</mc:Choice><mc:Choice>4</mc:Choice><mc:Fallback>5</mc:Fallback></mc:AlternateContent>' +
      '<mc:AlternateContent><mc:Fallback>6</mc:Fallback></mc:AlternateContent></a>';
    expect(eventsOf(source).filter((event) => event.startsWith('"'))).toEqual(['"1"', '"2"', '"6"']);
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16 little endian', Buffer.from('\ufeff<a>نص</a>', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('<a>نص</a>', 'utf16le')],
    ['UTF-16 big endian', Buffer.from('\ufeff<a>نص</a>', 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>نص</a>')],
    [
      'Windows-1256',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="windows-1256"?><a>'),
        Buffer.from([0xe4, 0xd5]),
        Buffer.from('</a>'),
      ]),
    ],
  ])('reads %s', (_, bytes) => {
    expect(eventsOf(bytes)).toEqual(['<a>', '"نص"', '</a>']);
  });

  it.each<[string, string]>([
    ['cut off', '<a><b>text</b>'],
    ['closed out of order', '<a><b></a></b>'],
    ['closed too often', '<a></a></a>'],
  ])('does not read what is %s', (_, source) => {
    expect(() => eventsOf(source)).toThrow(UnreadableFile);
  });

  it('is as deep as the file is', () => {
    const depth = 60_000;
    expect(eventsOf('<a>'.repeat(depth) + '</a>'.repeat(depth))).toHaveLength(2 * depth);
    const tooDeep = Buffer.from('<a>'.repeat(600_000));
    expect(() => {
      readXml([tooDeep], { open: () => undefined });
    }).toThrow(expect.objectContaining({ problem: { code: 'too-nested' } }));
  });

  it('gives the same whatever pieces the file comes in', () => {
    const source =
      `<?xml version="1.0"?><!-- c --><r xmlns:n="${word}"><n:p n:val="أ&amp;ب" b='x'>نص &#x627; &lt; &no; ` +
      '<![CDATA[<ق>]]]]></n:p><e/><!-- --- --></r>';
    const whole = eventsOf(source);
    expect(whole).toContain('"نص ا < &no; <ق>]]"');
    for (let size = 1; size < 120; size++) expect(eventsOf(source, size)).toEqual(whole);
  });

  it('throws nothing else, whatever it reads', () => {
    const part = fc.constantFrom(
      '<a',
      '>',
      '</a>',
      '/>',
      '&',
      ';',
      '<!',
      '[CDATA[',
      ']]>',
      '--',
      '"',
      '=',
      ' x',
      '<?',
      'ن',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
        try {
          eventsOf(parts.join(''), size);
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
