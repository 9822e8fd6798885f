/** What reaches the process itself while inputs are dealt with, and inputs that are never done with. */
import { setImmediate as nextRound } from 'node:timers/promises';

/** In the order of the table's columns. */
export const FAULT_KINDS = ['crash', 'hang', 'rejection', 'statement'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault of the program, as opposed to a statement that does not hold. */
export class Fault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** What kind of fault was thrown while inputs were sent. */
export function kindOf(thrown: unknown): FaultKind {
  return thrown instanceof Fault ? thrown.kind : 'statement';
}

/**
 * Processor time that inputs may take, ms, whatever else the computer does: the most that was seen is 200 ms, for a
 * megabyte of YAML.
 */
const MOST_BUSY_MS = 5_000;

export interface FaultWatch {
  /**
   * Does something that must end within `limitMs`, and that nothing may escape from.
   * @throws Fault
   */
  during(action: () => Promise<void> | void, limitMs: number): Promise<void>;
  close(): void;
}

/** Watches the exceptions and rejections of this process that nothing handles, and how busy it is. */
export function watchFaults(mostBusyMs = MOST_BUSY_MS): FaultWatch {
  const escaped: Fault[] = [];
  let wake = (): void => undefined;
  const take = (kind: FaultKind, what: string) => (thrown: unknown) => {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    escaped.push(new Fault(kind, `${what}: ${reason}`, thrown));
    wake();
  };
  const onException = take('crash', 'an exception that nothing caught');
  const onRejection = take('rejection', 'a rejection that nothing handled');
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);

  return {
    async during(action, limitMs) {
      let timer: NodeJS.Timeout | undefined;
      const ended = new Promise<void>((resolve, reject) => {
        // Whoever was to resolve it may be gone with the exception.
        wake = () => setImmediate(resolve);
        const late = new Fault('hang', `inputs that were not dealt with in ${limitMs} ms`);
        timer = setTimeout(() => reject(late), limitMs);
      });
      const cpuBegan = process.cpuUsage();
      try {
        const done = action();
        if (done !== undefined) await Promise.race([done, ended]);
        // Rejections are reported when the microtasks are done.
        await nextRound();
      } finally {
        clearTimeout(timer);
        wake = () => undefined;
      }
      const { user, system } = process.cpuUsage(cpuBegan);
      const busyMs = (user + system) / 1_000;
      const fault = escaped.splice(0).at(0);
      if (fault !== undefined) throw fault;
      if (busyMs > mostBusyMs) {
        throw new Fault('hang', `inputs that kept a processor busy for ${Math.round(busyMs)} ms`);
      }
    },
    close() {
      process.off('uncaughtException', onException);
      process.off('unhandledRejection', onRejection);
    },
  };
}
