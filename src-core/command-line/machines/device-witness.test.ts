import { expect, it } from 'vitest';
import type { DeviceReading } from '../../devices/device.ts';
import { READING } from '../../devices/watch/tests/made-up-reading.ts';
import { ok } from '../../result.ts';
import { createDeviceWitness } from './device-witness.ts';

const URL = 'stratum+tcp://192.168.1.2:1917';
const OURS = { url: URL, user: 'cellar', isActive: true, isAlive: true };
const THEIRS = { ...OURS, url: 'stratum+tcp://pool.example:3700' };

/** What is seen of a machine that gives these readings one after the other. */
async function witnessed(...readings: Partial<DeviceReading>[]) {
  const witness = createDeviceWitness({ host: '0.0.0.0', port: 1917 });
  const ending = new AbortController();
  const left = [...readings];
  const read = () => {
    const next = left.shift();
    if (left.length === 0) ending.abort();
    return Promise.resolve(ok({ ...READING, pools: [OURS], ...next }));
  };
  const machine = { host: '192.168.1.20', driver: { read }, url: URL, worker: 'cellar' };
  await witness.watch(machine, ending.signal, 0);
  const [seen = null] = witness.machines();
  return { ...seen, hasShare: witness.hasShare() };
}

it('sees a machine that is connected, whose shares are all from before', async () => {
  const seen = await witnessed({ accepted: 12, rejected: 2 }, { accepted: 12, rejected: 2 });
  expect(seen).toMatchObject({ isAdmitted: true, accepted: 0, refused: 0, hasShare: false });
});

it('sees shares that come while it is watched, also after a restart', async () => {
  const counts = [12, 13, null, 0, 2].map((accepted) => ({ accepted, rejected: 2 }));
  expect(await witnessed(...counts)).toMatchObject({ accepted: 3, refused: 0, hasShare: true });
});

it('does not count shares for another pool', async () => {
  const seen = await witnessed(
    { accepted: 12 },
    { accepted: 15, pools: [THEIRS] },
    { accepted: 16 },
    { accepted: 16, rejected: READING.rejected },
  );
  expect(seen).toMatchObject({ accepted: 0, hasShare: false });
});
