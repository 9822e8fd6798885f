/**
 * Notices that the computer has slept, that its clock was set, or that its addresses in networks have
 * changed: what waits for a connection or a time should look at once then.
 */
import { networkInterfaces } from 'node:os';

/** `time`: it slept, or its clock was set; `network`: its addresses; `system`: the system said that it woke up. */
type WakeCause = 'time' | 'network' | 'system';

export interface Wake {
  readonly cause: WakeCause;
  /** How far the time was found to have jumped, ms; negative where the clock was set back, 0 where it did not jump. */
  readonly jumpMs: number;
}

/** What is looked at; a test has its own. */
export interface WakeClock {
  /** This computer's clock, ms since the Unix epoch. */
  readonly wallMs: () => number;
  /** A clock that cannot be set, ms. On some systems it stands still while the computer sleeps. */
  readonly steadyMs: () => number;
  /** This computer's addresses in networks. */
  readonly addresses: () => readonly string[];
  /** Calls `act` every `everyMs` until the returned function is called. */
  readonly every: (act: () => void, everyMs: number) => () => void;
}

interface WakeWatch {
  /** Looks now, as before anything that depends on the time. */
  look(): void;
  /** The system says that the computer woke up. */
  said(): void;
  close(): void;
}

const LOOK_EVERY_MS = 1_000;
const LOOK_AT_NETWORK_EVERY_MS = 5_000;
/** The two clocks drift apart by less; smaller steps do no harm. */
const STEP_MS = 5_000;
/** A busy program looks later than it should, but not that much. */
const ASLEEP_MS = 15_000;
/** The system and the clocks report the same sleep. */
const ONCE_MS = 10_000;

/** Watches until it is closed. A look that finds the clocks apart reports it once. */
export function watchWake(
  onWake: (wake: Wake) => void,
  clock: WakeClock = COMPUTER_CLOCK,
): WakeWatch {
  let wallMs = clock.wallMs();
  let steadyMs = clock.steadyMs();
  let addresses = placesIn(clock);
  let reportedMs = -Infinity;

  function report(wake: Wake): void {
    const isRepeated = wake.cause !== 'network' && clock.steadyMs() - reportedMs < ONCE_MS;
    if (wake.cause !== 'network') reportedMs = clock.steadyMs();
    if (!isRepeated) onWake(wake);
  }

  function look(): void {
    const [wall, steady] = [clock.wallMs(), clock.steadyMs()];
    const [passedMs, steadilyMs] = [wall - wallMs, steady - steadyMs];
    [wallMs, steadyMs] = [wall, steady];
    const isStep = Math.abs(passedMs - steadilyMs) > STEP_MS;
    if (isStep || steadilyMs > ASLEEP_MS) report({ cause: 'time', jumpMs: passedMs });
  }

  function lookAtNetwork(): void {
    const before = addresses;
    addresses = placesIn(clock);
    if (addresses !== before) report({ cause: 'network', jumpMs: 0 });
  }

  const endings = [
    clock.every(look, LOOK_EVERY_MS),
    clock.every(lookAtNetwork, LOOK_AT_NETWORK_EVERY_MS),
  ];
  return {
    look,
    said: () => report({ cause: 'system', jumpMs: 0 }),
    close() {
      for (const end of endings) end();
    },
  };
}

function placesIn({ addresses }: WakeClock): string {
  return [...addresses()].sort().join();
}

const COMPUTER_CLOCK: WakeClock = {
  wallMs: () => Date.now(),
  steadyMs: () => performance.now(),
  // Those of one link alone come and go with containers.
  addresses: () =>
    Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
      .map(({ address }) => address),
  every(act, everyMs) {
    const timer = setInterval(act, everyMs);
    timer.unref();
    return () => clearInterval(timer);
  },
};
