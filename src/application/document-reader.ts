import type { ParsedDocument, SkippedFile } from '../contracts/document.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import type { ReadingNotice } from '../contracts/reading-notice.js';
import type { RecognisedPage } from '../contracts/recognised-page.js';
import { chooseParser } from '../documents/choose-parser.js';
import { parseDocument } from '../documents/parse-document.js';
import type { PageRecogniser } from '../recognition/page-recogniser.js';
import { createIsolatedParser } from './isolated-parser.js';

/** Told before each page that is read by optical character recognition. */
export interface RecognitionProgress {
  readonly step: 'recognise';
  readonly path: string;
  /** Position among the pages of the file that are read so, from 1. */
  readonly done: number;
  readonly total: number;
}

export interface DocumentReaderOptions {
  /** What reads pages that are pictures; undefined where they are left unread. */
  readonly recogniser?: PageRecogniser | undefined;
  readonly onProgress?: ((progress: RecognitionProgress) => void) | undefined;
  /** Is told what kept pages from being read. */
  readonly onNotice?: ((notice: ReadingNotice) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the files of one run. It must be closed. */
export interface DocumentReader {
  /** See `parseDocument`; rejects when the signal aborts. Pages that are scans are recognised, which may take minutes. */
  read(source: DocumentSource): Promise<ParsedDocument | SkippedFile>;
  /** What a file holds as far as that shows without recognising its pages; undefined where only that would show it. */
  look(source: DocumentSource): Promise<ParsedDocument | SkippedFile | undefined>;
  /** What reads scans, and in which version; "none" where nothing does. */
  recognition(): Promise<string>;
  close(): void;
}

/** The numbers of the pages of which the text is in a picture alone. */
function scansOf(parsed: ParsedDocument | SkippedFile): readonly number[] {
  if ('problem' in parsed) return parsed.problem.code === 'scan' ? parsed.problem.pages : [];
  return parsed.remarks.find(({ code }) => code === 'scanned')?.parts ?? [];
}

/** Whether what became of a file depends on what reads scans. */
export function holdsScans({ remarks }: ParsedDocument): boolean {
  return remarks.some(({ code }) => code === 'scanned' || code === 'recognised' || code === 'illegible');
}

/** A longer text takes seconds in which nothing else has its turn, not even Ctrl-C. */
const maxQuickBytes = 2 ** 20;

class FileReader implements DocumentReader {
  private readonly isolated;
  private hasToldMissing = false;

  constructor(private readonly options: DocumentReaderOptions) {
    this.isolated = createIsolatedParser(options.signal);
  }

  async read(source: DocumentSource): Promise<ParsedDocument | SkippedFile> {
    const parsed = await this.parse(source);
    const scans = scansOf(parsed);
    if (scans.length === 0) return parsed;
    if (!this.options.recogniser) return this.explainOff(parsed);
    const recognised = await this.recognise(source, scans);
    return recognised.length === 0 ? parsed : this.parse({ ...source, recognised });
  }

  async look(source: DocumentSource): Promise<ParsedDocument | SkippedFile | undefined> {
    const parsed = await this.parse(source);
    if (!('problem' in parsed) || scansOf(parsed).length === 0) return parsed;
    return (await this.recognition()) === 'none' ? this.explainOff(parsed) : undefined;
  }

  async recognition(): Promise<string> {
    return (await this.options.recogniser?.identity()) ?? 'none';
  }

  close(): void {
    this.isolated.close();
  }

  /** Short texts are read here and now; what could take a run with it or hold it up, in a process that is started when the first such file is met. */
  private parse(source: DocumentSource): Promise<ParsedDocument | SkippedFile> {
    const chosen = chooseParser(source);
    const isQuick =
      'problem' in chosen || (!chosen.parser.needsOwnProcess && source.bytes.length <= maxQuickBytes);
    return isQuick ? parseDocument(source, chosen) : this.isolated.parse(source);
  }

  private explainOff<Parsed extends ParsedDocument | SkippedFile>(parsed: Parsed): Parsed {
    if (!('problem' in parsed) || parsed.problem.code !== 'scan' || this.options.recogniser) return parsed;
    return { ...parsed, problem: { ...parsed.problem, isOcrOff: true } };
  }

  private async recognise(
    { path, bytes }: DocumentSource,
    pages: readonly number[],
  ): Promise<RecognisedPage[]> {
    const { recogniser, onProgress, onNotice } = this.options;
    const missing = this.hasToldMissing ? undefined : await recogniser!.findMissing();
    if (missing) onNotice?.(missing);
    this.hasToldMissing = true;
    return recogniser!.recognise({
      bytes,
      pages,
      onPage: (done, total) => onProgress?.({ step: 'recognise', path, done, total }),
      onUnread: (page) => onNotice?.({ ...page, path }),
    });
  }
}

export function createDocumentReader(options: DocumentReaderOptions = {}): DocumentReader {
  return new FileReader(options);
}
