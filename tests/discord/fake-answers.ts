import { glossCitation } from '../../src/application/gloss-citation.js';
import type {
  Answer,
  AnswerLanguage,
  AnswerService,
  AskOptions,
  Citation,
  Context,
  DocumentSummary,
  GlossedWord,
  IndexSummary,
} from '../../src/contracts/answer.js';
import { verdictOf } from '../../src/text/verdict.js';
import { detectLanguage } from '../../src/text/language.js';
import { splitSentences } from '../../src/text/sentences.js';
import { tokenize } from '../../src/text/tokenize.js';

interface FakeDocument {
  readonly id: number;
  readonly path: string;
  readonly text: string;
}

interface FakePassage {
  readonly id: number;
  readonly document: FakeDocument;
  readonly paragraph: number;
  readonly span: { readonly start: number; readonly end: number };
}

const stemUnits = 4;
const yearPattern = /\b(?:19|20)\d\d\b/;
const createdAtMs = Date.UTC(2026, 10, 1);

function stems(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .map(({ folded }) => folded.replace(/^(?:و?ال|ب|ل|و)(?=..)/u, '').slice(0, stemUnits))
      .filter((stem) => stem.length > 2),
  );
}

/**
 * An AnswerService over a few texts in memory, by shared stems: enough to tell questions apart, and small
 * enough to see through. A line is a paragraph and a passage; the first line is the title.
 */
