/** What is known and counted of one session, and when to report it. */
import { isAllRefused } from './refused-runs.ts';
import type { RefusedRun } from './refused-runs.ts';
import { HashRateMeter } from './hash-rate-meter.ts';
import { NO_RATES } from '../rate-estimates.ts';
import type { HashRateEstimates } from '../rate-estimates.ts';
import { rigName } from '../rig-name.ts';
import { MACHINE_STAGES, MINING_SHARES } from '../stratum-events.ts';
import type { MachineDescription, MachineMeasurement, StratumEvent } from '../stratum-events.ts';
import type { DifficultyNotice } from '../difficulty-notice.ts';
import type { AccessRefusal, LeaveReason, ShareRefusal } from '../refusals.ts';
import { faultOf } from '../stratum-errors.ts';
import type { PreparedTarget } from '../difficulty/share-target.ts';
import type { Offer } from '../jobs/job.ts';

/** Smallest change of the level reported between measurements, which carry the level too. */
const LEVEL_STEP = 0.5;
const BUSY_REPORT_MS = 1_000;
/** Shares over which the refused part of the latest ones is averaged. */
const LATEST_SHARES = 50;
/** Fewer shares than this say little: of 25 on a sound network, where 5 % are stale, one time in 1,000 a fifth is refused. */
const TELLING_SHARES = 25;
/** Refused shares after which a machine without any good one is refused altogether. */
const NEVER_GOOD = 12;
/** Rates fall while nothing happens: that is reported as well. */
const QUIET_REPORT_MS = 10_000;

/** One for each session; reports to the callback it is made with. */
export class MachineRecord {
  readonly #emit: (event: StratumEvent) => void;
  /** ms of a monotonic clock. */
  readonly connectedAtMs: number;
  /** Work begins with the first job. */
  #workSinceMs: number;
  #description: MachineDescription;
  #shares = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  /** Made with the first share: most of what connects to an open port never has one. */
  #meter: HashRateMeter | null = null;
  #lastShareMs: number | null = null;
  #lastRefusal: ShareRefusal | null = null;
  #lastRefusalMs: number | null = null;
  #refusedRun: RefusedRun | null = null;
  /** Part of the latest shares, an exponential mean that begins at 0. */
  #refusedMean = 0;
  #bestDifficulty = 0;
  #target: PreparedTarget | null = null;
  /** Infinity until the first is. */
  #reportedLevel = Infinity;
  #reportedAtMs: number;
  #hasChanged = false;

