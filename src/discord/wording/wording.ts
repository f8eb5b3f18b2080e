import type { AnswerLanguage } from '../../contracts/answer.js';
import type { AnswerWords } from '../../text/answer-words.js';

/** Who has asked too much for now. */
export type LimitScope = 'user' | 'channel' | 'guild';

/** Every word that the bot says. Parameters that are text of users or documents come in escaped. */
export interface Wording {
  readonly answer: AnswerWords & {
    sourceOf(number: number, total: number): string;
    readonly sources: string;
    readonly openSource: string;
    confidenceOf(probability: number): string;
    followUp(question: string): string;
    readonly reword: string;
    readonly wholeAttached: string;
    readonly untitled: string;
    readonly emptyQuestion: string;
    readonly fileHeading: string;
    readonly questionHeading: string;
    readonly needsEmbedLinks: string;
  };
  readonly button: {
    readonly previous: string;
    readonly next: string;
    readonly context: string;
    readonly thread: string;
    readonly show: string;
  };
  readonly context: { title(title: string): string; readonly shortened: string };
  readonly component: {
    readonly gone: string;
    readonly changed: string;
    readonly notYours: string;
    readonly alreadyShown: string;
    readonly onlyInChannel: string;
    threadOpened(channelId: string): string;
    threadName(question: string): string;
    readonly threadHint: string;
    readonly cannotOpenThread: string;
  };
  readonly feedback: {
    readonly thanks: string;
    readonly formTitle: string;
    readonly whatWasWrong: string;
    readonly whatWouldBeRight: string;
    readonly formThanks: string;
  };
  readonly refusal: {
    limited(scope: LimitScope, waitSeconds: number): string;
    readonly full: string;
    tooMany(waiting: number): string;
    readonly closing: string;
    readonly timedOut: string;
    readonly failed: string;
    /** The server of the index does not answer. */
    readonly unreachable: string;
    channel(channelIds: readonly string[]): string;
    readonly noDocuments: string;
    noSuchDocument(name: string): string;
    readonly emptyQuestion: string;
    tooLong(maxCharacters: number): string;
    readonly emptyMessage: string;
    missingPermissions(channelId: string, permissions: readonly string[]): string;
    readonly managersOnly: string;
    readonly guildOnly: string;
    readonly unknown: string;
  };
  readonly documents: {
    readonly title: string;
    readonly none: string;
    page(page: number, pages: number, documents: number): string;
    passages(amount: number): string;
  };
  readonly about: {
    readonly title: string;
    readonly what: string;
    readonly model: string;
    readonly index: string;
    documents(amount: number): string;
    size(documents: number, passages: number): string;
    readonly updated: string;
    readonly version: string;
    readonly latency: string;
    latencyOf(medianMs: number | undefined, gatewayMs: number): string;
  };
  readonly help: { readonly title: string; readonly lines: readonly string[] };
  readonly seed: {
    wrongType(endings: string): string;
    tooLarge(limit: string): string;
    readonly badName: string;
    readonly wrongHost: string;
    readonly download: string;
    readonly collection: string;
    /** `said`: the name of the file and why it cannot be read. */
    notAdded(said: string): string;
    exists(path: string): string;
    added(path: string): string;
    replaced(path: string): string;
    removed(path: string): string;
    notFound(path: string): string;
    readonly failed: string;
  };
  readonly indexing: {
    /** The bot is being stopped. */
    readonly interrupted: string;
    readonly waiting: string;
    ended(command: string, channelId: string): string;
    progress(step: 'reading' | 'embedding' | 'writing', done: number, total: number): string;
    report(added: number, changed: number, removed: number, seconds: number): string;
    skipped(amount: number): string;
    skippedFile(path: string, reason: string): string;
    readonly failed: string;
  };
  readonly settings: {
    readonly title: string;
    readonly channels: string;
    readonly everywhere: string;
    readonly language: string;
    readonly languages: Readonly<Record<'auto' | AnswerLanguage, string>>;
    readonly threshold: string;
    readonly thresholdDefault: string;
    thresholdOf(probability: number): string;
    readonly visibility: string;
    readonly gloss: string;
    /** Undefined: the operator's choice. */
    glossOf(isShown: boolean | undefined): string;
    readonly public: string;
    readonly private: string;
    readonly collections: string;
    collectionsOf(channelId: string): string;
    readonly allCollections: string;
    readonly chooseCollections: string;
    collectionsPage(page: number, pages: number, collections: number): string;
    readonly answerFromAll: string;
    readonly back: string;
    /** It was searched for, and is to be picked now. */
    foundCollection(name: string): string;
    noSuchCollection(name: string): string;
  };
  readonly exported: { readonly none: string; some(amount: number): string };
}
