import { getPriority } from 'node:os';
import { expect, it, vi } from 'vitest';
import { lowerPriority } from './thread-priority.ts';

/** What a thread with a niceness sets, and what it reports. */
function lowered(platform: NodeJS.Platform, niceness: number, fault: Error | null = null) {
  const report = vi.fn<(reason: string) => void>();
  const set = vi.fn((): void => {
    if (fault !== null) throw fault;
  });
  lowerPriority(report, platform, { get: () => niceness, set });
  return { set: set.mock.calls.flat(), reported: report.mock.calls.flat() };
}

it.each([
  ['linux', 0, [10]],
  ['linux', 9, [10]],
  ['linux', -5, [10]],
  // The user set it as low or lower.
  ['linux', 10, []],
  ['linux', 15, []],
  // There it would be that of the whole program.
  ['darwin', 0, []],
  ['win32', 0, []],
] as const)('on %s, a niceness of %i becomes %j', (platform, niceness, set) => {
  expect(lowered(platform, niceness)).toEqual({ set, reported: [] });
});

it('says why the system refuses', () => {
  const fault = new Error('EPERM: not here');
  expect(lowered('linux', 0, fault).reported).toEqual(['EPERM: not here']);
});

it('leaves a program alone whose system has no priority of threads', () => {
  const before = getPriority();
  lowerPriority(() => undefined, 'win32');
  expect(getPriority()).toBe(before);
});
