/** Makes what the sessions of one server share: options with their defaults, and the server's books. */
import { randomInt } from 'node:crypto';
import type { Logger } from '../../logging/logger.ts';
import { authorizeAll } from '../access/access-rules.ts';
import type { AddressAllowances } from '../admission/address-allowances.ts';
import { LevelMemory } from '../difficulty/level-memory.ts';
import { JobBoard } from '../jobs/job-board.ts';
import { NONCE1_COUNT, NONCES_PER_HEADER, NonceAllocator } from '../jobs/nonce-range.ts';
import type { NoticeLimiter } from '../notice-limiter.ts';
import { OnceEach } from '../once-each.ts';
import { RefusedRuns } from '../shares/refused-runs.ts';
import { RigRates } from '../shares/rig-rates.ts';
import { ShareCheck } from '../shares/share-check.ts';
import { PeerTurns } from '../socket/peer-turns.ts';
import type { StratumEvent } from '../stratum-events.ts';
import type { StratumLimits } from '../stratum-limits.ts';
import { jobInterval } from './job-lanes.ts';
import type { SessionHost } from './session-host.ts';
import type { StratumOptions } from './stratum-options.ts';

interface HostParts {
  readonly limits: StratumLimits;
  readonly addresses: AddressAllowances;
  readonly notices: NoticeLimiter;
  readonly logger: Logger;
  readonly emit: (event: StratumEvent) => void;
  /** Where sessions get jobs beside those that are announced. */
  readonly jobs: Pick<SessionHost, 'currentJob' | 'extraJob'>;
}

/** @param nowMs when the server started */
export function makeSessionHost(
  options: StratumOptions,
  { limits, addresses, notices, logger, emit, jobs }: HostParts,
  nowMs: number,
): SessionHost {
  const { authorize } = options;
  const board = new JobBoard();
  let sessionNumber = 0;
  return {
    mode: options.mode,
    minLevel: options.minLevel ?? 42,
    limits,
    authorize: authorize ?? authorizeAll,
    isAuthorizationRequired: options.isAuthorizationRequired ?? authorize !== undefined,
    softwareName: options.softwareName ?? 'Heddle',
    noncesPerHeader: options.noncesPerHeader ?? NONCES_PER_HEADER,
    jobIntervalMs: jobInterval(options),
    board,
    shareCheck: new ShareCheck(board),
    nonces: new NonceAllocator(
      limits.nonceQuarantineMs,
      randomInt(NONCE1_COUNT),
      options.nonce1Count,
    ),
    rigs: new RigRates(nowMs),
    refusedRuns: new RefusedRuns(),
    levels: new LevelMemory(),
    addresses,
    turns: new PeerTurns(),
    notices,
    difficultyNotices: new OnceEach(),
    logger,
    nextSession: () => ++sessionNumber,
    emit,
    ...jobs,
  };
}
