/** Which code of the program ran, as V8 counts it block by block: it tells inputs that reach new places from others. */
import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';

export interface CodeReached {
  /** Whether code ran since the last call that never ran before it. */
  hasGrown(): Promise<boolean>;
  /** What ran until now counts as never run. */
  forget(): Promise<void>;
  close(): void;
}

/** Files whose coverage counts: those of the program, without tests. */
const PROGRAM = /^file:.*\/(src-core|contract|renderer|electron)\/(?!.*\/tests\/)/;

/** Watches code that is loaded from now on: of what is compiled already, V8 counts functions as a whole. */
export async function watchCode(): Promise<CodeReached> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  /** Of each function, by file and place, the characters that ran. */
  const reached = new Map<string, Uint8Array>();

  function take(url: string, { ranges }: Profiler.FunctionCoverage): boolean {
    const [whole] = ranges;
    if (whole === undefined) return false;
    const length = whole.endOffset - whole.startOffset;
    // The outer ranges come first.
    const now = new Uint8Array(length);
    for (const { startOffset, endOffset, count } of ranges) {
      now.fill(count > 0 ? 1 : 0, startOffset - whole.startOffset, endOffset - whole.startOffset);
    }
    const key = `${url}:${whole.startOffset}:${whole.endOffset}`;
    const before = reached.get(key);
    if (before === undefined) {
      reached.set(key, now);
      return now.includes(1);
    }
    let hasGrown = false;
    for (let i = 0; i < length; i++) {
      if (now[i] === 0 || before[i] === 1) continue;
      before[i] = 1;
      hasGrown = true;
    }
    return hasGrown;
  }

  async function hasGrown(): Promise<boolean> {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    let isNew = false;
    for (const { url, functions } of result) {
      if (!PROGRAM.test(url)) continue;
      for (const each of functions) if (take(url, each)) isNew = true;
    }
    return isNew;
  }

  return {
    hasGrown,
    async forget() {
      await hasGrown();
      reached.clear();
    },
    close: () => session.disconnect(),
  };
}
