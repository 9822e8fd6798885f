/**
 * Small changes of a table that several programs write. SQLite waits by holding up the whole program, so
 * a change that finds the table busy is made later instead, in its order.
 */
import { codeOf } from '../../../system/thrown-reason.ts';

interface PatientWrites {
  /** Makes a change now, or as soon as the table is free. One that fails otherwise is left out. */
  write(change: () => void): void;
  /** Whether changes wait still. */
  isBehind(): boolean;
  /** Makes one last attempt at what waits. */
  close(): void;
}

const RETRY_MS = 20;

/** Says of a thrown error whether another program is writing. */
export function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') === true;
}

/**
 * Makes the changes of one table. One that finds it busy is tried again every 20 ms, and those after it
 * wait for it; the wait alone does not keep the program running.
 */
export function createPatientWrites(): PatientWrites {
  const waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | null = null;

  function drain(): void {
    timer = null;
    for (let change = waiting[0]; change !== undefined; change = waiting[0]) {
      try {
        change();
      } catch (error) {
        if (isBusy(error)) return later();
        // A full disk must not keep machines from being read.
      }
      waiting.shift();
    }
  }

  function later(): void {
    timer = setTimeout(drain, RETRY_MS);
    timer.unref();
  }

  return {
    write(change) {
      waiting.push(change);
      if (timer === null) drain();
    },
    isBehind: () => waiting.length > 0,
    close() {
      if (timer !== null) clearTimeout(timer);
      drain();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
