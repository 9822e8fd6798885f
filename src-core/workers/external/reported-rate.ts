/**
 * The hash rate in a program's error output, found by the user's pattern. A pattern may run without
 * end on an unlucky line ("catastrophic backtracking"): V8 can end it when it runs in a context of
 * its own with a time limit, which costs 0.1 ms a line. So only a few lines are looked at.
 */
import { Script, createContext } from 'node:vm';

const LINES_PER_SECOND = 20;
const MAX_LINE_LENGTH = 1_024;
/** Usual patterns take microseconds, but a busy computer may pause the program for some time. */
const TIME_LIMIT_MS = 100;
/** A pattern that was too slow this often is no longer tried. */
const SLOW_LIMIT = 3;
/** No machine makes as many hashes per second. */
const RATE_LIMIT = 1e18;
/** Powers of 1000 by prefix: `MH/s`, `kh/s`, `Mh`; programs take little care of capitals. */
const PREFIXES = 'kmgtp';

/**
 * Reads lines.
 * @param pattern a regular expression that the settings accepted; see `externalWorkerRatePattern`
 * @param onTooSlow called once, when the pattern is given up for taking too long
 * @returns a function of a line: hashes per second, or null where none is found or looked for
 */
export function createRateReader(
  pattern: string,
  onTooSlow: () => void,
  nowMs: () => number = () => performance.now(),
): (line: string) => number | null {
  const context = createContext({ pattern: new RegExp(pattern, 'd'), line: '' });
  const search = new Script('pattern.exec(line)');
  let slow = 0;
  let secondStartedMs = nowMs();
  let looked = 0;

  function isTurn(): boolean {
    const now = nowMs();
    if (now - secondStartedMs >= 1_000) {
      secondStartedMs = now;
      looked = 0;
    }
    looked += 1;
    return looked <= LINES_PER_SECOND;
  }

  return (line) => {
    if (slow >= SLOW_LIMIT || line.length > MAX_LINE_LENGTH || !isTurn()) return null;
    try {
      context.line = line;
      const match = search.runInContext(context, { timeout: TIME_LIMIT_MS }) as Match;
      return match === null ? null : rateOf(match);
    } catch (error) {
      if (!isTimeout(error)) throw error;
      slow += 1;
      if (slow === SLOW_LIMIT) onTooSlow();
      return null;
    }
  };
}

type Match = RegExpExecArray | null;

function rateOf(match: RegExpExecArray): number | null {
  const [whole, figure = '', unit] = match;
  if (!/^\d+(\.\d*)?(e[+-]?\d{1,3})?$/i.test(figure)) return null;
  const after = match.input.slice(match.indices?.[1]?.[1], match.index + whole.length);
  const rate = Number(figure) * 1000 ** powerOf(unit, after);
  return rate > 0 && rate < RATE_LIMIT ? rate : null;
}

/** From the second group; without one from the unit after the figure, such as `MH/s`. */
function powerOf(unit: string | undefined, after: string): number {
  const prefix =
    unit === undefined
      ? /^\s*([kmgtp])h/i.exec(after)?.[1]
      : /^\s*([kmgtp])(h|$)/i.exec(unit.trimEnd())?.[1];
  return prefix === undefined ? 0 : PREFIXES.indexOf(prefix.toLowerCase()) + 1;
}

/** The error may belong to the other context, where it is no instance of this one's `Error`. */
function isTimeout(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
