import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { madeUpDevice, madeUpReading } from '../../tests/made-up-device.ts';
import { poolsNowText } from './device-pools.ts';

const english = translationTo('en');
const idle = { url: 'stratum+tcp://a:1', user: 'k', isActive: false, isAlive: false };
const active = { ...idle, url: 'stratum+tcp://b:1', isActive: true, isAlive: true };

it('names the pool in use and counts the others', () => {
  const reading = madeUpReading({ pools: [idle, active] });
  expect(poolsNowText(english, madeUpDevice({ reading }))).toBe('stratum+tcp://b:1 and 1 more');
  const one = madeUpReading({ pools: [idle] });
  expect(poolsNowText(english, madeUpDevice({ reading: one }))).toBe('stratum+tcp://a:1');
});

it('speaks of a password only where one would tell the pools', () => {
  expect(poolsNowText(english, madeUpDevice())).toBe('not known without the password');
  expect(poolsNowText(english, madeUpDevice({ canConfigure: false }))).toBe('not reported');
  expect(poolsNowText(english, madeUpDevice({ reading: null }))).toBe('being read');
});
