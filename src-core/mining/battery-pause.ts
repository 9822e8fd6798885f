/**
 * Pauses CPU mining while the computer runs on battery, if the settings say so. Mining that is
 * started on battery pauses at once; started again during the pause, it runs on battery until mains
 * power has been back; stopped during the pause, it stays stopped.
 */
import type { Logger } from '../logging/logger.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { PowerSupply } from './power-supply.ts';

interface BatteryPauseOptions<StartFailure, Stopped> {
  readonly supply: Pick<PowerSupply, 'isOnBattery' | 'listen'>;
  /** Whether the worker that mines, or would be started, pauses on battery. */
  readonly pausesOnBattery: () => boolean;
  readonly isMining: () => boolean;
  /** Runs in the order of the calls, together with those of `stop`. Neither rejects. */
  readonly start: () => Promise<Result<null, StartFailure>>;
  readonly stop: () => Promise<Stopped>;
  readonly onChange: (isPaused: boolean) => void;
  /** Mains power is back, but mining could not start. */
  readonly onResumeFailed: (failure: StartFailure) => void;
  readonly logger: Logger;
}

interface BatteryPause<StartFailure, Stopped> {
  isPaused(): boolean;
  /** The user starts. */
  start(): Promise<Result<null, StartFailure>>;
  /** The user stops. */
  stop(): Promise<Stopped>;
  /** To be called when `pausesOnBattery` may have changed. */
  look(): void;
}

/** Puts the pause between the Start button and the miner of `options`. */
export function createBatteryPause<StartFailure, Stopped>(
  options: BatteryPauseOptions<StartFailure, Stopped>,
): BatteryPause<StartFailure, Stopped> {
  const { supply, logger } = options;
  let paused = false;
  /** The user started during a pause: this time on battery does not pause. */
  let overruled = false;
  let hasWarned = false;

  function setPaused(value: boolean): void {
    if (paused === value) return;
    paused = value;
    options.onChange(value);
  }

  function mustPause(): boolean {
    const isOnBattery = supply.isOnBattery();
    if (isOnBattery !== true) overruled = false;
    if (!options.pausesOnBattery()) return false;
    if (isOnBattery === null && !hasWarned) {
      hasWarned = true;
      logger.warn('the power supply of this computer is unknown: mining does not pause on battery');
    }
    return isOnBattery === true && !overruled;
  }

  function pause(): void {
    logger.info('on battery: mining pauses');
    setPaused(true);
  }

  function look(): void {
    const pauses = mustPause();
    if (pauses && !paused && options.isMining()) {
      pause();
      void options.stop();
    } else if (!pauses && paused) {
      const isOnBattery = supply.isOnBattery() === true;
      logger.info(`${isOnBattery ? 'on battery' : 'back on mains power'}: mining resumes`);
      setPaused(false);
      void options.start().then((started) => {
        if (!started.ok) options.onResumeFailed(started.error);
      });
    }
  }

  supply.listen(look);
  return {
    isPaused: () => paused,
    async start() {
      if (!paused && !options.isMining() && mustPause()) {
        pause();
        return ok(null);
      }
      overruled ||= paused;
      setPaused(false);
      return options.start();
    },
    stop() {
      setPaused(false);
      return options.stop();
    },
    look,
  };
}
