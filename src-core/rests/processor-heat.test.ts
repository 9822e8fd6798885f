import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readProcessorHeat } from './processor-heat.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'processor-heat-'));
});
afterEach(() => rm(folder, { recursive: true }));

const rows: readonly [string, Readonly<Record<string, string>>, number | null][] = [
  ['nothing is measured', {}, null],
  [
    'the hottest core counts, and a disk does not',
    {
      'hwmon/hwmon0/name': 'nvme',
      'hwmon/hwmon0/temp1_input': '99000',
      'hwmon/hwmon1/name': 'coretemp',
      'hwmon/hwmon1/temp1_input': '61000',
      'hwmon/hwmon1/temp2_input': '72500',
      'hwmon/hwmon1/temp2_max': '100000',
    },
    72.5,
  ],
  [
    'the die counts where AMD adds a constant',
    {
      'hwmon/hwmon0/name': 'k10temp',
      'hwmon/hwmon0/temp1_input': '95000',
      'hwmon/hwmon0/temp1_label': 'Tctl',
      'hwmon/hwmon0/temp2_input': '68000',
      'hwmon/hwmon0/temp2_label': 'Tdie',
    },
    68,
  ],
  [
    'the control temperature counts where there is no other',
    {
      'hwmon/hwmon0/name': 'k10temp',
      'hwmon/hwmon0/temp1_input': '64250',
      'hwmon/hwmon0/temp1_label': 'Tctl',
    },
    64.25,
  ],
  [
    'a board has a zone',
    { 'thermal/thermal_zone0/type': 'cpu-thermal', 'thermal/thermal_zone0/temp': '55017' },
    55.017,
  ],
  [
    'the zone of ACPI is not the processor',
    { 'thermal/thermal_zone0/type': 'acpitz', 'thermal/thermal_zone0/temp': '27800' },
    null,
  ],
  [
    'broken sensors do not count',
    {
      'hwmon/hwmon0/name': 'coretemp',
      'hwmon/hwmon0/temp1_input': '-128000',
      'hwmon/hwmon0/temp2_input': '255000',
      'hwmon/hwmon0/temp3_input': '',
      'hwmon/hwmon0/temp4_input': '41000',
      'hwmon/hwmon0/temp5_input': '150000',
      'hwmon/hwmon0/temp6_input': '97000 C',
      'hwmon/hwmon0/temp7_input': 'ca 97000',
    },
    41,
  ],
  [
    'a sensor that is broken is none',
    {
      'hwmon/hwmon0/name': 'coretemp',
      'hwmon/hwmon0/temp1_input': '0',
      'thermal/thermal_zone0/type': 'x86_pkg_temp',
      'thermal/thermal_zone0/temp': '48000',
    },
    48,
  ],
  [
    'the control temperature counts where the die is not measured',
    {
      'hwmon/hwmon0/name': 'k10temp',
      'hwmon/hwmon0/temp1_input': '64250',
      'hwmon/hwmon0/temp1_label': 'Tctl',
      'hwmon/hwmon0/temp2_input': '',
      'hwmon/hwmon0/temp2_label': 'Tdie',
    },
    64.25,
  ],
  [
    'only inputs are measured, and what has no name is no chip',
    {
      'hwmon/hwmon0/name': 'coretemp',
      'hwmon/hwmon0/temp10_input': '52000',
      'hwmon/hwmon0/oldtemp1_input': '97000',
      'hwmon/hwmon0/temp1_input_max': '97000',
      'hwmon/hwmon1/temp1_input': '97000',
    },
    52,
  ],
];

it.each(rows)('%s', async (_, files, celsius) => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), `${text}\n`);
  }
  expect(await readProcessorHeat(folder)).toBe(celsius);
});

it('does not guess where the system has no such folder', async () => {
  expect(await readProcessorHeat(null)).toBeNull();
  expect(await readProcessorHeat(join(folder, 'none'))).toBeNull();
});
