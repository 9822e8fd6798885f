import { expect, it } from 'vitest';
import { ok } from '../../result.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import { LOW_POWER } from '../device.ts';
import { afterRead, NEVER_READ } from './reading-outcome.ts';
import { BOARD, DESCRIPTION, ownPool, READING } from './tests/made-up-reading.ts';

const NO_POOL = ownPool(null);

/** What is wrong with it after ten minutes at 60 % of its label. */
function complaints(powerPlan: string | null): readonly DeviceComplaint[] {
  let memory = NEVER_READ;
  let last: readonly DeviceComplaint[] = [];
  for (let atMs = 0; atMs <= 600_000; atMs += 30_000) {
    const reading = ok({ ...READING, atMs, hashesPerSecond: 3e12 });
    const after = afterRead(memory, reading, { ...DESCRIPTION, powerPlan }, NO_POOL, null);
    memory = after.memory;
    last = after.event?.type === 'device-read' ? after.event.complaints : [];
  }
  return last;
}

it.each([null, 'normal'])('compares a machine with its label under the plan %s', (plan) => {
  expect(complaints(plan)).toMatchObject([{ kind: 'slow' }]);
});

it('does not call a machine slow that is to save power', () => {
  expect(complaints(LOW_POWER)).toEqual([]);
});

it('misses a board that hashed before, of a model whose boards are not known', () => {
  const kd2 = { ...DESCRIPTION, model: 'Goldshell KD2', nameplate: null };
  const reading = ok({ ...READING, boards: [BOARD, { ...BOARD, number: 3 }] });
  const complaintsWith = (boardsSeen: number | null): unknown => {
    const { memory } = afterRead(NEVER_READ, reading, kd2, NO_POOL, boardsSeen);
    const { event } = afterRead(memory, reading, kd2, NO_POOL, boardsSeen);
    return event?.type === 'device-read' ? event.complaints : null;
  };
  expect(complaintsWith(3)).toEqual([
    { kind: 'board-missing', boards: 2, expected: 3, missing: [2] },
  ]);
  expect(complaintsWith(2)).toEqual([]);
  expect(complaintsWith(null)).toEqual([]);
});
