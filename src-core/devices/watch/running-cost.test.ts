import { expect, it } from 'vitest';
import { devicePower } from './running-cost.ts';
import { READING } from './tests/made-up-reading.ts';

const nameplate = { hashesPerSecond: 6e12, watts: 400 };

it('goes by what the user measured, else by the label', () => {
  expect(devicePower({ watts: 350, nameplate }, READING)).toEqual({
    watts: 350,
    source: 'user',
    joulesPerTerahash: 70,
  });
  expect(devicePower({ watts: null, nameplate }, READING)).toEqual({
    watts: 400,
    source: 'nameplate',
    joulesPerTerahash: 80,
  });
  expect(devicePower({ watts: null, nameplate: null }, READING)).toBeNull();
});

it('knows no efficiency without a rate, and no power of a machine that sleeps', () => {
  const known = { watts: 400, source: 'nameplate', joulesPerTerahash: null };
  const device = { watts: null, nameplate };
  expect(devicePower(device, null)).toEqual(known);
  expect(devicePower(device, { ...READING, hashesPerSecond: 0 })).toEqual(known);
  expect(devicePower(device, { ...READING, hashesPerSecond: null })).toEqual(known);
  expect(devicePower(device, { ...READING, isAsleep: true })).toBeNull();
});
