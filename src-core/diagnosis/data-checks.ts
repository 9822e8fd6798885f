/** What lies in the data folder: room on its disk, and the machines in the history. */
import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { machinesSeenIn } from '../history/machines-seen.ts';
import type { LockHolder } from '../system/data-lock.ts';
import type { CheckOf, MachineSeen } from './checks.ts';
import { skipped } from './checks.ts';
import type { OwnMiner } from './own-miner.ts';

/** A few days of history. */
const SCARCE_BYTES = 1e9;
/** Less than this, and the history stops soon. */
const FULL_BYTES = 50e6;
/** A machine that worked within this time counts as working: machines may get one share in minutes. */
const WORKING_MS = 30 * 60_000;

/** Free bytes of the disk that a path is on; null when that cannot be found out. */
export type FreeBytes = (path: string) => Promise<number | null>;

/** As the system reports it to a user without special rights. */
export const systemFreeBytes: FreeBytes = async (path) => {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return null;
  }
};

/** The disk of a folder, which may not exist yet. */
export async function checkDisk(folder: string, free: FreeBytes): Promise<CheckOf<'disk'>> {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const freeBytes = await free(there);
  const isWritable = mayWrite(there);
  const about = { kind: 'disk', folder, freeBytes, isWritable } as const;
  if (!isWritable || (freeBytes !== null && freeBytes < FULL_BYTES)) {
    return { ...about, verdict: 'fail' };
  }
  return { ...about, verdict: freeBytes === null || freeBytes < SCARCE_BYTES ? 'warn' : 'ok' };
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

interface MachinesToCheck {
  readonly folder: string;
  /** The miner of this process; null where there is none. */
  readonly own: OwnMiner | null;
  /** The Heddle that has this folder; undefined when none does, null when it is not known which. */
  readonly holder: LockHolder | null | undefined;
  readonly nowMs: number;
}

/** The machines in the history, and those that the own miner lists. */
export function checkMachines(given: MachinesToCheck): CheckOf<'machines'> {
  const { own, holder, nowMs } = given;
  const file = join(given.folder, 'history.db');
  if (!existsSync(file)) return { kind: 'machines', ...skipped('no-history') };
  const isHeld = holder !== undefined;
  const read = machinesSeenIn(file, isHeld);
  if (!read.ok) return { kind: 'machines', ...skipped('unreadable', read.error) };
  const machines = latest([...read.value, ...(own?.machines ?? [])]);
  const isIdle = machines.some(({ lastShareAtMs }) => nowMs - (lastShareAtMs ?? 0) > WORKING_MS);
  const mines = own?.isMining ?? isHeld;
  return {
    kind: 'machines',
    verdict: mines && isIdle ? 'warn' : 'ok',
    machines,
    holder: mines ? (holder ?? null) : null,
  };
}

/** Each machine once, those with the latest share first. */
function latest(seen: readonly MachineSeen[]): readonly MachineSeen[] {
  const byKey = new Map<string, MachineSeen>();
  for (const machine of seen) {
    const known = byKey.get(machine.key)?.lastShareAtMs ?? null;
    if (known === null || (machine.lastShareAtMs ?? 0) > known) byKey.set(machine.key, machine);
  }
  return [...byKey.values()].toSorted((a, b) => (b.lastShareAtMs ?? 0) - (a.lastShareAtMs ?? 0));
}
