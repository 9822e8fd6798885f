/** Ending a group where Linux does not show its processes: the answers of /proc are changed. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endGroup } from '../process-group.ts';
import { answering, processGroups } from './process-groups.ts';

const { group } = processGroups();
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const failing = (code: string): Promise<never> =>
  Promise.reject(Object.assign(new Error(code), { code }));

describe.runIf(process.platform === 'linux')('a group that takes signals and stays', () => {
  const both = ['SIGTERM', 'SIGKILL'];

  it.each([
    // It has been killed; nothing says that it is stuck.
    ['gone', 'list processes', 'EMFILE', both],
    ['gone', 'list processes', 'ENFILE', both],
    ['gone', 'read about a process', 'EMFILE', both],
    ['gone', 'read about a process', 'ENFILE', both],
    // Where there is no /proc, signals reach it.
    ['stuck', 'list processes', 'ENOENT', both],
    // All of its processes ended while they were looked at.
    ['gone', 'read about a process', 'ENOENT', ['SIGTERM']],
    ['gone', 'read about a process', 'ESRCH', ['SIGTERM']],
  ] as const)('counts as %s where it fails to %s with %s', async (end, what, code, signals) => {
    const { pid } = await group();
    if (what === 'list processes')
      vi.spyOn(fs.promises, 'readdir').mockImplementation(() => failing(code));
    else vi.spyOn(fs.promises, 'readFile').mockImplementation(() => failing(code));
    syncBuiltinESMExports();
    expect(await endedBy(pid)).toEqual([end, signals]);
  });

  it.each([
    ['stuck', 'S', both],
    ['gone', 'Z', ['SIGTERM']],
    ['gone', 'X', ['SIGTERM']],
  ])('counts as %s where its processes are in the state %s', async (end, state, signals) => {
    const { pid } = await group();
    const stat = `${pid} (a) S 1) ${state} 1 ${pid} 1 0\n`;
    vi.spyOn(fs.promises, 'readFile').mockImplementation(() => Promise.resolve(stat));
    syncBuiltinESMExports();
    expect(await endedBy(pid)).toEqual([end, signals]);
  });

  /** How ending the group went, and what it was sent for it. */
  async function endedBy(pid: number): Promise<[string, (string | number)[]]> {
    const sent: (string | number)[] = [];
    vi.useFakeTimers({ toFake: ['performance'] });
    answering((signal) => {
      // Asked whether the group is there: that takes a while.
      if (signal === 0) vi.advanceTimersByTime(600);
      else sent.push(signal);
      return undefined;
    });
    return [await endGroup(pid), sent];
  }
});
