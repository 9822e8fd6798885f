import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import type { DeviceIdentity } from '../device.ts';
import { openKnownDevices } from './known-devices.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-known-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const BOX: DeviceIdentity = {
  family: 'goldshell',
  host: '192.168.1.20',
  webPort: 80,
  model: 'Goldshell KD-BOX',
  firmware: '2.0.1',
  mac: null,
};
const MAC = '28:e2:97:00:00:01';
const POOL = { url: 'stratum+tcp://pool:1', user: 'u', password: 'x' };
const open = (log = collectedLog()) => openKnownDevices(folder, log.logger, 20);

describe('known devices', () => {
  it('are there again after a restart, in a file for the owner alone', async () => {
    const known = open();
    const { id } = known.identified(BOX);
    await known.change(id, { watts: 205, poolsBefore: [POOL] });
    expect(open().get(id)).toMatchObject({ ...BOX, watts: 205, poolsBefore: [POOL] });
    const { mode } = await stat(join(folder, 'devices.json'));
    if (process.platform !== 'win32') expect(mode & 0o077).toBe(0);
    known.forget(id);
    await known.close();
    expect(open().list()).toEqual([]);
  });

  it('keep as many pools from before as a machine can report', async () => {
    const known = open();
    const { id } = known.identified(BOX);
    const poolsBefore = Array.from({ length: 32 }, (_, i) => ({ ...POOL, user: `u${i}` }));
    await known.change(id, { poolsBefore });
    expect(open().get(id)?.poolsBefore).toEqual(poolsBefore);
  });

  it('of two programs in one folder are kept, whoever writes last', async () => {
    const miner = open();
    const command = open();
    const { id } = command.identified(BOX);
    await command.change(id, { poolsBefore: [POOL] });
    const other = miner.identified({ ...BOX, host: '192.168.1.21' });
    await miner.change(id, { watts: 205 });
    await command.change(other.id, { watts: 400 });
    expect(open().list()).toMatchObject([
      { id, poolsBefore: [POOL], watts: 205 },
      { id: other.id, watts: 400 },
    ]);
    // Without a file there is nothing to follow.
    await rm(join(folder, 'devices.json'));
    await miner.change(id, { watts: 210 });
    expect(open().list()).toHaveLength(2);
  });

  it('follow what another program writes, without a change of their own', async () => {
    const miner = open();
    const command = open();
    const heard = new Promise<readonly unknown[]>((resolve) =>
      miner.onOthersChange((before, after) => resolve([before.size, [...after.values()]])),
    );
    const device = command.identified(BOX);
    expect(await heard).toEqual([0, [device]]);
    expect(miner.get(device.id)).toEqual(device);
    await Promise.all([miner.close(), command.close()]);
  });

  it('keep their id when a machine with the same MAC has another address', async () => {
    const known = open();
    const { id } = known.identified({ ...BOX, mac: MAC });
    expect(id).toBe(MAC);
    expect(known.identified({ ...BOX, mac: MAC, host: '192.168.1.99' }).id).toBe(id);
    expect(known.list()).toMatchObject([{ host: '192.168.1.99' }]);
    await known.close();
  });

  it('keep their id when their MAC becomes known, or their firmware changes', async () => {
    const known = open();
    const { id } = known.identified(BOX);
    expect(known.identified({ ...BOX, mac: MAC, firmware: '2.0.7' }).id).toBe(id);
    expect(known.identified({ ...BOX, model: null, firmware: null })).toMatchObject({
      id,
      mac: MAC,
      model: 'Goldshell KD-BOX',
      firmware: '2.0.7',
    });
    await known.close();
  });

  it.each([
    { model: 'Goldshell KD5' },
    { family: 'antminer', model: 'Antminer KA3' },
    { mac: '28:e2:97:00:00:02' },
  ] as const)('take another machine at an address for a new one: %j', async (changes) => {
    const known = open();
    const before = known.identified({ ...BOX, mac: MAC });
    // It is seen later.
    await known.change(before.id, { identifiedAtMs: 1, poolsBefore: [POOL] });
    const other = known.identified({ ...BOX, ...changes });
    expect(other.id).not.toBe(before.id);
    expect(other.poolsBefore).toBeNull();
    const old = known.get(before.id);
    expect(old !== undefined && known.isDisplaced(old)).toBe(true);
    expect(known.isDisplaced(other)).toBe(false);
    await known.close();
  });

  it('are still there when cgminer alone answers, which names its program at most', async () => {
    const known = open();
    const { id } = known.identified(BOX);
    const vague = { ...BOX, family: 'cgminer', model: 'bfgminer 5.4.2', firmware: null } as const;
    expect(known.identified(vague)).toMatchObject({ id, ...BOX });
    expect(known.identified({ ...vague, model: 'Avalon' }).id).not.toBe(id);
    await known.close();
  });

  it.each([
    [{}, { model: BOX.model, firmware: BOX.firmware }],
    [
      { model: null, firmware: null },
      { model: null, firmware: null },
    ],
  ])(
    'that cgminer alone answered for first say later what they are: %j',
    async (changes, named) => {
      const known = open();
      const vague = {
        ...BOX,
        family: 'cgminer',
        model: 'bfgminer 5.4.2',
        firmware: '5.4.2',
      } as const;
      const { id } = known.identified(vague);
      await known.change(id, { watts: 205, boardsSeen: 2 });
      const now = known.identified({ ...BOX, ...changes });
      expect(now).toMatchObject({ id, family: 'goldshell', ...named, watts: 205, boardsSeen: 2 });
      // Its web server fails again.
      expect(known.identified(vague)).toMatchObject({ id, family: 'goldshell', ...named });
      expect(known.list()).toHaveLength(1);
      await known.close();
    },
  );

  it('that said what they are are met before rows of those that did not', async () => {
    const known = open();
    const { id } = known.identified(BOX);
    // As earlier versions have left it.
    const vague = known.identified({ ...BOX, family: 'cgminer', model: 'Avalon', firmware: null });
    await known.change(vague.id, { model: 'bfgminer 5.4.2', identifiedAtMs: Date.now() + 1_000 });
    expect(known.identified(BOX).id).toBe(id);
    await known.close();
  });

  it.each(['{"version": 1, "devices": [{"id": 1}]}', 'nonsense', ''])(
    'begin empty after a damaged file, which is kept: %j',
    async (text) => {
      await writeFile(join(folder, 'devices.json'), text);
      const log = collectedLog();
      const known = open(log);
      expect(known.list()).toEqual([]);
      known.identified(BOX);
      await known.close();
      const kept = (await readdir(folder)).find((name) => name.includes('damaged')) ?? '';
      expect(await readFile(join(folder, kept), 'utf8')).toBe(text);
      expect((await log.logged('error')).join()).toContain(kept);
      expect(open().list()).toHaveLength(1);
    },
  );

  it('say when they cannot be written', async () => {
    const known = open();
    const { id } = known.identified(BOX);
    await known.close();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    expect(await known.change(id, { watts: 1 })).toMatchObject({ ok: false });
    expect(await known.change('unknown', { watts: 1 })).toMatchObject({ ok: false });
  });
});
