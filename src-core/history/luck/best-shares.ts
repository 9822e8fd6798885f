/**
 * The best shares of each network: ever, this month, and of each machine. They are kept in memory and written as they
 * come, which is seldom: the n-th share of a machine is its best with a chance of 1 / n.
 */
import type { BestShare, BestShareTable, ScopedShare } from './best-share-table.ts';

/** The best shares on one network. */
export interface BestShares {
  readonly ever: BestShare | null;
  /** Of the local calendar month. */
  readonly month: BestShare | null;
  /** The best of each machine, best first. */
  readonly machines: readonly BestShare[];
}

interface BestShareBook {
  /** Takes a share that may be one of the best. */
  take(versionName: string, share: BestShare): void;
  of(versionName: string): BestShares;
  /** Writes all into a file that lacks them. */
  writeAll(): void;
}

interface BestShareBookOptions {
  /** Makes a change in a database that may not be writable at times. */
  readonly write: (change: (table: BestShareTable) => void) => unknown;
  /** Rows that the database has. */
  readonly rows: readonly ScopedShare[];
  /** ms since the Unix epoch. */
  readonly nowMs: () => number;
}

/** Machines whose best share is kept on one network; names come from machines, so that they are bounded. */
const MACHINES_AT_MOST = 500;
const EVER = 'ever';
const MONTH = 'month';
const MACHINE = 'machine ';

/** The best shares that a database has, and those that follow. */
export function openBestShares({ write, rows, nowMs }: BestShareBookOptions): BestShareBook {
  /** By network and scope. */
  const networks = new Map<string, Map<string, BestShare>>();
  for (const { versionName, scope, share } of rows) scopesOf(versionName).set(scope, share);

  function scopesOf(versionName: string): Map<string, BestShare> {
    const known = networks.get(versionName) ?? new Map<string, BestShare>();
    networks.set(versionName, known);
    return known;
  }

  function put(versionName: string, scope: string, share: BestShare): void {
    scopesOf(versionName).set(scope, share);
    write((table) => table.put({ versionName, scope, share }));
  }

  function forgetWorst(versionName: string): void {
    const machines = machinesIn(scopesOf(versionName));
    const worst = machines.at(-1);
    if (machines.length <= MACHINES_AT_MOST || worst === undefined) return;
    scopesOf(versionName).delete(MACHINE + worst.machine);
    write((table) => table.drop(versionName, MACHINE + worst.machine));
  }

  return {
    take(versionName, { machine: name, difficulty, blockDifficulty, atMs }) {
      const share: BestShare = { machine: name, difficulty, blockDifficulty, atMs };
      const scopes = scopesOf(versionName);
      const isBetter = (than: BestShare | undefined): boolean =>
        than === undefined || share.difficulty > than.difficulty;
      const machine = MACHINE + share.machine;
      const isNew = !scopes.has(machine);
      const month = scopes.get(MONTH);
      if (isBetter(scopes.get(EVER))) put(versionName, EVER, share);
      if (isBetter(month) || !isOfMonth(month, share.atMs)) put(versionName, MONTH, share);
      if (isBetter(scopes.get(machine))) put(versionName, machine, share);
      if (isNew) forgetWorst(versionName);
    },
    of(versionName) {
      const scopes = networks.get(versionName) ?? new Map<string, BestShare>();
      const month = scopes.get(MONTH);
      return {
        ever: scopes.get(EVER) ?? null,
        month: month !== undefined && isOfMonth(month, nowMs()) ? month : null,
        machines: machinesIn(scopes),
      };
    },
    writeAll() {
      write((table) => {
        for (const [versionName, scopes] of networks) {
          for (const [scope, share] of scopes) table.put({ versionName, scope, share });
        }
      });
    },
  };
}

/** Best first. */
function machinesIn(scopes: ReadonlyMap<string, BestShare>): BestShare[] {
  return [...scopes]
    .flatMap(([scope, share]) => (scope.startsWith(MACHINE) ? share : []))
    .sort((a, b) => b.difficulty - a.difficulty);
}

/** Whether a share is of the local month of `atMs`, or of a later one: the clock may have been wrong. */
function isOfMonth(share: BestShare | undefined, atMs: number): boolean {
  const start = new Date(atMs);
  return (
    share !== undefined && share.atMs >= new Date(start.getFullYear(), start.getMonth()).getTime()
  );
}
