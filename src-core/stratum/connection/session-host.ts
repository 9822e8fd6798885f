import type { Logger } from '../../logging/logger.ts';
import type { AddressAllowances } from '../admission/address-allowances.ts';
import type { PeerTurns } from '../socket/peer-turns.ts';
import type { Authorize } from '../access/authorization.ts';
import type { IssuedJob } from '../jobs/job.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import type { LevelMemory } from '../difficulty/level-memory.ts';
import type { NonceAllocator } from '../jobs/nonce-range.ts';
import type { ShareCheck } from '../shares/share-check.ts';
import type { RefusedRuns } from '../shares/refused-runs.ts';
import type { RigRates } from '../shares/rig-rates.ts';
import type { ShareMode } from '../difficulty/share-target.ts';
import type { StratumEvent } from '../stratum-events.ts';
import type { NoticeLimiter } from '../notice-limiter.ts';
import type { OnceEach } from '../once-each.ts';
import type { StratumLimits } from '../stratum-limits.ts';

/** What a session needs of the server it belongs to. */
export interface SessionHost {
  readonly mode: ShareMode;
  readonly minLevel: number;
  readonly limits: StratumLimits;
  readonly authorize: Authorize;
  /** Whether shares and jobs wait for an accepted authorize. */
  readonly isAuthorizationRequired: boolean;
  /** `client.get_version`. */
  readonly softwareName: string;
  /** Nonces a session has per header, and how often it gets a new header anyway. */
  readonly noncesPerHeader: number;
  readonly jobIntervalMs: number;
  readonly board: JobBoard;
  readonly shareCheck: ShareCheck;
  readonly nonces: NonceAllocator;
  readonly rigs: RigRates;
  readonly refusedRuns: RefusedRuns;
  readonly levels: LevelMemory;
  readonly addresses: AddressAllowances;
  readonly turns: PeerTurns;
  readonly notices: NoticeLimiter;
  /** What was logged of each machine's requests for a difficulty. */
  readonly difficultyNotices: OnceEach;
  readonly logger: Logger;
  /** The number of a new session. */
  nextSession(): number;
  emit(event: StratumEvent): void;
  /** The job new sessions begin with; null while there is no work. */
  currentJob(nowMs: number): IssuedJob | null;
  /** A job of the newest work for one session alone; null while there is no work. */
  extraJob(nowMs: number): IssuedJob | null;
}
