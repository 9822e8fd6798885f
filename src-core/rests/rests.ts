/**
 * Pauses mining while there is a reason to rest, and resumes it afterwards. Mining that is started during
 * such a time pauses at once; started again during the pause, it runs until the reasons have passed once;
 * stopped during the pause, it stays stopped. A resume that fails is tried again where the reason may pass.
 * Reasons that are not about every kind of worker let only theirs rest, and mining continues.
 */
import type { MinerConfig } from '../config/miner-config.ts';
import { parseWeekHours } from '../config/week-hours.ts';
import type { WeekHours } from '../config/week-hours.ts';
import type { WorkerKind } from '../config/workers-of.ts';
import type { Logger } from '../logging/logger.ts';
import type { Result } from '../result.ts';
import type { Computer } from './computer.ts';
import { guardedComputer } from './guarded-computer.ts';
import type { Rest, RestEvent, RestReason } from './rest-events.ts';
import { reasonsToRest, unknownReasons } from './rest-reasons.ts';
import type { UnknownReason } from './rest-reasons.ts';
import { restsText, UNKNOWN } from './rest-sentences.ts';

interface RestsOptions<StartFailure, Stopped> {
  readonly config: () => MinerConfig;
  /** The kinds of workers that mine, or would be started. */
  readonly kinds: () => readonly WorkerKind[];
  readonly computer: Computer;
  readonly clock?: RestClock | undefined;
  readonly isMining: () => boolean;
  /** Runs in the order of the calls, together with those of `startPaused` and `stop`. None rejects. */
  readonly start: () => Promise<Result<null, StartFailure>>;
  /** Opens what is open in a pause too: the user has started, and mining pauses at once. */
  readonly startPaused: () => Promise<Result<null, StartFailure>>;
  readonly stop: () => Promise<Stopped>;
  /** These kinds rest from now on, others do not. Does not reject. */
  readonly rest: (kinds: readonly WorkerKind[]) => Promise<void>;
  readonly onEvent: (event: RestEvent) => void;
  /** Whether a start that failed like this may succeed later, without the user. */
  readonly mayPass: (failure: StartFailure) => boolean;
  /**
   * The reasons have passed, but mining could not start. Where it is tried again, without another call as long
   * as the failure may pass.
   */
  readonly onResumeFailed: (failure: StartFailure, isTriedAgain: boolean) => void;
  readonly logger: Logger;
}

/** Time of day, and a timer. */
export interface RestClock {
  /** Since the Unix epoch. */
  readonly nowMs: () => number;
  /** Calls `act` every `everyMs` until the returned function is called. */
  readonly every: (act: () => void, everyMs: number) => () => void;
}

interface Rests<StartFailure, Stopped> {
  isPaused(): boolean;
  /** The user starts. */
  start(): Promise<Result<null, StartFailure>>;
  /** The user stops. */
  stop(): Promise<Stopped>;
  /** To be called when `config` may have changed. */
  look(): void;
  /** The time has jumped, or the network has changed: a resume that failed is tried again now. */
  wake(): void;
  /** Ends the looks. Until then they keep the program running: nothing else may do so in a pause. */
  close(): void;
}

/** Short, so that someone who comes back to the computer has it at once. */
const LOOK_EVERY_MS = 1_000;
/** Pauses before a resume that failed is tried again, ms; the last one from then on. */
const RETRY_MS = [10_000, 30_000, 60_000, 120_000] as const;
const LAST_RETRY_MS = 300_000;
/** Sensors are read at every fifth look. */
const HEAT_LOOKS = 5;

