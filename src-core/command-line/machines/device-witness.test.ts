import { expect, it } from 'vitest';
import { READING } from '../../devices/watch/tests/made-up-reading.ts';
import { ok } from '../../result.ts';
import { createDeviceWitness } from './device-witness.ts';

const URL = 'stratum+tcp://192.168.1.2:1917';
const POOL = { url: URL, user: 'cellar', isActive: true, isAlive: true };

it.each([0, 1])(
  'sees a machine that is connected, and whether it has a share: %i',
  async (accepted) => {
    const witness = createDeviceWitness({ host: '0.0.0.0', port: 1917 });
    const ending = new AbortController();
    const reading = { ...READING, pools: [POOL], accepted, rejected: 2 };
    const driver = { read: () => Promise.resolve(ok(reading)) };
    const watching = witness.watch(
      { host: '192.168.1.20', driver, url: URL, worker: 'cellar' },
      ending.signal,
    );
    await witness.until(() => (witness.machines().length > 0 ? 'seen' : null), ending.signal);
    ending.abort();
    await watching;
    expect(witness.machines()).toMatchObject([{ isAdmitted: true, accepted, refused: 2 }]);
    expect(witness.hasShare()).toBe(accepted > 0);
  },
);
