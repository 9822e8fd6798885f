/** The clocks and addresses of a computer, which a test moves. */
import type { WakeClock } from '../system/wake-watch.ts';

/** A computer that never slept; `look` does what would be done every few seconds. */
export function movedClocks() {
  const now = { wallMs: 1.8e12, steadyMs: 0, addresses: ['192.168.1.5'] };
  const looks = new Set<() => void>();
  const wakeClock: WakeClock = {
    wallMs: () => now.wallMs,
    steadyMs: () => now.steadyMs,
    addresses: () => now.addresses,
    every(act) {
      looks.add(act);
      return () => looks.delete(act);
    },
  };
  return { now, wakeClock, looks, look: () => looks.forEach((act) => act()) };
}
