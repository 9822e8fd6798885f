/** Rests with a clock that a test moves. */
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { workersOf } from '../../config/workers-of.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { HandClock } from '../../tests/hand-clock.ts';
import { createRests } from '../rests.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A Tuesday at noon. */
const NOON = new Date(2026, 11, 1, 12).getTime();

/** A miner that only notes what is asked of it, on a computer that a test changes. */
export function miner(wishes: Partial<MinerConfig>) {
  const seen: string[] = [];
  const hand = new HandClock();
  const { logger, logged } = collectedLog();
  let announce = (): void => undefined;
  const now = {
    config: { ...DEFAULT_CONFIG, worker: 'cpu', ...wishes } as MinerConfig,
    isOnBattery: false as boolean | null,
    idleMs: HOUR as number | null,
    celsius: 50 as number | null,
    refusal: null as string | null,
    /** Added to the clock. */
    setMs: 0,
    mines: false,
    resting: [] as readonly WorkerKind[],
  };
  const rests = createRests({
    config: () => now.config,
    kinds: () => workersOf(now.config),
    computer: {
      isOnBattery: () => now.isOnBattery,
      idleMs: () => now.idleMs,
      celsius: () => Promise.resolve(now.celsius),
      listen: (listener) => (announce = listener),
    },
    clock: {
      nowMs: () => NOON + hand.nowMs() + now.setMs,
      every(act, everyMs) {
        const again = (): void => {
          act();
          hand.after(everyMs, again);
        };
        return hand.after(everyMs, again);
      },
    },
    isMining: () => now.mines,
    start(): Promise<Result<null, string>> {
      now.mines = now.refusal === null;
      seen.push('start');
      return Promise.resolve(now.refusal === null ? ok(null) : err(now.refusal));
    },
    startPaused: () => Promise.resolve(now.refusal === null ? ok(null) : err(now.refusal)),
    stop() {
      now.mines = false;
      seen.push('stop');
      return Promise.resolve();
    },
    rest(kinds) {
      if (kinds.join() !== now.resting.join()) seen.push(`rest: ${kinds.join()}`);
      now.resting = kinds;
      return Promise.resolve();
    },
    onEvent(event) {
      if (event.type !== 'rests-changed') seen.push(`${event.type}: ${event.reason}`);
      else seen.push(event.rests.map(({ reason }) => reason).join(' ') || 'no reason');
    },
    mayPass: (failure) => failure === 'no address',
    onResumeFailed: (failure, isTriedAgain) =>
      seen.push(isTriedAgain ? failure : `${failure}, for good`),
    logger,
  });
  /** Lets time pass, and what was read meanwhile arrive. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 1_000) {
      hand.pass(Math.min(left, 1_000));
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  const onBattery = (isOn: boolean): void => {
    now.isOnBattery = isOn;
    announce();
  };
  /** What was seen since the last call. */
  const news = (): readonly string[] => seen.splice(0);
  return { rests, now, news, pass, onBattery, logged };
}

export type Miner = ReturnType<typeof miner>;

/** What is seen when mining pauses. */
export const pausedBy = (reason: string): readonly string[] => [
  reason,
  `paused: ${reason}`,
  'stop',
];
/** What is seen when mining resumes. */
export const resumedAfter = (reason: string): readonly string[] => [
  'no reason',
  `resumed: ${reason}`,
  'start',
];
