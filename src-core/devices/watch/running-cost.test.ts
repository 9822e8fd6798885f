import { expect, it } from 'vitest';
import { LOW_POWER } from '../device.ts';
import { devicePower } from './running-cost.ts';
import { READING } from './tests/made-up-reading.ts';

const nameplate = { hashesPerSecond: 6e12, watts: 400 };

it('goes by what the user measured, else by the label', () => {
  expect(devicePower({ watts: 350, nameplate, powerPlan: null }, READING)).toEqual({
    watts: 350,
    source: 'user',
    joulesPerTerahash: 70,
  });
  expect(devicePower({ watts: null, nameplate, powerPlan: null }, READING)).toEqual({
    watts: 400,
    source: 'nameplate',
    joulesPerTerahash: 80,
  });
  expect(devicePower({ watts: null, nameplate: null, powerPlan: null }, READING)).toBeNull();
});

it('knows no efficiency without a rate, and no power of a machine that sleeps', () => {
  const known = { watts: 400, source: 'nameplate', joulesPerTerahash: null };
  const device = { watts: null, nameplate, powerPlan: null };
  expect(devicePower(device, null)).toEqual(known);
  expect(devicePower(device, { ...READING, hashesPerSecond: 0 })).toEqual(known);
  expect(devicePower(device, { ...READING, hashesPerSecond: null })).toEqual(known);
  expect(devicePower(device, { ...READING, isAsleep: true })).toBeNull();
});

it('takes watts that were measured, but not those of the label, in a plan that saves power', () => {
  expect(devicePower({ watts: null, nameplate, powerPlan: LOW_POWER }, READING)).toBeNull();
  expect(devicePower({ watts: 250, nameplate, powerPlan: LOW_POWER }, READING)).toMatchObject({
    watts: 250,
  });
});
