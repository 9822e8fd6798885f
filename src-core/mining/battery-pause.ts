/**
 * Lets CPU mining rest while the computer runs on battery, if the person wants that. What is
 * started on battery rests at once; starting it again while it rests mines all the same, and
 * stopping it leaves it stopped.
 */
import type { Logger } from '../logging/logger.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { PowerSupply } from './power-supply.ts';

export interface BatteryRestOptions<Failure> {
  readonly supply: Pick<PowerSupply, 'isOnBattery' | 'listen'>;
  /** Whether what mines, or would be started, shall rest on battery. */
  readonly wantsRest: () => boolean;
  readonly isMining: () => boolean;
  /** Carried out in the order of the calls. */
  readonly start: () => Promise<Result<null, Failure>>;
  readonly stop: () => Promise<Result<null, Failure>>;
  readonly onChange: (isPaused: boolean) => void;
  /** Mains power is back, and mining does not start. */
  readonly onRefused: (failure: Failure) => void;
  readonly logger: Logger;
}

export interface BatteryRest<Failure> {
  isPaused(): boolean;
  /** The person starts. */
  start(): Promise<Result<null, Failure>>;
  /** The person stops. */
  stop(): Promise<Result<null, Failure>>;
  /** To be called when `wantsRest` may answer otherwise. */
  look(): void;
}

export function createBatteryRest<Failure>(
  options: BatteryRestOptions<Failure>,
): BatteryRest<Failure> {
  const { supply, logger } = options;
  let paused = false;
  /** The person mines on battery all the same, as long as it lasts. */
  let overruled = false;
  let toldUnknown = false;

  function setPaused(value: boolean): void {
    if (paused === value) return;
    paused = value;
    logger.info(value ? 'on battery: mining rests' : 'mining rests for the battery no longer');
    options.onChange(value);
  }

  function shallRest(): boolean {
    const isOnBattery = supply.isOnBattery();
    if (isOnBattery !== true) overruled = false;
    if (!options.wantsRest()) return false;
    if (isOnBattery === null && !toldUnknown) {
      toldUnknown = true;
      logger.warn('whether this computer runs on battery cannot be known: mining does not rest');
    }
    return isOnBattery === true && !overruled;
  }

  function look(): void {
    const rests = shallRest();
    if (rests && !paused && options.isMining()) {
      setPaused(true);
      void options.stop();
    } else if (!rests && paused) {
      setPaused(false);
      void options.start().then((outcome) => {
        if (!outcome.ok) options.onRefused(outcome.error);
      });
    }
  }

  supply.listen(look);
  return {
    isPaused: () => paused,
    async start() {
      if (!paused && !options.isMining() && shallRest()) {
        setPaused(true);
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
