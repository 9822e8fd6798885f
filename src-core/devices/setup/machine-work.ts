/** The steps that are the same for configuring a machine and for putting its pools back. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DeviceControl,
  DeviceDriver,
  DeviceLogin,
  DevicePool,
  DeviceReading,
} from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import { machineText, POOL_TEXT_LIMIT } from '../machine-text.ts';
import { isSameUrl } from './own-pool.ts';
import type { SetupReport } from './setup-report.ts';
import type { SetupTimes } from './setup-times.ts';

export interface MachineWork {
  readonly driver: Pick<DeviceDriver, 'read'>;
  readonly control: DeviceControl;
  readonly login: DeviceLogin;
  readonly report: SetupReport;
  readonly times: SetupTimes;
  /** The program is ending, or the device was forgotten. */
  readonly signal: AbortSignal;
}

type Outcome<T> = Promise<Result<T, DeviceError>>;

/** What it reports without a password. */
export async function readMachine(work: MachineWork): Outcome<DeviceReading> {
  return limited(work, (signal) => work.driver.read(signal));
}

/** The pools in its settings. */
export async function readPools(work: MachineWork): Outcome<readonly DevicePool[]> {
  return limited(work, (signal) => work.control.pools(work.login, signal));
}

/** Writes pools, restarts the machine where that is needed, and looks whether it has kept them. */
export async function applyPools(work: MachineWork, pools: readonly DevicePool[]): Outcome<null> {
  const { control, login, report } = work;
  report.step('writing-pools');
  const written = await limited(work, (signal) => control.setPools(login, pools, signal));
  if (!written.ok) return written;
  if (control.needsRestart) {
    report.step('restarting');
    const restarted = await restart(work);
    if (!restarted.ok) return restarted;
  }
  report.step('reading-back');
  const kept = await readWhileBooting(work);
  if (!kept.ok) return kept;
  const isKept =
    kept.value.length === pools.length &&
    pools.every((pool, at) => isSamePool(pool, kept.value[at]));
  return isKept
    ? ok(null)
    : err({
        kind: 'not-kept',
        urls: kept.value.map(({ url }) => machineText(url, POOL_TEXT_LIMIT)),
      });
}

async function restart(work: MachineWork): Outcome<null> {
  const { control, login, times, signal } = work;
  const restarted = await limited(work, (until) => control.act(login, 'restart', until));
  // A machine that goes down at once has no time to answer.
  if (!restarted.ok && !mayBeBooting(restarted.error)) return restarted;
  const sinceMs = performance.now();
  const ageMs = (): number => performance.now() - sinceMs;
  let answersSinceMs: number | null = null;
  let last: DeviceError = { kind: 'timeout', limitMs: times.restartMs };
  while (ageMs() < times.restartMs) {
    if (!(await pause(times.lookEveryMs, signal))) return err({ kind: 'cancelled' });
    const reading = await readMachine(work);
    if (reading.ok) {
      answersSinceMs ??= ageMs();
      const { uptimeSeconds } = reading.value;
      const isNew = uptimeSeconds !== null && uptimeSeconds * 1000 <= ageMs();
      if (isNew || ageMs() - answersSinceMs >= times.stillUpMs) return ok(null);
    } else {
      if (!mayBeBooting(reading.error)) return reading;
      answersSinceMs = null;
      last = reading.error;
    }
  }
  return err(last);
}

/** A machine that answered once may go down after all, or its web interface comes up last. */
async function readWhileBooting(work: MachineWork): Outcome<readonly DevicePool[]> {
  const { times, signal } = work;
  const sinceMs = performance.now();
  for (;;) {
    const pools = await readPools(work);
    if (pools.ok || !mayBeBooting(pools.error)) return pools;
    if (performance.now() - sinceMs >= times.restartMs) return pools;
    if (!(await pause(times.lookEveryMs, signal))) return err({ kind: 'cancelled' });
  }
}

function mayBeBooting({ kind }: DeviceError): boolean {
  return kind === 'unreachable' || kind === 'timeout' || kind === 'nonsense';
}

/** What `ask` answers within the limit of a request. */
async function limited<T>(
  { times, signal }: MachineWork,
  ask: (signal: AbortSignal) => Outcome<T>,
): Outcome<T> {
  const late = AbortSignal.timeout(times.requestMs);
  const answer = await ask(AbortSignal.any([signal, late]));
  if (signal.aborted) return err({ kind: 'cancelled' });
  if (!answer.ok && late.aborted) return err({ kind: 'timeout', limitMs: times.requestMs });
  return answer;
}

/** False when `signal` aborted meanwhile. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** Passwords are not compared, some firmware hides them; nor are blanks around names, which some trims. */
function isSamePool(a: DevicePool, b: DevicePool | undefined): boolean {
  return b !== undefined && isSameUrl(a.url, b.url) && a.user.trim() === b.user.trim();
}
