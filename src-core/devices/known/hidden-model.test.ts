/** Goldshells that say what they are only behind their login. */
import { describe, expect, it } from 'vitest';
import { configure, devicesTest, find, loginOf, simulated } from '../tests/devices-test.ts';

const hidden = { kind: 'goldshell', goldshell: { hidesStatus: true } } as const;

// macOS has no other loopback address of its own, and the ports of machines are fixed.
describe.skipIf(process.platform === 'darwin')('a Goldshell that hides its model', () => {
  it('is known by it from its first login on, with what its label says', async () => {
    const test = await devicesTest();
    const machine = await simulated({ ...hidden, host: '127.23.4.1' });
    const id = await find(test, machine);
    expect(test.known(id)).toMatchObject({ family: 'goldshell', model: null, nameplate: null });
    await configure(test, machine);
    const named = { model: 'Goldshell KD-BOX II', firmware: '2.2.0', nameplate: { watts: 400 } };
    expect(test.setup(id)).toMatchObject({ state: 'done' });
    expect(test.known(id)).toMatchObject(named);
    // A search does not see it, and does not make it forgotten.
    expect(await find(test, machine)).toBe(id);
    expect(test.known(id)).toMatchObject(named);
  }, 60_000);

  it('gets nothing written when another model answers behind its login', async () => {
    const test = await devicesTest();
    const first = await simulated({ ...hidden, host: '127.23.4.2' });
    const id = await find(test, first);
    expect(await test.devices.powerPlans(id, loginOf(first, id)[id] ?? null)).toMatchObject({
      ok: true,
    });
    await first.close();
    const place = { host: first.host, webPort: first.webPort ?? 0, mac: first.mac };
    const other = await simulated({ ...hidden, ...place, model: 'Goldshell-KDMax' });
    await test.devices.configure([{ id, worker: 'a', keepsOthers: false }], loginOf(other, id));
    expect(test.setup(id)).toMatchObject({
      state: 'failed',
      fault: { kind: 'device', error: { kind: 'another-machine', model: 'Goldshell KD MAX' } },
    });
    const writes = other.traffic.requests.filter(({ what }) => what.startsWith('PUT'));
    expect(writes).toEqual([]);
  }, 60_000);
});
