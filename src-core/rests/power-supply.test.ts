import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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

it('reports a change', async () => {
  await lay({ BAT0: battery, AC: charger('1') });
  const supply = await watchPowerSupply(folder, 5);
  expect(supply.isOnBattery()).toBe(false);
  const changed = new Promise<void>((resolve) => supply.listen(resolve));
  await lay({ AC: charger('0') });
  await changed;
  expect(supply.isOnBattery()).toBe(true);
  supply.close();
});
