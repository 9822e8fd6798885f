/** Whether a machine came or left, from how it looks again and again. */
import { expect, it } from 'vitest';
import type { MachineSnapshot, MinerSnapshot } from '../../state/snapshot-types.ts';
import { lookAtMachines, noMachinesMarked } from './machine-marks.ts';

type Reason = NonNullable<MachineSnapshot['leftReason']>['kind'];

/** Looks of one machine, a minute apart: `here`, why it is gone, or that there is no server. */
function marked(startedAtMs: number, looks: readonly ('here' | 'no server' | Reason)[]): string[] {
  let machines = noMachinesMarked(startedAtMs);
  return looks.flatMap((look, minute) => {
    const isOnline = look === 'here';
    const machine = {
      ...{ key: 'a', rig: 'a', address: '10.0.0.7', shares: { accepted: 1 }, isOnline },
      ...{ connectedAtMs: minute, leftAtMs: isOnline ? null : minute },
      leftReason: isOnline ? null : { kind: look, ms: 1 },
    };
    const stratum = look === 'no server' ? null : { machines: [machine] };
    const snapshot = { stratum, atMs: minute * 60_000 } as unknown as MinerSnapshot;
    const after = lookAtMachines(machines, snapshot);
    machines = after.machines;
    return after.marks.map(({ kind, atMs }) => `${kind.replace('machine-', '')} ${atMs}`);
  });
}

const LONG_AGO = -3_600_000;

it.each([
  [
    ['here', 'here', 'silent', 'silent', 'here'],
    ['came 0', 'left 2', 'came 4'],
  ],
  // What the first look at its absence has decided is kept, whatever it is known for later.
  [
    ['here', 'silent', 'no-node', 'here'],
    ['came 0', 'left 1', 'came 3'],
  ],
  [
    ['here', 'no-node', 'silent', 'here', 'silent'],
    ['came 0', 'left 4'],
  ],
  [['here', 'server-closing', 'silent', 'here', 'here'], ['came 0']],
  // Seen for the first time when it is gone already.
  [['silent', 'silent', 'here'], ['came 2']],
  [['no-node', 'silent', 'here', 'silent'], ['left 3']],
  [
    ['no server', 'here', 'closed-by-machine'],
    ['came 1', 'left 2'],
  ],
] as const)('of %j, %j are marked', (looks, expected) => {
  expect(marked(LONG_AGO, looks)).toEqual(expected);
});

it('marks one that leaves and comes back while others gather, but not its first arrival', () => {
  expect(marked(0, ['here', 'silent', 'here'])).toEqual(['left 1', 'came 2']);
  expect(marked(0, ['silent', 'here'])).toEqual(['came 1']);
  expect(marked(0, ['no server', 'no server', 'here'])).toEqual(['came 2']);
});
