/** Pointing one machine at this program, and putting its pools from before back. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { DevicePool } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import type { SetupFault } from '../device-setup.ts';
import type { Roster } from '../known/roster.ts';
import { applyPools, readMachine, readPools } from './machine-work.ts';
import type { MachineWork } from './machine-work.ts';
import { poolsAfter, poolsToKeep } from './pool-lists.ts';
import { waitForMining } from './wait-for-mining.ts';
import type { StratumView } from './stratum-view.ts';

export interface SetupWork extends MachineWork {
  readonly id: string;
  readonly host: string;
  readonly roster: Roster;
  /** The login was right: it may be kept now. */
  readonly onLoginAccepted: () => void;
}

interface ConfigureWork extends SetupWork {
  readonly view: StratumView;
  /** Ours, with the worker's name as its user. */
  readonly pool: DevicePool;
  /** False where another machine has that name. */
  readonly takesName: () => boolean;
  readonly keepsOthers: boolean;
  /** Whether a pool is this program, at another address perhaps. */
  readonly isOwn: (url: string) => boolean;
  readonly hashesPerSecond: number | null;
}

export type Done = Promise<Result<null, SetupFault>>;

/** Stores its pools before anything is written. Ends with its first accepted share. */
export async function configureMachine(work: ConfigureWork): Done {
  const { id, roster, pool, keepsOthers, isOwn } = work;
  const now = await readPools(work);
  if (!now.ok) return deviceFault(now.error);
  work.onLoginAccepted();
  // With its MAC it may have turned out to be one that was known at another address, under this name.
  if (!work.takesName()) return err({ kind: 'name-taken', worker: pool.user });
  const kept = await keepPools(work, now.value);
  if (!kept.ok) return kept;
  const { maxPools } = work.control;
  const pools = poolsAfter(pool, now.value, { keepsOthers, maxPools, isOwn });
  const applied = await applyPools(work, pools);
  if (!applied.ok) return deviceFault(applied.error);
  void roster.change(id, { configured: { url: pool.url, worker: pool.user } });
  return waitForMining({ ...work, worker: pool.user, otherPool: () => otherPool(work) });
}

/** The pool that it mines for instead of ours; null where it does not say so. */
async function otherPool(work: ConfigureWork): Promise<string | null> {
  const reading = await readMachine(work);
  const active = reading.ok ? reading.value.pools.find(({ isActive }) => isActive) : undefined;
  return active === undefined || work.isOwn(active.url) ? null : active.url;
}

async function keepPools({ id, roster, isOwn }: ConfigureWork, now: readonly DevicePool[]): Done {
  const before = roster.get(id)?.poolsBefore ?? null;
  const saved = await roster.change(id, { poolsBefore: [...poolsToKeep(before, now, isOwn)] });
  if (saved.ok) return ok(null);
  void roster.change(id, { poolsBefore: before });
  return err({ kind: 'not-saved', detail: saved.error });
}

/** Writes the pools from before, none where there was none, and forgets them once the machine has them. */
export async function putPoolsBack(work: SetupWork, before: readonly DevicePool[]): Done {
  const now = await readPools(work);
  if (!now.ok) return deviceFault(now.error);
  work.onLoginAccepted();
  const applied = await applyPools(work, before);
  if (!applied.ok)
    return before.length === 0 ? emptyFault(applied.error) : deviceFault(applied.error);
  void work.roster.change(work.id, { poolsBefore: null, configured: null });
  return ok(null);
}

/** Some firmware wants one pool at least. */
function emptyFault(error: DeviceError): Result<never, SetupFault> {
  const keepsOne = error.kind === 'refused' || error.kind === 'not-kept';
  return keepsOne ? err({ kind: 'keeps-a-pool', error }) : deviceFault(error);
}

function deviceFault(error: DeviceError): Result<never, SetupFault> {
  return err({ kind: 'device', error });
}
