/**
 * One kind of worker while mining is started. It opens what its workers share and runs their loops;
 * a hold closes all of that until the hold is over. Where it fails, it is tried again, and other kinds
 * are not affected.
 */
import type { WorkerKind } from '../../config/workers-of.ts';
import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { GroupChange } from '../../state/group-events.ts';
import { detailOf, reasonOf } from '../../system/thrown-reason.ts';
import type { FleetError, GroupError, WorkerFleet } from '../../workers/fleet.ts';
import { createTurns } from '../turns.ts';
import type { Miner } from '../loops/mining-loops.ts';
import { errorText } from './group-error-text.ts';
import type { Hold } from './holds.ts';

/** Calls `act` after `delayMs`, unless the returned function is called before. */
export type After = (delayMs: number, act: () => void) => () => void;

interface WorkerGroupOptions {
  readonly kind: WorkerKind;
  readonly hold: Hold | null;
  readonly openFleet: () => Promise<Result<WorkerFleet, FleetError>>;
  readonly startLoops: (fleet: WorkerFleet) => Miner;
  /** Given if this is the only kind: it is called in place of another try when a loop breaks down. */
  readonly onBrokeDown: (() => void) | null;
  readonly onChange: (change: GroupChange) => void;
  readonly logger: Logger;
  readonly after: After;
}

interface WorkerGroup {
  readonly kind: WorkerKind;
  /** What is open; null while nothing is. */
  fleet(): WorkerFleet | null;
  /** Opens the fleet, unless there is a hold. A failure is tried again later. */
  open(): Promise<Result<null, GroupError>>;
  /**
   * Reports changes and mines, from now on whenever the fleet is open.
   * @throws what starting the loops throws, if this is the only kind
   */
  run(): void;
  /** Mines only while `hold` is null. Resolves when the group follows. Never rejects. */
  hold(hold: Hold | null): Promise<void>;
  /** Ends the loops for good; rejects afterwards with the error of one that broke down. */
  stop(): Promise<void>;
  /** Closes the fleet; to be called after `stop`. */
  close(): Promise<void>;
}

/** Pauses before the next try, ms; the last one from then on. */
const RETRY_MS = [10_000, 30_000, 60_000, 120_000] as const;
const LAST_RETRY_MS = 300_000;

/** A group that is not open yet. */
export function createWorkerGroup(options: WorkerGroupOptions): WorkerGroup {
  const { kind, logger, onBrokeDown, after } = options;
  const inTurn = createTurns();
  let { hold } = options;
  let fleet: WorkerFleet | null = null;
  let miner: Miner | null = null;
  let change: GroupChange = hold === null ? { state: 'opening' } : { state: hold };
  let failed: GroupError | null = null;
  let reports = false;
  let isOver = false;
  let failures = 0;
  let cancelRetry = (): void => undefined;

  function report(next: GroupChange): void {
    change = next;
    if (reports) options.onChange(next);
  }

  async function open(): Promise<Result<null, GroupError>> {
    if (isOver || hold !== null || fleet !== null) return ok(null);
    if (change.state !== 'opening') report({ state: 'opening' });
    try {
      const opened = await options.openFleet();
      if (!opened.ok) return fail(opened.error);
      fleet = opened.value;
    } catch (error) {
      logger.error(`opening ${kind} failed: ${detailOf(error)}`);
      return fail(unexpected('workers', error));
    }
    // A hold that came meanwhile closes it next.
    if (!reports || isOver || hold !== null) return ok(null);
    try {
      startLoops(fleet);
    } catch (error) {
      return breakDown(error);
    }
    if (failures > 0) logger.info(`${kind} works again`);
    return ok(null);
  }

  function startLoops(opened: WorkerFleet): void {
    report({ state: 'running', workers: opened.plans.map(({ name }) => name) });
    const started = options.startLoops(opened);
    miner = started;
    started.ended.catch((error: unknown) => {
      if (onBrokeDown !== null) return onBrokeDown();
      return inTurn(async () => {
        if (miner === started && !isOver) await breakDown(error);
      });
    });
  }

  /** A bug ends what is open, and nothing else. */
  async function breakDown(error: unknown): Promise<Result<null, GroupError>> {
    logger.error(`mining loops of ${kind} failed: ${detailOf(error)}`);
    await closeAll(error);
    return fail(unexpected('loops', error));
  }

  /** Before `run` it is not known yet whether anything mines; after a stop nothing does. */
  function fail(error: GroupError): Result<null, GroupError> {
    failed = error;
    if (reports && !isOver) tryLater(error);
    return err(error);
  }

  function tryLater(error: GroupError): void {
    const delayMs = RETRY_MS[failures] ?? LAST_RETRY_MS;
    failures += 1;
    logger.warn(`${kind} cannot mine: ${errorText(error)}; tried again in ${delayMs / 1000} s`);
    report({ state: 'failed', error, retryAtMs: Date.now() + delayMs });
    cancelRetry = after(delayMs, () => void inTurn(open));
  }

  /** What throws is logged: the group is to be closed either way. */
  async function closeAll(known?: unknown): Promise<void> {
    const [wasMiner, wasFleet] = [miner, fleet];
    miner = null;
    fleet = null;
    for (const close of [() => wasMiner?.stop(), () => wasFleet?.close()]) {
      try {
        await close();
      } catch (error) {
        // Loops that broke down say so again.
        if (error !== known) logger.error(`closing ${kind} failed: ${detailOf(error)}`);
      }
    }
  }

  async function follow(): Promise<void> {
    if (isOver) return;
    const held = hold;
    if (held === null) {
      if (change.state === 'paused' || change.state === 'resting') {
        logger.info(`${kind} resumes`);
        await open();
      }
    } else if (change.state !== held) {
      cancelRetry();
      failures = 0;
      if (held === 'paused') logger.info(`${kind} is paused`);
      await closeAll();
      report({ state: held });
    }
  }

  return {
    kind,
    fleet: () => fleet,
    open: () => inTurn(open),
    run() {
      reports = true;
      if (fleet === null) return failed === null ? report(change) : tryLater(failed);
      try {
        startLoops(fleet);
      } catch (error) {
        if (onBrokeDown !== null) throw error;
        void inTurn(() => breakDown(error));
      }
    },
    hold(next) {
      hold = next;
      return inTurn(follow);
    },
    stop() {
      isOver = true;
      cancelRetry();
      return inTurn(async () => miner?.stop());
    },
    close: () => inTurn(async () => fleet?.close()),
  };
}

function unexpected(step: 'workers' | 'loops', error: unknown): GroupError {
  return { kind: 'unexpected', setting: null, step, detail: reasonOf(error) };
}
