/** Machines without a pool are configured, and go back to none where they can. */
import { describe, expect, it } from 'vitest';
import { configure, devicesTest, loginOf, simulated } from '../../tests/devices-test.ts';

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('a machine that had no pool', () => {
  it.each(['goldshell', 'old-goldshell', 'antminer'] as const)(
    'has none again after Put back (%s)',
    async (kind) => {
      const test = await devicesTest();
      const machine = await simulated({ kind, host: '127.23.3.14', pools: [] });
      const id = await configure(test, machine);
      expect(test.setup(id)).toMatchObject({ state: 'done', canPutBack: true });
      expect(test.known(id)).toMatchObject({ canPutBack: true, hadNoPool: true });
      await test.devices.putBack([id], loginOf(machine, id));
      expect(test.setup(id)).toMatchObject({ kind: 'put-back', state: 'done', canPutBack: false });
      expect(machine.pools()).toEqual([]);
      expect(test.known(id)).toMatchObject({ canPutBack: false, hadNoPool: false });
    },
    60_000,
  );

  it.each(['goldshell', 'old-goldshell', 'antminer'] as const)(
    'says in its own words that it keeps one, and offers Put back again (%s)',
    async (kind) => {
      const test = await devicesTest();
      const machine = await simulated({ kind, host: '127.23.3.15', pools: [] });
      const id = await configure(test, machine);
      machine.faults.keepsAPool = true;
      await test.devices.putBack([id], loginOf(machine, id));
      const answer = kind === 'antminer' ? 'Illegal request!' : 'param error';
      expect(test.setup(id)).toMatchObject({
        ...{ kind: 'put-back', state: 'failed', step: 'writing-pools', canPutBack: true },
        fault: { kind: 'keeps-a-pool', error: { kind: 'refused', answer } },
      });
      expect(machine.pools()).toMatchObject([{ url: `stratum+tcp://127.0.0.1:${test.port}` }]);
    },
    60_000,
  );
});
