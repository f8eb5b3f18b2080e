import { createEmbedder } from '../embedding/create-embedder.js';
import type { Embedder } from '../contracts/embedder.js';
import type { Settings } from '../settings/settings.js';
import { indexDirectory } from './index-location.js';
import { openAnswerService, type ExplainingAnswerService } from './open-answer-service.js';
import type { IndexerProgress, IndexerReport } from './run-indexer.js';

/** A documents folder with its index and its model, as the settings name them: what every command begins with. */
export class Workspace {
  /** Where the index of the folder stands. */
  readonly directory: string;

  /** `folder`: the documents. */
  constructor(
    private readonly settings: Settings,
    readonly folder: string = settings.seedsDirectory,
  ) {
    this.directory = indexDirectory(settings.indexRoot, folder);
  }

  /** The configured model, loaded once a process. */
  embedder(): Promise<Embedder> {
    const { embeddingModel, modelsDirectory, modelCacheDirectory, allowDownload } = this.settings;
    return createEmbedder({
      model: embeddingModel,
      modelsDirectory,
      cacheDirectory: modelCacheDirectory,
      allowRemote: allowDownload,
    });
  }

  /** @throws MissingFolderError where the documents are not. */
  async checkFolder(): Promise<void> {
    const { resolveFolder } = await import('../documents/scan-folder.js');
    resolveFolder(this.folder);
  }

  /** Updates the index to match the folder. */
  async index(options: {
    readonly rebuild?: boolean;
    readonly checksum?: boolean;
    readonly dryRun?: boolean;
    readonly onProgress?: (progress: IndexerProgress) => void;
    readonly signal?: AbortSignal;
  }): Promise<IndexerReport> {
    // Parsers and all: asking does without, and starts a tenth of a second sooner.
    const { runIndexer } = await import('./run-indexer.js');
    return runIndexer({
      folder: this.folder,
      directory: this.directory,
      embedder: await this.embedder(),
      maxFileBytes: this.settings.maxFileBytes,
      ...(this.settings.ocr === 'auto' && { recognition: { environment: this.settings.programEnvironment } }),
      ...options,
    });
  }

  /** Opens the finished index for answering. */
  async openAnswers(onNotice: (message: string) => void): Promise<ExplainingAnswerService> {
    return openAnswerService({
      directory: this.directory,
      embedder: await this.embedder(),
      citations: this.settings.citations,
      threshold: this.settings.confidenceThreshold,
      onNotice,
    });
  }
}
