import { expect, it } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import type { DeviceError } from '../device-error.ts';
import { NEVER_READ } from './reading-outcome.ts';
import type { ReadMemory } from './reading-outcome.ts';
import { DESCRIPTION, READING } from './tests/made-up-reading.ts';
import { logOutcome } from './watch-log.ts';

const HERE = 'Goldshell KD-BOX II at 192.168.1.20';
const ID = DESCRIPTION.id;
const url = 'stratum+tcp://pool.example:1';
const TIMEOUT: DeviceError = { kind: 'timeout', limitMs: 5_000 };

/** What the log says of a reading with these complaints. */
async function lines(complaints: readonly DeviceComplaint[], before = NEVER_READ, model = true) {
  const log = collectedLog();
  const description = model ? DESCRIPTION : { ...DESCRIPTION, model: null };
  const event = { type: 'device-read', id: ID, reading: READING, watts: null, complaints } as const;
  logOutcome(log.logger, description, before, event);
  return { warn: await log.logged('warn'), info: await log.logged('info') };
}

const after = (failures: number): ReadMemory => ({ ...NEVER_READ, failures });
const board = { kind: 'board-missing', boards: 2, expected: 4 } as const;

it.each<[DeviceComplaint, string]>([
  [{ kind: 'too-hot', part: 'chip', celsius: 96.6, limit: 95 }, 'its hottest chip is at 97 °C'],
  [{ kind: 'fan-stopped', fans: [1, 3] }, 'fans that stand still: 1, 3'],
  [{ ...board, missing: [] }, '2 of 4 boards hash'],
  [{ ...board, missing: [2, 3] }, '2 of 4 boards hash, not 2, 3'],
  [
    { kind: 'slow', hashesPerSecond: 3e12, nameplate: 5e12, share: 0.8 },
    'it hashes at 60 % of the rate on its label',
  ],
  [{ kind: 'other-pool', url }, `it is set up for Heddle and hashes for ${url}`],
  [{ kind: 'old-address', url }, `it is set up for ${url}, where Heddle does not listen any more`],
  [{ kind: 'hardware-errors', share: 0.0625 }, '6.3 % of its results are hardware errors'],
])('says of %j: %s', async (complaint, line) => {
  expect(await lines([complaint])).toEqual({ warn: [`${HERE}: ${line}`], info: [] });
});

it('says what is new alone', async () => {
  const complaints = [
    { kind: 'other-pool', url },
    { kind: 'fan-stopped', fans: [1] },
  ] as const;
  const wrong = (isComplaint: boolean) =>
    new Map([['other-pool', { sinceMs: 0, times: 1, isComplaint }]] as const);
  const rules = (isComplaint: boolean) => ({ firstMs: 0, wrong: wrong(isComplaint) });
  const known = await lines(complaints, { failures: 0, rules: rules(true) });
  expect(known.warn).toEqual([`${HERE}: fans that stand still: 1`]);
  expect((await lines(complaints, { failures: 0, rules: rules(false) })).warn).toHaveLength(2);
});

it('says that a machine can be read again where that it could not was said', async () => {
  expect((await lines([], after(2))).info).toEqual([`${HERE} can be read again`]);
  expect((await lines([], after(1))).info).toEqual([]);
  const unnamed = await lines([], after(2), false);
  expect(unnamed.info).toEqual(['machine at 192.168.1.20 can be read again']);
});

it('says once that a machine cannot be read', async () => {
  const log = collectedLog();
  const event = { type: 'device-silent', id: ID, error: TIMEOUT } as const;
  for (const failures of [1, 2, 3]) logOutcome(log.logger, DESCRIPTION, after(failures), event);
  logOutcome(log.logger, DESCRIPTION, after(0), null);
  expect(await log.logged()).toEqual([`${HERE} cannot be read at its own interface: timeout`]);
});
