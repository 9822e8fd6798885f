/**
 * Lets CPU mining rest while the computer runs on battery, if the person wants that: stops it when
 * mains power goes and starts it again when it comes back. Pressing Start on battery mines all the
 * same; pressing Stop while it rests leaves it stopped.
 */
import type { Outcome } from './ipc-contract.ts';

/** What tells of the power supply: Electron's `powerMonitor`. */
export interface PowerSupply {
  on(event: 'on-battery' | 'on-ac', listener: () => void): unknown;
}

export interface PowerWatchOptions {
  readonly supply: PowerSupply;
  /** Whether mining shall rest on battery, as it is configured now. */
  readonly wantsRest: () => boolean;
  readonly isMining: () => boolean;
  readonly start: () => Promise<Outcome>;
  readonly stop: () => Promise<Outcome>;
  readonly onChange: (isPaused: boolean) => void;
}

export interface PowerWatch {
  isPaused(): boolean;
  /** The person started or stopped: that counts, and nothing resumes by itself. */
  personDecided(): void;
}

export function watchPower(options: PowerWatchOptions): PowerWatch {
  let paused = false;

  function setPaused(value: boolean): void {
    if (paused === value) return;
    paused = value;
    options.onChange(value);
  }

  options.supply.on('on-battery', () => {
    if (!options.wantsRest() || !options.isMining()) return;
    setPaused(true);
    void options.stop();
  });
  options.supply.on('on-ac', () => {
    if (!paused) return;
    setPaused(false);
    void options.start();
  });
  return { isPaused: () => paused, personDecided: () => setPaused(false) };
}