/** Puts the rests between the Start button and the miner of `options`. */
export function createRests<StartFailure, Stopped>(
  options: RestsOptions<StartFailure, Stopped>,
): Rests<StartFailure, Stopped> {
  const { logger, clock = SYSTEM_CLOCK, onEvent } = options;
  const computer = guardedComputer(options.computer, logger);
  /** The user has started, and not stopped. */
  let isWanted = false;
  /** All kinds rest. */
  let isPaused = false;
  /** Why it is paused, or some kinds rest; empty otherwise. */
  let rests: readonly Rest[] = [];
  /** All reasons, those that were overruled too. */
  let reasons: readonly Rest[] = [];
  /** The user started during a pause: these do not pause it until they have passed. */
  const overruled = new Set<RestReason>();
  const warned = new Set<UnknownReason>();
  /** How often mining failed to resume, and when that is tried again; null where it is not. */
  let retry: { readonly failures: number; readonly atMs: number } | null = null;
  let schedule: { readonly text: string | null; readonly week: WeekHours | null } | null = null;
  let celsius: number | null | undefined;
  let looks = 0;

  function show(now: readonly Rest[]): void {
    if (isSame(now, rests)) return;
    rests = now;
    onEvent({ type: 'rests-changed', rests });
  }

  /** The reasons that count now. */
  function dueNow(): readonly Rest[] {
    const config = options.config();
    const text = config.mineSchedule;
    if (schedule?.text !== text) schedule = { text, week: text === null ? null : weekOf(text) };
    const wishes = { ...config, kinds: options.kinds(), schedule: schedule.week };
    const readings = {
      isOnBattery: computer.isOnBattery(),
      idleMs: config.pauseInUse ? computer.idleMs() : null,
      celsius,
    };
    reasons = reasonsToRest(wishes, readings, reasons, clock.nowMs());
    for (const reason of overruled) {
      if (!reasons.some((rest) => rest.reason === reason)) overruled.delete(reason);
    }
    if (isWanted) warn(unknownReasons(wishes, readings));
    return reasons.filter(({ reason }) => !overruled.has(reason));
  }

  function warn(unknown: readonly UnknownReason[]): void {
    for (const reason of unknown) {
      if (!warned.has(reason)) logger.warn(UNKNOWN[reason]);
      warned.add(reason);
    }
  }

  /** Whether the reasons are about every kind. */
  function areForAll(due: readonly Rest[]): due is readonly [Rest, ...Rest[]] {
    const resting = kindsOf(due);
    return options.kinds().every((kind) => resting.includes(kind));
  }

  function pause(due: readonly [Rest, ...Rest[]]): void {
    logger.info(`mining pauses: ${restsText(due)}`);
    isPaused = true;
    show(due);
    onEvent({ type: 'paused', reason: due[0].reason });
  }

  /** Ends a pause for mining to start. */
  function endPause(why: string, due: readonly Rest[]): void {
    const [last] = rests;
    if (!isPaused || last === undefined) return;
    logger.info(`mining resumes: ${why}`);
    isPaused = false;
    show(due);
    onEvent({ type: 'resumed', reason: last.reason });
  }

  /** Lets the kinds rest that have a reason, while others mine. */
  function restSome(due: readonly Rest[]): void {
    const before = restsText(rests);
    show(due);
    if (due.length > 0 && restsText(due) !== before) {
      const kinds = kindsOf(due);
      const verb = kinds.length === 1 ? 'rests' : 'rest';
      logger.info(`${kinds.join(' and ')} ${verb}: ${restsText(due)}`);
    }
    void options.rest(kindsOf(due));
  }

  /** The user's wish outlasts a failure that may pass. */
  async function resume(failures: number): Promise<void> {
    retry = null;
    const started = await options.start();
    if (started.ok) return;
    const isTriedAgain = options.mayPass(started.error);
    if (failures === 0 || !isTriedAgain) options.onResumeFailed(started.error, isTriedAgain);
    if (!isTriedAgain) endIfFailed(started);
    if (!isWanted || isPaused) return;
    // Nothing mines, so no part of it rests: it would be shown as a pause.
    show([]);
    const pauseMs = RETRY_MS[failures] ?? LAST_RETRY_MS;
    logger.warn(`mining is tried again in ${pauseMs / 1000} s`);
    retry = { failures: failures + 1, atMs: clock.nowMs() + pauseMs };
  }

  /** A start that fails is none. */
  function endIfFailed(started: Result<null, StartFailure>): Result<null, StartFailure> {
    if (started.ok) return started;
    isWanted = false;
    isPaused = false;
    show([]);
    return started;
  }

  function look(): void {
    const due = dueNow();
    if (isPaused && areForAll(due)) {
      show(due);
    } else if (isPaused) {
      const why = 'there is no reason to rest any more';
      endPause(due.length === 0 ? why : `${why} for all workers`, due);
      restSome(due);
      void resume(0);
    } else if (areForAll(due) && isWanted && (options.isMining() || retry !== null)) {
      retry = null;
      pause(due);
      if (options.isMining()) void options.stop();
    } else if (isWanted && options.isMining() && !isSame(due, rests)) {
      retry = null;
      restSome(due);
    } else if (retry !== null && options.isMining()) {
      retry = null;
    } else if (retry !== null && clock.nowMs() >= retry.atMs) {
      void resume(retry.failures);
    }
  }

  async function readHeat(): Promise<void> {
    looks += 1;
    if (options.config().pauseAboveCelsius === null || !isWanted) {
      celsius = undefined;
      return;
    }
    if (celsius !== undefined && looks % HEAT_LOOKS !== 0) return;
    celsius = await computer.celsius();
    look();
  }

  computer.listen(look);
  const close = clock.every(() => {
    look();
    void readHeat();
  }, LOOK_EVERY_MS);

  return {
    isPaused: () => isPaused,
    async start() {
      isWanted = true;
      retry = null;
      let due = dueNow();
      if (rests.length === 0 && areForAll(due) && !options.isMining()) {
        pause(due);
        return endIfFailed(await options.startPaused());
      }
      if (rests.length > 0) {
        for (const { reason } of due) overruled.add(reason);
        due = [];
      }
      endPause('it was started during the pause', due);
      restSome(due);
      return endIfFailed(await options.start());
    },
    stop() {
      isWanted = false;
      isPaused = false;
      retry = null;
      show([]);
      return options.stop();
    },
    look,
    wake() {
      if (retry !== null) retry = { ...retry, atMs: clock.nowMs() };
      look();
    },
    close,
  };
}

/** The kinds that have any of these reasons. */
function kindsOf(rests: readonly Rest[]): readonly WorkerKind[] {
  return [...new Set(rests.flatMap(({ kinds }) => kinds))];
}

function isSame(a: readonly Rest[], b: readonly Rest[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The text of a setting, which is checked where it comes in. */
function weekOf(text: string): WeekHours | null {
  const week = parseWeekHours(text);
  return week.ok ? week.value : null;
}

const SYSTEM_CLOCK: RestClock = {
  nowMs: () => Date.now(),
  every(act, everyMs) {
    const timer = setInterval(act, everyMs);
    return () => clearInterval(timer);
  },
};
