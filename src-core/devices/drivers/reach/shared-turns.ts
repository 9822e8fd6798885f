/**
 * Turns at machines among the programs that use one data folder: an app that mines and a command in a
 * terminal ask no machine at the same time, and keep the distance between two gentle rounds together.
 * A table beside the list of machines says who has the turn. A program that was killed loses its turns
 * after some seconds, since it no longer renews them.
 */
import { join } from 'node:path';
import type { Logger } from '../../../logging/logger.ts';
import { createPatientWrites, isBusy } from './patient-writes.ts';
import { keepTurnFile } from './turn-file.ts';
import type { TurnTable } from './turn-table.ts';

export interface SharedTurns {
  /** Takes the turn at a machine. False while another program has it or has to leave the machine alone. */
  take(host: string): boolean;
  /** No program takes the next turn within this time, ms. */
  rest(host: string, ms: number): void;
  leave(host: string): void;
  close(): void;
}

const RENEW_MS = 5_000;
/** A turn is taken as if there were no other program once the table was busy for this long, ms. */
const LONGEST_BUSY_MS = 2_000;

/**
 * The table is made with the first turn. While the folder cannot be used for it, which the log says,
 * machines are asked as if there were no other program.
 */
export function shareTurns(
  folder: string,
  logger: Logger,
  nowMs: () => number = Date.now,
): SharedTurns {
  const file = keepTurnFile(join(folder, 'machine-turns.db'), logger, nowMs);
  const held = new Set<string>();
  const writes = createPatientWrites();
  let busySinceMs: number | null = null;
  const write = (change: (table: TurnTable) => void): void => {
    writes.write(() => file.use(change));
  };
  const timer = setInterval(() => {
    if (held.size > 0) write((table) => table.renew(held, nowMs()));
  }, RENEW_MS);
  timer.unref();

  /** Without the table, machines are asked as if there were no other program. */
  function mayTake(host: string): boolean {
    // A turn that was left is not yet written as that.
    if (writes.isBehind()) return isBusyForLong();
    try {
      const isTaken = file.use((table) => table.take(host, nowMs()));
      busySinceMs = null;
      return isTaken ?? true;
    } catch (error) {
      if (!isBusy(error)) throw error;
      return isBusyForLong();
    }
  }

  function isBusyForLong(): boolean {
    busySinceMs ??= performance.now();
    return performance.now() - busySinceMs > LONGEST_BUSY_MS;
  }

  return {
    take(host) {
      const isTaken = mayTake(host);
      if (isTaken) held.add(host);
      return isTaken;
    },
    rest(host, ms) {
      const untilMs = nowMs() + Math.ceil(ms);
      write((table) => table.rest(host, untilMs));
    },
    leave(host) {
      held.delete(host);
      write((table) => {
        // It may have been taken again meanwhile.
        if (!held.has(host)) table.leave(host);
      });
      write((table) => table.sweep(nowMs()));
    },
    close() {
      clearInterval(timer);
      for (const host of held) write((table) => table.leave(host));
      writes.close();
      file.close();
    },
  };
}
