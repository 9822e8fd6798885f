import { expect, it } from 'vitest';
import { DamagedValue } from '../storage/sqlite-values.ts';
import { faultOf, isDamage, NewerVersion } from './file-faults.ts';

it('knows the fault behind an error, and passes on what is a bug', () => {
  expect(faultOf(new NewerVersion('later'))).toBe('newer-version');
  expect(faultOf(new DamagedValue('no number'))).toBe('damaged');
  const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
  expect(faultOf(full)).toBe('full');
  const bug = new TypeError('undefined');
  expect(() => faultOf(bug)).toThrow(bug);
});

it.each([
  ['damaged', true],
  ['strange', true],
  ['newer-version', false],
  ['full', false],
] as const)('sets a file aside where it is damaged: %j', (fault, isSetAside) => {
  expect(isDamage(fault)).toBe(isSetAside);
});
