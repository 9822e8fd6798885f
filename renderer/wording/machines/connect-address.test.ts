import { expect, it } from 'vitest';
import { hostOf, isOwnComputer, portOf } from './connect-address.ts';

const at = (url: string) => ({ url, interfaceName: 'eth0', isVirtual: false });

it('takes an address apart', () => {
  expect(hostOf(at('stratum+tcp://10.0.0.7:1917'))).toBe('10.0.0.7');
  expect(hostOf(at('stratum+tcp://[fd00::7]:1917'))).toBe('[fd00::7]');
  expect(portOf(at('stratum+tcp://[fd00::7]:1917'))).toBe(1917);
});

it('knows addresses that this computer alone can reach', () => {
  expect(isOwnComputer(at('stratum+tcp://127.0.0.1:1917'))).toBe(true);
  expect(isOwnComputer(at('stratum+tcp://[::1]:1917'))).toBe(true);
  expect(isOwnComputer(at('stratum+tcp://12.7.0.1:1917'))).toBe(false);
});
