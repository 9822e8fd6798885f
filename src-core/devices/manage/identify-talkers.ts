/**
 * Asks the addresses that talk Stratum to us what they are, one after the other: each once, and every few
 * minutes again where no machine answered, since it may have been starting.
 */
import { identifyDevice } from '../drivers/identify.ts';
import type { DeviceIo } from '../drivers/device-io.ts';
import type { DeviceIdentity } from '../device.ts';
import { isLoopback, isPrivate, parseIpv4 } from '../ipv4.ts';
import { isOwnAddress } from '../own-networks.ts';
import type { Interfaces } from '../own-networks.ts';

interface TalkerParts {
  readonly io: DeviceIo;
  readonly interfaces: () => Interfaces;
  /** Whether the user allows it. */
  readonly isAllowed: () => boolean;
  /** Whether a device at this address is known already. */
  readonly isKnown: (host: string) => boolean;
  readonly onFound: (identity: DeviceIdentity) => void;
  /** Addresses that talk Stratum now. */
  readonly talking: () => readonly string[];
  readonly signal: AbortSignal;
  /** Calls `act` every `ms` until `signal` aborts; a timer by default. */
  readonly every?: (act: () => void, ms: number) => void;
  /** Of a clock that only goes forward, ms. */
  readonly nowMs?: () => number;
}

interface TalkerIdentification {
  /** An address talks Stratum. */
  heard(host: string): void;
  /** It may be allowed now: addresses that were heard before are asked. */
  allowanceChanged(): void;
  settled(): Promise<void>;
}

/** There is no hurry, and it is small web servers that answer. */
const LIMIT_MS = 5_000;
const WEB_PORT = 80;
/** An address at which no machine answered is not asked again within this time, ms. */
const AGAIN_MS = 5 * 60_000;
/** Addresses that are remembered: more than any home or farm has behind one program. */
const MOST_ADDRESSES = 10_000;

/** Asks nothing before an address is heard. */
export function identifyTalkers(parts: TalkerParts): TalkerIdentification {
  const { io, interfaces, isAllowed, isKnown, onFound, signal } = parts;
  const { nowMs = () => performance.now(), every = timerUntil(signal) } = parts;
  /** When each may be asked. */
  const seen = new Map<string, number>();
  const waiting: string[] = [];
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;

  async function askWaiting(): Promise<void> {
    for (;;) {
      const host = signal.aborted || !isAllowed() ? undefined : waiting.shift();
      if (host === undefined) return;
      if (isKnown(host)) continue;
      const answer = await identifyDevice({ host, webPort: WEB_PORT }, io, LIMIT_MS, signal);
      if (answer.kind !== 'device') seen.set(host, nowMs() + AGAIN_MS);
      else if (!signal.aborted) onFound(answer.identity);
    }
  }

  function go(): void {
    if (isRunning) return;
    isRunning = true;
    running = askWaiting().finally(() => (isRunning = false));
  }

  /** Machines of a local network, and simulated ones; never this computer's own addresses. */
  function mayBeMachine(host: string): boolean {
    const address = parseIpv4(host);
    if (address === null || isOwnAddress(interfaces(), address)) return false;
    return isPrivate(address) || isLoopback(address);
  }

  function heard(host: string): void {
    const fromMs = seen.get(host);
    if (fromMs === undefined ? seen.size >= MOST_ADDRESSES : nowMs() < fromMs) return;
    seen.set(host, Infinity);
    if (!mayBeMachine(host)) return;
    waiting.push(host);
    go();
  }

  every(() => parts.talking().forEach(heard), AGAIN_MS);
  return {
    heard,
    allowanceChanged: go,
    settled: () => running,
  };
}

function timerUntil(signal: AbortSignal): NonNullable<TalkerParts['every']> {
  return (act, ms) => {
    const timer = setInterval(act, ms);
    timer.unref();
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  };
}