  constructor(
    who: { readonly session: number; readonly address: string; readonly port: number },
    emit: (event: StratumEvent) => void,
    nowMs: number,
  ) {
    this.#emit = emit;
    this.connectedAtMs = nowMs;
    this.#workSinceMs = nowMs;
    this.#reportedAtMs = nowMs;
    this.#description = {
      ...who,
      stage: 'connected',
      agent: null,
      user: null,
      rig: null,
      isAuthorized: false,
      refusal: null,
      difficultyNotice: null,
      nonce1: null,
    };
    this.#emitDescription();
  }

  /** Who it is and how far it has come. */
  get description(): MachineDescription {
    return this.#description;
  }

  /** Whether any share of it was accepted. */
  get hasShares(): boolean {
    return this.#shares.accepted > 0;
  }

  /** See `bestHead` of a share. */
  get bestHead(): number {
    return 2 ** 64 / this.#bestDifficulty;
  }

  /** Its refused shares in a row; null after an accepted one. */
  get refusedRun(): RefusedRun | null {
    return this.#refusedRun;
  }

  /** The target sent last; null before the first job. */
  get target(): PreparedTarget | null {
    return this.#target;
  }

  /** It subscribed, with its agent (null where it sent none), and got `nonce1`. */
  subscribed(agent: string | null, nonce1: number): void {
    const stage = this.#description.isAuthorized ? 'authorized' : 'subscribed';
    this.#describe({ agent, nonce1 }, stage);
  }

  /** Its user may mine. */
  authorized(user: string): void {
    const rig = rigName(user);
    // Only what is subscribed too can be beyond the first stage.
    const stage = this.#description.nonce1 === null ? undefined : 'authorized';
    this.#describe({ user, rig, isAuthorized: true, refusal: null }, stage);
  }

  /** It waits until its user may mine: what it calls itself is shown meanwhile. */
  asking(user: string): void {
    this.#describe({ user, rig: rigName(user) });
  }

  /** Its user may not mine. */
  refused(user: string, refusal: AccessRefusal): void {
    this.#describe({ user, rig: rigName(user), refusal });
  }

  /** What of its request for a difficulty is not followed; null when all is. */
  difficultyNoted(difficultyNotice: DifficultyNotice | null): void {
    const before = this.#description.difficultyNotice;
    if (JSON.stringify(before) === JSON.stringify(difficultyNotice)) return;
    this.#describe({ difficultyNotice });
  }

  /** A machine that never authorized gets the name that its shares carry. */
  named(user: string): void {
    if (this.#description.user !== null || user === '') return;
    this.#describe({ user, rig: rigName(user) });
  }

  /** A job was sent with a target other than the one before. */
  targetSent(target: PreparedTarget, nowMs: number): void {
    const isFirst = this.#target === null;
    this.#target = target;
    this.#hasChanged = true;
    if (!isFirst) return;
    this.#workSinceMs = nowMs;
    this.#describe({}, 'job-sent');
    this.reportLevel();
  }

  /**
   * Reports the level if it changed by enough to be seen: blocks of several chains in turn, whose
   * targets differ a little, are no change. Not for the moment in which a job goes to all sessions.
   */
  reportLevel(): void {
    if (this.#target === null) return;
    const { difficulty } = this.#target;
    const level = Math.log2(difficulty);
    if (Math.abs(level - this.#reportedLevel) < LEVEL_STEP) return;
    this.#reportedLevel = level;
    const { session } = this.#description;
    this.#emit({ type: 'machine-level-changed', session, level, difficulty });
  }

  /**
   * A share was accepted.
   * @param difficulty of the target that it was checked against, in hashes
   */
  accepted(difficulty: number, isBlock: boolean, nowMs: number): void {
    this.#shares.accepted += 1;
    this.#refusedRun = null;
    this.#refusedMean *= 1 - 1 / LATEST_SHARES;
    if (isBlock) this.#shares.blocks += 1;
    this.#meter ??= new HashRateMeter(this.#workSinceMs);
    this.#meter.countShare(difficulty, nowMs);
    this.#lastShareMs = nowMs;
    this.#hasChanged = true;
    if (this.#shares.accepted === 1) this.#describe({}, 'first-share');
    else if (this.#shares.accepted === MINING_SHARES) this.#describe({}, 'mining');
  }

  /**
   * A share of this difficulty may be the best of this connection: then it is reported, at most as often as the
   * logarithm of its shares.
   * @param finder the rig that it counts for
   */
  goodShare(difficulty: number, { block, work }: Offer, finder: string): void {
    if (difficulty <= this.#bestDifficulty) return;
    this.#bestDifficulty = difficulty;
    const { versionName } = work;
    if (versionName === undefined) return;
    const blockDifficulty = block.difficulty;
    this.#emit({ type: 'good-share', machine: finder, versionName, difficulty, blockDifficulty });
  }

  /** @param run the machine's refused shares in a row, this one included */
  refusedShare(refusal: ShareRefusal, run: RefusedRun | null, nowMs: number): void {
    this.#refusedRun = run;
    this.#refusedMean += (1 - this.#refusedMean) / LATEST_SHARES;
    this.#shares[faultOf(refusal)] += 1;
    this.#lastRefusal = refusal;
    this.#lastRefusalMs = nowMs;
    this.#hasChanged = true;
  }

  /** The hash rate by accepted work. */
  hashRate(nowMs: number): HashRateEstimates {
    return this.#meter?.estimates(nowMs) ?? NO_RATES;
  }

  /** Reports the figures when they are due. */
  report(nowMs: number): void {
    const dueMs = this.#hasChanged ? BUSY_REPORT_MS : QUIET_REPORT_MS;
    if (nowMs - this.#reportedAtMs < dueMs) return;
    this.#reportedAtMs = nowMs;
    this.reportLevel();
    this.#hasChanged = false;
    this.#emit({ type: 'machine-measured', measurement: this.measurement(nowMs) });
  }

  /** Reports that its connection ended, with its last figures. */
  left(reason: LeaveReason, nowMs: number): void {
    const { session } = this.#description;
    this.#emit({ type: 'machine-left', session, reason, measurement: this.measurement(nowMs) });
  }

  /** One that never had a good share says so after a dozen, however fast they came. */
  #isAllRefused(): boolean {
    const run = this.#refusedRun;
    if (run === null) return false;
    return isAllRefused(run) || (!this.hasShares && run.count >= NEVER_GOOD);
  }

  /** Without the part of the mean that stems from its beginning: 19 of 38 are 50 %. */
  #refusedLately(): number {
    const { accepted, stale, duplicate, low, invalid } = this.#shares;
    const sent = accepted + stale + duplicate + low + invalid;
    if (sent < TELLING_SHARES) return 0;
    return this.#refusedMean / (1 - (1 - 1 / LATEST_SHARES) ** sent);
  }

  /** Its figures at `nowMs`: rates in hashes per second, ages in ms. */
  measurement(nowMs: number): MachineMeasurement {
    const age = (atMs: number | null): number | null => (atMs === null ? null : nowMs - atMs);
    const difficulty = this.#target?.difficulty ?? null;
    return {
      session: this.#description.session,
      rig: this.#description.rig,
      shares: { ...this.#shares },
      lastRefusal: this.#lastRefusal,
      lastRefusalAgeMs: age(this.#lastRefusalMs),
      isAllRefused: this.#isAllRefused(),
      refusedLately: this.#refusedLately(),
      lastShareAgeMs: age(this.#lastShareMs),
      hashRate: this.hashRate(nowMs),
      level: difficulty === null ? null : Math.log2(difficulty),
      difficulty,
      uptimeMs: nowMs - this.connectedAtMs,
    };
  }

  /** @param stage one that it has come to, unless it was further already */
  #describe(changes: Partial<MachineDescription>, stage = this.#description.stage): void {
    const before = this.#description;
    const furthest = Math.max(...[stage, before.stage].map((each) => MACHINE_STAGES.indexOf(each)));
    this.#description = { ...before, ...changes, stage: MACHINE_STAGES[furthest]! };
    this.#emitDescription();
  }

  #emitDescription(): void {
    this.#emit({ type: 'machine-changed', machine: this.#description });
  }
}
