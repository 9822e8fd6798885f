/** Readings of the computer that do not throw. */
import type { Logger } from '../logging/logger.ts';
import { detailOf } from '../system/thrown-reason.ts';
import type { Computer } from './computer.ts';

/**
 * The computer, with readings that fail as good as unknown: other reasons to rest count, and mining starts.
 * The log says of each once that it fails, until it succeeds again.
 */
export function guardedComputer(computer: Computer, logger: Logger): Computer {
  const failing = new Set<string>();

  function failed(what: string, error: unknown): null {
    if (!failing.has(what)) logger.error(`${what} cannot be read: ${detailOf(error)}`);
    failing.add(what);
    return null;
  }

  function reading<Value>(what: string, read: () => Value): Value | null {
    try {
      const value = read();
      failing.delete(what);
      return value;
    } catch (error) {
      return failed(what, error);
    }
  }

  return {
    isOnBattery: () => reading('the power supply', () => computer.isOnBattery()),
    idleMs: () => reading('the time since the last input', () => computer.idleMs()),
    async celsius() {
      const what = 'the temperature of the processor';
      try {
        const celsius = await computer.celsius();
        failing.delete(what);
        return celsius;
      } catch (error) {
        return failed(what, error);
      }
    },
    listen: (listener) => computer.listen(listener),
  };
}
