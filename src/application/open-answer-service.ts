import { setTimeout as delay } from 'node:timers/promises';
import type { ConfidenceFeatures } from '../answers/confidence.js';
import type { RatedSentence } from '../answers/rate-passage.js';
import { citePassage, citeSpans } from '../answers/cite.js';
import type {
  Answer,
  AnswerLanguage,
  AnswerService,
  AskOptions,
  Citation,
  Context,
  DocumentSummary,
  GlossedWord,
  IndexServer,
  IndexSummary,
} from '../contracts/answer.js';
import { IndexError } from '../contracts/errors.js';
import type { Span } from '../contracts/span.js';
import type { RerankedHit } from '../contracts/hit.js';
import type { IndexReader } from '../contracts/index-reader.js';
import type { Query } from '../contracts/query.js';
import type { Embedder } from '../contracts/embedder.js';
import { boundaryBefore } from '../text/graphemes.js';
import { SerialQueue } from './event-loop.js';
import { glossCitation } from './gloss-citation.js';
import { explainCorruption, SnapshotHolder } from './snapshot-holder.js';
import type { OpenSnapshot } from './open-snapshot.js';

export interface AskingDefaults {
  readonly citations: number;
  readonly threshold: number;
}

export interface AnswerServiceOptions extends AskingDefaults {
  readonly directory: string;
  readonly embedder: Embedder;
  /** Told in one sentence about what was repaired, and about a new index that could not be loaded. */
  readonly onNotice?: (message: string) => void;
}

/** How an answer came about, for the REPL and the evaluation. */
export interface ExplainedAnswer {
  readonly query: Query;
  readonly answer: Answer;
  /** The passages whose sentences were rated. */
  readonly hits: readonly RerankedHit[];
  readonly sentences: readonly RatedSentence[];
  /** What the confidence was estimated from; undefined where nothing was found. */
  readonly confidenceFeatures: ConfidenceFeatures | undefined;
}

export interface SearchLimits {
  /** Passages wanted at most. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

export interface SearchResult {
  readonly query: Query;
  /** Best first. */
  readonly hits: readonly RerankedHit[];
}

/** An {@link AnswerService} that can also show how an answer came about. */
export interface ExplainingAnswerService extends AnswerService {
  explain(question: string, options?: AskOptions): Promise<ExplainedAnswer>;
  /** The best passages for a question; no sentence is rated. */
  search(question: string, options: SearchLimits): Promise<SearchResult>;
  /** The snapshot that answers now; for the REPL and the evaluation. */
  current(): OpenSnapshot;
}

/** How long a question waits for a newer index that is being loaded. */
const patienceMs = 500;

/** Where the snapshot comes from that answers now. */
export interface SnapshotSource {
  get(): OpenSnapshot;
  /** Loads a newer snapshot if there is one; resolves when that has come to an end, good or bad. */
  refresh(): Promise<void>;
  /** What an error that came up while asking is to be told as. */
  explain(error: unknown): unknown;
  /** Of an index on a server: how things stand with it. */
  describeServer?(): IndexServer;
  /** Counts up where what is read next may come from a host that has not the snapshot that was read before. */
  readonly interruptions?: number;
  close(): void;
}

/** Answers from whatever snapshot a source gives. */
export class IndexAnswerService implements ExplainingAnswerService {
  private readonly turns = new SerialQueue();

  constructor(
    private readonly options: AskingDefaults,
    private readonly snapshot: SnapshotSource,
  ) {}

  current(): OpenSnapshot {
    return this.snapshot.get();
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    return (await this.answer(question, options, false)).answer;
  }

  explain(question: string, options: AskOptions = {}): Promise<ExplainedAnswer> {
    return this.answer(question, options, true);
  }

  search(question: string, options: SearchLimits): Promise<SearchResult> {
    return this.undisturbed(() => this.searchOnce(question, options));
  }

  private async searchOnce(question: string, options: SearchLimits): Promise<SearchResult> {
    await this.waitForTurn();
    try {
      const { pipeline } = this.current();
      const query = await pipeline.analyze(question, options.signal);
      return { query, hits: await pipeline.search(query, options) };
    } catch (error) {
      throw this.explained(error);
    }
  }

  private async waitForTurn(): Promise<void> {
    await Promise.race([this.snapshot.refresh(), delay(patienceMs, undefined, { ref: false })]);
    await this.turns.waitForTurn();
  }

  private answer(question: string, options: AskOptions, ratesAll: boolean): Promise<ExplainedAnswer> {
    return this.undisturbed(() => this.answerOnce(question, options, ratesAll));
  }

