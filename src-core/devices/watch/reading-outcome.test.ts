import { expect, it } from 'vitest';
import { ok } from '../../result.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import { LOW_POWER } from '../device.ts';
import type { DeviceDescription } from '../device-events.ts';
import { afterRead, NEVER_READ } from './reading-outcome.ts';
import { READING } from './tests/made-up-reading.ts';

const BOX: DeviceDescription = {
  id: 'box',
  host: '192.168.1.20',
  webPort: 80,
  family: 'goldshell',
  model: 'Goldshell KD-BOX II',
  firmware: null,
  mac: null,
  nameplate: { hashesPerSecond: 5e12, watts: 400 },
  watts: null,
  powerPlan: null,
  canConfigure: true,
  actions: [],
  canPutBack: false,
  hasPassword: false,
};

/** What is wrong with it after ten minutes at 60 % of its label. */
function complaints(powerPlan: string | null): readonly DeviceComplaint[] {
  let memory = NEVER_READ;
  let last: readonly DeviceComplaint[] = [];
  for (let atMs = 0; atMs <= 600_000; atMs += 30_000) {
    const reading = ok({ ...READING, atMs, hashesPerSecond: 3e12 });
    const after = afterRead(memory, reading, { ...BOX, powerPlan }, null);
    memory = after.memory;
    last = after.event?.type === 'device-read' ? after.event.complaints : [];
  }
  return last;
}

it.each([null, 'normal'])('compares a machine with its label under the plan %s', (plan) => {
  expect(complaints(plan)).toMatchObject([{ kind: 'slow' }]);
});

it('does not call a machine slow that was told to save power', () => {
  expect(complaints(LOW_POWER)).toEqual([]);
});
