import { createEmbedder } from '../embedding/create-embedder.js';
import type { Embedder } from '../contracts/embedder.js';
import type { Settings } from '../settings/settings.js';
import { parseServerAddress, type ServerAddress } from '../postgres/server-address.js';
import { indexDirectory } from './index-location.js';
import {
  IndexAnswerService,
  openAnswerService,
  type ExplainingAnswerService,
} from './open-answer-service.js';
import type { IndexerProgress, IndexerReport } from './indexer-run.js';

/** A documents folder with its index and its model, as the settings name them: what every command begins with. */
export class Workspace {
  /** Where the index of the folder stands, unless it is on a server. */
  readonly directory: string;
  /** The server that has the index. */
  readonly server: ServerAddress | undefined;

  /** `folder`: the documents. */
  constructor(
    private readonly settings: Settings,
    readonly folder: string = settings.seedsDirectory,
  ) {
    this.directory = indexDirectory(settings.indexRoot, folder);
    this.server = settings.indexUrl === undefined ? undefined : parseServerAddress(settings.indexUrl);
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
    const common = {
      folder: this.folder,
      embedder: await this.embedder(),
      maxFileBytes: this.settings.maxFileBytes,
      ...(this.settings.ocr === 'auto' && { recognition: { environment: this.settings.programEnvironment } }),
      ...options,
    };
    // Parsers and all: asking does without, and starts a tenth of a second sooner.
    if (this.server) {
      const { runServerIndexer } = await import('./run-server-indexer.js');
      return runServerIndexer({ ...common, directory: this.directory, address: this.server });
    }
    const { runIndexer } = await import('./run-indexer.js');
    return runIndexer({ ...common, directory: this.directory });
  }

  /** Opens the finished index for answering. */
  async openAnswers(onNotice: (message: string) => void): Promise<ExplainingAnswerService> {
    const embedder = await this.embedder();
    const defaults = {
      citations: this.settings.citations,
      threshold: this.settings.confidenceThreshold,
    };
    if (this.server) {
      // Asking an index in a directory does without all of it.
      const { ServerSnapshotHolder } = await import('./server-snapshot-holder.js');
      const source = await ServerSnapshotHolder.open({ address: this.server, embedder, onNotice });
      return new IndexAnswerService(defaults, source);
    }
    return openAnswerService({ ...defaults, directory: this.directory, embedder, onNotice });
  }
}