  /** Does work once more where a host was lost meanwhile: another may be behind, and have only some of the rows. */
  private async undisturbed<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.snapshot.interruptions;
    const wasDisturbed = (): boolean => this.snapshot.interruptions !== before;
    try {
      const result = await work();
      if (!wasDisturbed()) return result;
    } catch (error) {
      if (!wasDisturbed() || !(error instanceof IndexError) || error.code !== 'INDEX_DAMAGED') throw error;
    }
    await this.snapshot.refresh();
    return work();
  }

  private async answerOnce(
    question: string,
    options: AskOptions,
    ratesAll: boolean,
  ): Promise<ExplainedAnswer> {
    await this.waitForTurn();
    // Held for the whole question, whatever snapshot comes up meanwhile.
    const { manifest, pipeline, findAllowed } = this.current();
    const { pathPrefixes, excludedPathPrefixes, signal } = options;
    try {
      const filter =
        pathPrefixes || excludedPathPrefixes
          ? await findAllowed({ pathPrefixes, excludedPathPrefixes })
          : undefined;
      const query = await pipeline.analyze(question, signal);
      const { answer, rated, sentences, confidenceFeatures } = await pipeline.answer(query, {
        citations: options.citations ?? this.options.citations,
        threshold: options.threshold ?? this.options.threshold,
        ratesAll,
        filter,
        signal,
      });
      const { text, language } = query;
      return {
        query,
        answer: { question: text, language, snapshot: manifest.snapshot, ...answer },
        hits: rated.map(({ hit }) => hit),
        sentences,
        confidenceFeatures,
      };
    } catch (error) {
      throw this.explained(error);
    }
  }

  findDocuments(options: Parameters<AnswerService['findDocuments']>[0] = {}): Promise<DocumentSummary[]> {
    return this.guarded(() => this.current().reader.findDocuments(options));
  }

  countDocuments(options: Parameters<AnswerService['countDocuments']>[0] = {}): Promise<number> {
    return this.guarded(() => this.current().reader.countDocuments(options));
  }

  findContext(
    passageId: number,
    charactersEachSide: number,
    answerSpans?: readonly Span[],
  ): Promise<Context | undefined> {
    return this.guarded(async () => {
      const { reader } = this.current();
      const citation = await findCitation(reader, passageId, answerSpans);
      const document = citation && (await reader.findDocument(citation.place.documentId));
      if (!document) return undefined;
      const { excerptSpan, place } = citation;
      const span = widen(document.text, excerptSpan, charactersEachSide);
      return { place, span, text: document.text.slice(span.start, span.end), excerptSpan };
    });
  }

  findPassage(passageId: number, answerSpans?: readonly Span[]): Promise<Citation | undefined> {
    return this.guarded(() => findCitation(this.current().reader, passageId, answerSpans));
  }

  gloss(citation: Citation, into: AnswerLanguage): GlossedWord[] {
    return glossCitation(citation, into);
  }

  describeIndex(): IndexSummary {
    const { snapshot, documents, passages, embedder, createdAtMs } = this.current().manifest;
    const server = this.snapshot.describeServer?.();
    return { snapshot, documents, passages, model: embedder.model, createdAtMs, server };
  }

  close(): void {
    this.snapshot.close();
  }

  private explained(error: unknown): unknown {
    return this.snapshot.explain(error);
  }

  private async guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw this.explained(error);
    }
  }
}

/** The citation of a passage with given answer spans, or of its first sentence where these are not in it. */
async function findCitation(
  reader: IndexReader,
  passageId: number,
  answerSpans: readonly Span[] = [],
): Promise<Citation | undefined> {
  const [passage] = await reader.findPassages([passageId]);
  const document = passage && (await reader.findDocument(passage.documentId));
  if (!document) return undefined;
  const isThere = answerSpans.some(({ start }) => passage.span.start <= start && start < passage.span.end);
  return isThere ? citeSpans(document, passage, answerSpans, 1) : citePassage(document, passage, 0, 1);
}

/** A span wider by up to `units` on each side, ends moved inwards to white space that no mark stands on. */
function widen(text: string, span: Span, units: number): Span {
  const isEdge = (space: number, at: number): boolean =>
    /\s/u.test(text.charAt(space)) && boundaryBefore(text, at) === at;
  let start = Math.max(0, span.start - units);
  let end = Math.min(text.length, span.end + units);
  while (start > 0 && start < span.start && !isEdge(start - 1, start)) start++;
  while (end < text.length && end > span.end && !isEdge(end, end)) end--;
  return { start, end };
}

/**
 * Opens the index of a documents folder for answering.
 * @throws IndexError when there is none, it is empty, damaged or made for another model.
 */
export async function openAnswerService(options: AnswerServiceOptions): Promise<ExplainingAnswerService> {
  const { directory, embedder, onNotice } = options;
  try {
    const snapshot = await SnapshotHolder.open({ directory, embedder, onNotice });
    return new IndexAnswerService(options, snapshot);
  } catch (error) {
    throw explainCorruption(error, directory);
  }
}
