/** Groups of processes for a test to end, and what the system may answer when it tries. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, vi } from 'vitest';
import { isRunning } from '../../../tests/script-workers.ts';

/** Registers the cleaning up. Call once in a file. */
export function processGroups() {
  const kept: (() => void)[] = [];
  afterEach(() => {
    vi.restoreAllMocks();
    for (const end of kept.splice(0)) end();
  });

  /** Ends the group by the end of the test, if it is still there. */
  function endLater(pid: number): void {
    kept.push(() => {
      if (isRunning(pid)) process.kill(-pid, 'SIGKILL');
    });
  }

  return {
    endLater,
    /** A process that leads a group of its own, and one that it has started. */
    async group(command = 'sleep 1000 & wait'): Promise<ChildProcess & { pid: number }> {
      const child = spawn('/bin/sh', ['-c', command], { detached: true, stdio: 'ignore' });
      await once(child, 'spawn');
      const pid = child.pid!;
      endLater(pid);
      return Object.assign(child, { pid });
    },
  };
}

/**
 * What the system answers from now on when a group is sent a signal; undefined: it takes it, and
 * ends nothing.
 */
export function answering(codeOf: (signal: string | number) => string | undefined): void {
  const { kill } = process;
  vi.spyOn(process, 'kill').mockImplementation((pid, signal = 'SIGTERM') => {
    if (pid >= 0) return kill.call(process, pid, signal);
    const code = codeOf(signal);
    if (code !== undefined) throw Object.assign(new Error(`kill ${code}`), { code });
    return true;
  });
}

/** Calls `onSignal` before a group is sent a signal. */
export function seeingSignals(onSignal: (signal: string | number) => void): void {
  const { kill } = process;
  vi.spyOn(process, 'kill').mockImplementation((pid, signal = 'SIGTERM') => {
    if (pid < 0) onSignal(signal);
    return kill.call(process, pid, signal);
  });
}
