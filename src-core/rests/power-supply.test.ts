import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { readPowerSupply, watchPowerSupply } from './power-supply.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'power-supply-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

async function lay(supplies: Supplies): Promise<void> {
  for (const [name, files] of Object.entries(supplies)) {
    await mkdir(join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      await writeFile(join(folder, name, file), `${text}\n`);
    }
  }
}

const battery = { type: 'Battery', status: 'Discharging' };
const charger = (online: string) => ({ type: 'Mains', online });
const rows: readonly [string, Supplies, boolean | null][] = [
  ['a desktop has none', {}, false],
  ['a desktop with empty sockets', { usb: { type: 'USB', online: '0' } }, false],
  ['a laptop without its charger', { BAT0: battery, AC: charger('0') }, true],
  ['a laptop with it', { BAT0: { ...battery, status: 'Full' }, AC: charger('1') }, false],
  [
    'a charger in one of two sockets',
    { BAT0: battery, AC: charger('0'), usb: { type: 'USB', online: '1' } },
    false,
  ],
  ['a mouse on battery', { mouse: { ...battery, scope: 'Device' }, AC: charger('0') }, false],
  ['no charger is known, and it discharges', { BAT0: battery }, true],
  ['no charger is known, and it charges', { BAT0: { ...battery, status: 'Charging' } }, false],
  ['a charger that says nothing does not count', { BAT0: battery, odd: { type: 'UPS' } }, true],
  ['a battery is no charger', { BAT0: { ...battery, online: '1' } }, true],
  [
    'a full battery without its charger',
    { BAT0: { ...battery, status: 'Full' }, AC: charger('0') },
    true,
  ],
  ['the state is not known', { BAT0: { type: 'Battery' } }, null],
  [
    'the state of one battery is unknown',
    { BAT0: { ...battery, status: 'Charging' }, BAT1: { ...battery, status: 'Unknown' } },
    null,
  ],
  ['the state is unknown', { BAT0: { type: 'Battery', status: 'Unknown' } }, null],
];

it.each(rows)('%s', async (_, supplies, isOnBattery) => {
  await lay(supplies);
  expect(await readPowerSupply(folder)).toBe(isOnBattery);
});

it('does not guess where the system has no such folder', async () => {
  expect(await readPowerSupply(join(folder, 'none'))).toBeNull();
  const supply = await watchPowerSupply(null);
  expect(supply.isOnBattery()).toBeNull();
  supply.close();
});

it('reports a change, once, until it is closed', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  await lay({ BAT0: battery, AC: charger('1') });
  const supply = await watchPowerSupply(folder);
  expect(supply.isOnBattery()).toBe(false);
  let changes = 0;
  const changed = new Promise<void>((resolve) =>
    supply.listen(() => {
      changes += 1;
      if (supply.isOnBattery() === true) resolve();
    }),
  );
  vi.advanceTimersByTime(10_000);
  await lay({ AC: charger('0') });
  vi.advanceTimersByTime(10_000);
  await changed;
  expect(changes).toBe(1);
  supply.close();
  expect(vi.getTimerCount()).toBe(0);
});
