import type Database from 'better-sqlite3';
import { answerQuestion, type AnswerParts, type ExplainedAnswer } from '../answers/answer-question.js';
import { citePassage } from '../answers/cite.js';
import type {
  Answer,
  AnswerService,
  AskOptions,
  Citation,
  Context,
  DocumentSummary,
  IndexSummary,
} from '../contracts/answer.js';
import type { Embedder } from '../contracts/embedder.js';
import { IndexError } from '../contracts/errors.js';
import { findCurrentManifest } from '../store/index-reader.js';
import { damagedError, isDamage, openDatabase } from '../store/open-database.js';
import { openGeneration, type OpenGeneration } from './open-generation.js';

export interface AnswerServiceOptions {
  readonly directory: string;
  readonly embedder: Embedder;
  readonly citations: number;
  readonly threshold: number;
  /** Told in one sentence about what was repaired, and about a new index that could not be taken up. */
  readonly onNotice?: (message: string) => void;
}

/** An {@link AnswerService} that can also show how an answer came about. */
export interface ExplainingAnswerService extends AnswerService {
  explain(question: string, options?: AskOptions): Promise<ExplainedAnswer>;
  /** The generation that answers now; for the REPL and the evaluation. */
  current(): OpenGeneration;
}

class IndexAnswerService implements ExplainingAnswerService {
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly options: AnswerServiceOptions,
    private readonly database: Database.Database,
    private generation: OpenGeneration,
  ) {}

  current(): OpenGeneration {
    return this.generation;
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    return (await this.explain(question, options)).answer;
  }

  async explain(question: string, options: AskOptions = {}): Promise<ExplainedAnswer> {
    this.refreshIfNewer();
    // Held for the whole question, whatever generation comes up meanwhile.
    const { manifest, reader, retriever, text } = this.generation;
    const { pathPrefixes, excludedPathPrefixes } = options;
    const allowedIds =
      pathPrefixes || excludedPathPrefixes
        ? reader.findPassageIds({ pathPrefixes, excludedPathPrefixes })
        : undefined;
    const parts: AnswerParts = {
      embedder: this.options.embedder,
      text,
      generation: manifest.generation,
      retrieve: (asked, vector, limit) =>
        retriever.search(asked, vector, { limit, ...(allowedIds && { allowedIds }) }),
      findPassages: (ids) => reader.findPassages(ids),
      findDocument: (id) => reader.findDocument(id),
    };
    return this.guarded(() =>
      answerQuestion(parts, question, {
        citations: options.citations ?? this.options.citations,
        threshold: options.threshold ?? this.options.threshold,
        signal: options.signal,
      }),
    );
  }

  findDocuments(options: Parameters<AnswerService['findDocuments']>[0] = {}): DocumentSummary[] {
    return this.generation.reader.findDocuments(options);
  }

  countDocuments(options: Parameters<AnswerService['countDocuments']>[0] = {}): number {
    return this.generation.reader.countDocuments(options);
  }

  findContext(passageId: number, charactersEachSide: number): Context | undefined {
    const { reader } = this.generation;
    const citation = this.findPassage(passageId);
    const document = citation && reader.findDocument(citation.place.documentId);
    if (!document) return undefined;
    const { excerptSpan, place } = citation;
    const span = widen(document.text, excerptSpan, charactersEachSide);
    return { place, span, text: document.text.slice(span.start, span.end), excerptSpan };
  }

  findPassage(passageId: number): Citation | undefined {
    const { reader } = this.generation;
    const [passage] = reader.findPassages([passageId]);
    const document = passage && reader.findDocument(passage.documentId);
    return document && citePassage(document, passage, 0, 1, 'other');
  }

  describeIndex(): IndexSummary {
    const { generation, documents, passages, embedder, createdAtMs } = this.generation.manifest;
    return { generation, documents, passages, model: embedder.model, createdAtMs };
  }

  close(): void {
    this.database.close();
  }

  private async guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw isDamage(error) ? damagedError(this.options.directory, error) : error;
    }
  }

  /** Looks whether an indexer has finished a newer generation, and loads it beside the one that answers. */
  private refreshIfNewer(): void {
    if (this.refreshing) return;
    const manifest = findCurrentManifest(this.database);
    if (!manifest || manifest.generation === this.generation.manifest.generation) return;
    const { directory, embedder, onNotice } = this.options;
    this.refreshing = openGeneration(directory, this.database, manifest, embedder.identity)
      .then(
        (next) => {
          this.generation = next;
        },
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          onNotice?.(`The new index could not be taken up, the old one goes on answering: ${reason}`);
        },
      )
      .finally(() => {
        this.refreshing = undefined;
      });
  }
}

/** A span wider by up to `units` on each side, ends moved inwards to white space. */
function widen(
  text: string,
  span: { start: number; end: number },
  units: number,
): { start: number; end: number } {
  let start = Math.max(0, span.start - units);
  let end = Math.min(text.length, span.end + units);
  while (start > 0 && start < span.start && !/\s/u.test(text.charAt(start - 1))) start++;
  while (end < text.length && end > span.end && !/\s/u.test(text.charAt(end))) end--;
  return { start, end };
}

/**
 * Opens the index of a documents folder for answering.
 * @throws IndexError when there is none, it is empty, damaged or made for another model.
 */
export async function openAnswerService(options: AnswerServiceOptions): Promise<ExplainingAnswerService> {
  const database = openDatabase(options.directory, { create: false });
  try {
    const manifest = findCurrentManifest(database);
    if (!manifest) {
      throw new IndexError(
        'INDEX_MISSING',
        `The index in ${options.directory} was never finished.`,
        'Run "npm run index" to finish it.',
      );
    }
    const generation = await openGeneration(options.directory, database, manifest, options.embedder.identity);
    if (generation.repaired.length > 0) {
      options.onNotice?.(
        `${generation.repaired.join(' and ')} did not match the manifest and was made anew in memory; run "npm run index" to repair the index.`,
      );
    }
    return new IndexAnswerService(options, database, generation);
  } catch (error) {
    database.close();
    throw isDamage(error) ? damagedError(options.directory, error) : error;
  }
}
