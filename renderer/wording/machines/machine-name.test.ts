import { expect, it } from 'vitest';
import { addressText, machineName } from './machine-name.ts';

it('calls a machine by its rig, and by its address until it has sent a name', () => {
  expect(machineName({ rig: 'rig01', address: '10.0.0.7' })).toBe('rig01');
  expect(machineName({ rig: null, address: '::ffff:10.0.0.7' })).toBe('10.0.0.7');
  expect(machineName({ rig: '', address: '10.0.0.7' })).toBe('10.0.0.7');
  expect(addressText('2001:db8::1')).toBe('2001:db8::1');
});
