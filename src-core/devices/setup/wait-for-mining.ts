/** The end of a configuration: the machine comes to the Stratum server, and a share of it is accepted. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { SetupFault } from '../device-setup.ts';
import type { SetupReport } from './setup-report.ts';
import type { SetupTimes } from './setup-times.ts';
import { machinesOf } from './stratum-view.ts';
import type { StratumView } from './stratum-view.ts';

interface MiningWait {
  readonly view: StratumView;
  readonly host: string;
  readonly worker: string;
  /** By its label or its own figures; null where neither is known. */
  readonly hashesPerSecond: number | null;
  readonly report: SetupReport;
  readonly times: SetupTimes;
  /** Asks the machine which other pool it mines for; null where it names none. */
  readonly otherPool: () => Promise<string | null>;
  readonly signal: AbortSignal;
}

type Waited = Promise<Result<null, SetupFault>>;

/** Less than any machine for Chainweb hashes. */
const LEAST_HASHES_PER_SECOND = 1e12;
/** Shares come at random: one in 20 000 first shares takes ten times as long as expected. */
const PATIENCE = 10;

/** Resolves with the first share that is accepted after the call, or with what did not happen in time. */
export async function waitForMining(wait: MiningWait): Waited {
  const { view, host, worker, report, times } = wait;
  const before = new Map(machinesOf(view, host, worker).map((each) => [each.session, each]));
  report.step('waiting-for-machine');
  let refused: SetupFault | null = null;
  const arrived = await within(wait, times.connectMs, () => {
    const machines = machinesOf(view, host, worker);
    const refusal = machines.find((machine) => machine.refusal !== null)?.refusal ?? null;
    if (refusal !== null) refused = { kind: 'not-admitted', refusal };
    return machines.some(({ isAdmitted }) => isAdmitted);
  });
  if (!arrived.ok) {
    const isLate = arrived.error.kind === 'late';
    if (!isLate) return err(arrived.error.fault);
    return err(refused ?? (await absence(wait)));
  }
  const limit = await shareLimit(wait);
  if (limit === null) return ok(null);
  report.step('waiting-for-share');
  const shared = await within(wait, limit.ms, () =>
    machinesOf(view, host, worker).some(
      ({ session, accepted }) => accepted > (before.get(session)?.accepted ?? 0),
    ),
  );
  if (shared.ok) return shared;
  if (shared.error.kind === 'ended') return err(shared.error.fault);
  const isRefused = machinesOf(view, host, worker).some(
    ({ session, refused: shares }) => shares > (before.get(session)?.refused ?? 0),
  );
  if (!limit.isCertain && !isRefused) return ok(null);
  return err({ kind: 'no-share', waitedMs: limit.ms });
}

/** Why it did not come, as far as it says. */
async function absence({ otherPool, times }: MiningWait): Promise<SetupFault> {
  const url = await otherPool();
  const waitedMs = times.connectMs;
  return url === null
    ? { kind: 'did-not-connect', waitedMs }
    : { kind: 'on-failover', url, waitedMs };
}

interface ShareLimit {
  readonly ms: number;
  /**
   * A machine without a share by then has a fault. False where shares may be rarer than that: then only one
   * whose shares were refused has.
   */
  readonly isCertain: boolean;
}

/** How long the first share is waited for; null where it is too rare for that. */
async function shareLimit(wait: MiningWait): Promise<ShareLimit | null> {
  const { view, host, worker, times } = wait;
  const difficulty = (): number | 'unknown' | null =>
    machinesOf(view, host, worker).find((machine) => machine.difficulty !== null)?.difficulty ??
    null;
  // It gets its first job at once; where there is none, there is no share to wait for either.
  await within(wait, times.shareMs, () => difficulty() !== null);
  const ofShare = difficulty() ?? 0;
  if (ofShare === 'unknown') return { ms: times.shareMs, isCertain: false };
  const rate = Math.max(wait.hashesPerSecond ?? 0, LEAST_HASHES_PER_SECOND);
  const expectedMs = (ofShare / rate) * 1000;
  if (expectedMs > times.rareShareMs) return null;
  return { ms: Math.max(times.shareMs, expectedMs * PATIENCE), isCertain: true };
}

type Missed = { readonly kind: 'late' } | { readonly kind: 'ended'; readonly fault: SetupFault };

/** Waits until `look` is true while the server runs. */
async function within(
  { view, signal }: MiningWait,
  limitMs: number,
  look: () => boolean,
): Promise<Result<null, Missed>> {
  const late = AbortSignal.timeout(Math.min(limitMs, 2 ** 31 - 1));
  const found = await view.until(
    () => (look() ? 'seen' : view.listening() === null ? 'closed' : null),
    AbortSignal.any([signal, late]),
  );
  if (found === 'seen') return ok(null);
  if (found === 'closed') return err({ kind: 'ended', fault: { kind: 'server-stopped' } });
  if (!signal.aborted) return err({ kind: 'late' });
  return err({ kind: 'ended', fault: { kind: 'device', error: { kind: 'cancelled' } } });
}
