import { setTimeout as delay } from 'node:timers/promises';
import { answeredWithin } from './answered-within.js';
import { ReplicaLag } from './replica-lag.js';
import type { ServerAddress } from './server-address.js';
import { ServerDatabase } from './server-database.js';
import { explainServerError } from './server-errors.js';
import { findNewestSnapshot, type NewestSnapshot } from './snapshot-manifest.js';

/** Beyond the time to connect, in which a server that is not gone has said what its newest snapshot is. */
const graceMs = 5_000;

/** How long the first look waits for the primary. */
const firstLookMs = 1_000;

export interface ReadingPlace {
  /** From which host questions are answered and how far it is behind, for people. */
  readonly reading: string;
  /** How long the primary has had a snapshot that the standby has not; undefined where the primary is not heard of. */
  readonly lagMs: number | undefined;
}

/** Where a snapshot was found. */
export interface FoundSnapshot extends NewestSnapshot {
  readonly database: ServerDatabase;
}

/**
 * The hosts that questions are answered from: those that INDEX_URL asks for, and the primary in their place while they
 * are standbys that lag behind it for longer than `max_lag`.
 */
export class ReadingHosts {
  private readonly lag = new ReplicaLag();
  private isStandby = false;
  private lagMs: number | undefined = 0;
  private isTooLate = false;
  private primary: ServerDatabase | undefined;
  /** Undefined while the primary is not heard of. */
  private atPrimary: FoundSnapshot | undefined;
  private looking: Promise<void> | undefined;
  private isClosed = false;

  private constructor(
    private readonly address: ServerAddress,
    private readonly session: Readonly<Record<string, string>>,
    /** The hosts that INDEX_URL asks for. */
    private readonly preferred: ServerDatabase,
  ) {}

  /** `session`: what connections are set to. */
  static async open(
    address: ServerAddress,
    session: Readonly<Record<string, string>>,
  ): Promise<ReadingHosts> {
    return new ReadingHosts(address, session, await ServerDatabase.open(address, { session }));
  }

  /** For what does not depend on how new a host is. */
  get database(): ServerDatabase {
    return this.preferred;
  }

  /** Statements that were sent again. */
  get retries(): number {
    return this.preferred.retries + (this.primary?.retries ?? 0);
  }

  /** The newest snapshot of the hosts asked for, or of the primary where they are too far behind. */
  async findNewest(): Promise<FoundSnapshot> {
    const here = await findNewestSnapshot(this.preferred);
    const isFirst = !this.isStandby;
    this.isStandby = here.isStandby;
    this.lagMs = here.isStandby ? await this.findLag(here, isFirst) : 0;
    this.isTooLate = this.lagMs !== undefined && this.lagMs > this.address.maxLagSeconds * 1_000;
    const found = this.isTooLate ? this.atPrimary : undefined;
    return found ?? { ...here, database: this.preferred };
  }

  /** As {@link findNewest}; takes a server for gone that is silent for longer than it takes to connect to it and some seconds. */
  async findNewestInTime(): Promise<FoundSnapshot> {
    try {
      const timeMs = this.address.connectTimeoutSeconds * 1_000 + graceMs;
      return await answeredWithin(timeMs, this.findNewest());
    } catch (error) {
      throw explainServerError(error, this.address);
    }
  }

  /** Takes the primary for gone until it is heard of again. */
  forgetPrimary(): void {
    this.atPrimary = undefined;
  }

  describe(): ReadingPlace {
    const { lagMs } = this;
    if (!this.isStandby) return { reading: `primary ${this.preferred.host}`, lagMs };
    const standby = `standby ${this.preferred.host}`;
    if (lagMs === undefined) {
      const reason =
        this.address.hosts.length === 1
          ? 'INDEX_URL does not name the primary'
          : 'the primary cannot be reached';
      return { reading: `${standby}; how far it is behind is not known, for ${reason}`, lagMs };
    }
    if (lagMs === 0) return { reading: `${standby}, which has the newest snapshot`, lagMs };
    const seconds = Math.ceil(lagMs / 1_000);
    return {
      reading: this.isTooLate
        ? `primary ${this.primary!.host}, because ${standby} is ${seconds} s behind`
        : `${standby}, ${seconds} s behind`,
      lagMs,
    };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([this.preferred.close(), this.primary?.close()]);
  }

  private async findLag(here: NewestSnapshot, isFirst: boolean): Promise<number | undefined> {
    if (this.address.hosts.length === 1) return undefined;
    this.looking ??= this.lookAtPrimary().finally(() => {
      this.looking = undefined;
    });
    // Later ones do not hold questions up: a primary may take long to be gone.
    if (isFirst) await Promise.race([this.looking, delay(firstLookMs, undefined, { ref: false })]);
    if (!this.atPrimary) return undefined;
    return this.lag.of(here.manifest?.snapshot ?? 0, Date.now());
  }

  private async lookAtPrimary(): Promise<void> {
    try {
      this.primary ??= await ServerDatabase.open(
        { ...this.address, target: 'primary' },
        { session: this.session },
      );
      const found = await findNewestSnapshot(this.primary);
      if (found.manifest) {
        this.lag.note(found.manifest.snapshot, found.manifest.createdAtMs, Date.now());
      }
      this.atPrimary = { ...found, database: this.primary };
    } catch {
      // Said by `describe`; what cannot be done without it says so itself.
      this.atPrimary = undefined;
    }
    if (this.isClosed) await this.primary?.close();
  }
}