export class FakeAnswers implements AnswerService {
  /** Set to make every question take this long. */
  delayMs = 0;
  /** Set to make every question fail. */
  error: Error | undefined;
  asked = 0;
  aborted = 0;
  private documents: FakeDocument[] = [];
  private passages: FakePassage[] = [];
  private lastDocumentId = 0;
  private lastPassageId = 0;

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) this.put(path, text);
  }

  put(path: string, text: string): void {
    this.remove(path);
    const document = { id: ++this.lastDocumentId, path, text };
    this.documents.push(document);
    let start = 0;
    let paragraph = 0;
    for (const line of text.split('\n')) {
      if (start > 0 && line.trim() !== '') {
        paragraph++;
        this.passages.push({
          id: ++this.lastPassageId,
          document,
          paragraph,
          span: { start, end: start + line.length },
        });
      }
      start += line.length + 1;
    }
  }

  remove(path: string): boolean {
    const had = this.documents.some((document) => document.path === path);
    this.documents = this.documents.filter((document) => document.path !== path);
    this.passages = this.passages.filter(({ document }) => document.path !== path);
    return had;
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    this.asked++;
    options.signal?.addEventListener('abort', () => {
      this.aborted++;
    });
    if (this.delayMs > 0) await sleep(this.delayMs, options.signal);
    if (this.error !== undefined) throw this.error;
    const wanted = stems(question);
    const asksWhen = /متى|when/iu.test(question);
    const hits = this.passages
      .filter(({ document }) => isUnder(document.path, options.pathPrefixes))
      .map((passage) => ({ passage, share: this.scoreOf(passage, wanted, asksWhen) }))
      .sort((left, right) => right.share - left.share || left.passage.id - right.passage.id)
      .slice(0, options.citations ?? 3);
    const confidence = hits[0]?.share ?? 0;
    const kind = verdictOf(confidence, options.threshold ?? 0.5);
    const citations = hits.map(({ passage }, position) => this.cite(passage, position + 1, wanted));
    return {
      kind,
      question,
      language: detectLanguage(question),
      confidence,
      citations:
        kind === 'no-answer'
          ? citations.map((citation) => ({ ...citation, answerSpans: [], markSpan: undefined }))
          : citations,
      snapshot: 1,
    };
  }

  findDocuments(options: Parameters<AnswerService['findDocuments']>[0] = {}): Promise<DocumentSummary[]> {
    const { titleContains = '', pathPrefixes, limit = Infinity, offset = 0 } = options;
    const found = this.documents
      .filter(
        ({ path, text }) => isUnder(path, pathPrefixes) && `${titleOf(text)} ${path}`.includes(titleContains),
      )
      .sort((left, right) => (left.path < right.path ? -1 : 1))
      .slice(offset, offset + limit)
      .map(({ id, path, text }) => ({
        id,
        path,
        title: titleOf(text),
        passages: this.passages.filter(({ document }) => document.id === id).length,
        indexedAtMs: createdAtMs,
      }));
    return Promise.resolve(found);
  }

  countDocuments(options: { pathPrefixes?: readonly string[] } = {}): Promise<number> {
    return Promise.resolve(this.documents.filter(({ path }) => isUnder(path, options.pathPrefixes)).length);
  }

  async findContext(passageId: number, charactersEachSide: number): Promise<Context | undefined> {
    const citation = await this.findPassage(passageId);
    const passage = this.passages.find(({ id }) => id === passageId);
    if (citation === undefined || passage === undefined) return undefined;
    const { text } = passage.document;
    const span = {
      start: Math.max(0, passage.span.start - charactersEachSide),
      end: Math.min(text.length, passage.span.end + charactersEachSide),
    };
    return { place: citation.place, span, text: text.slice(span.start, span.end), excerptSpan: passage.span };
  }

  findPassage(passageId: number): Promise<Citation | undefined> {
    const passage = this.passages.find(({ id }) => id === passageId);
    return Promise.resolve(passage && this.cite(passage, 1, new Set()));
  }

  gloss(citation: Citation, into: AnswerLanguage): GlossedWord[] {
    return glossCitation(citation, into);
  }

  describeIndex(): IndexSummary {
    return {
      snapshot: 1,
      documents: this.documents.length,
      passages: this.passages.length,
      model: 'fake',
      createdAtMs,
    };
  }

  close(): void {
    this.documents = [];
    this.passages = [];
  }

  /** A question for a time is answered where a year stands. */
  private scoreOf(passage: FakePassage, wanted: ReadonlySet<string>, asksWhen: boolean): number {
    const share = shareOf(wanted, this.textOf(passage));
    return asksWhen && !yearPattern.test(this.textOf(passage)) ? share / 2 : share;
  }

  private textOf({ document, span }: FakePassage): string {
    return document.text.slice(span.start, span.end);
  }

  private cite(passage: FakePassage, number: number, wanted: ReadonlySet<string>): Citation {
    const { document, span, paragraph } = passage;
    const sentences = splitSentences(document.text, span);
    const best = sentences
      .map((sentence) => ({
        sentence,
        share: shareOf(wanted, document.text.slice(sentence.start, sentence.end)),
      }))
      .reduce((left, right) => (right.share > left.share ? right : left));
    const year = yearPattern.exec(document.text.slice(best.sentence.start, best.sentence.end));
    return {
      number,
      passageId: passage.id,
      place: {
        documentId: document.id,
        title: titleOf(document.text),
        path: document.path,
        paragraph,
        line: paragraph + 1,
        heading: undefined,
      },
      excerptSpan: span,
      excerpt: this.textOf(passage),
      answerSpans: [best.sentence],
      markSpan:
        year === null
          ? undefined
          : { start: best.sentence.start + year.index, end: best.sentence.start + year.index + 4 },
      alsoIn: this.passages
        .filter((other) => other.id !== passage.id && this.textOf(other) === this.textOf(passage))
        .map((other) => other.document.path),
    };
  }
}

function titleOf(text: string): string {
  return text.split('\n')[0] ?? '';
}

function isUnder(path: string, prefixes: readonly string[] | undefined): boolean {
  return (
    prefixes === undefined || prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))
  );
}

function shareOf(wanted: ReadonlySet<string>, text: string): number {
  if (wanted.size === 0) return 0;
  const found = stems(text);
  return [...wanted].filter((stem) => found.has(stem)).length / wanted.size;
}

async function sleep(timeMs: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, timeMs);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('Aborted.', 'AbortError'));
    });
  });
}
