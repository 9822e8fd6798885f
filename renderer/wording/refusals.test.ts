import { expect, it } from 'vitest';
import { refusedField } from './refusals.ts';

it.each([
  [
    'Port 1917 is in use by another program. Close that program (another miner?) or choose another Stratum port.',
    'stratumPort',
  ],
  [
    'This computer has no address "10.1.1.1". Choose one of its own addresses, or * to listen on all of them.',
    'stratumInterface',
  ],
  ['Nobody would be paid: it is empty. Enter your public key.', 'publicKey'],
  ['Port 1917 is in use. Close that program or choose another on-demand port.', 'onDemandPort'],
  ['Something else.', 'node'],
])('leads from %j to the setting %s', (refusal, field) => {
  expect(refusedField(refusal)).toBe(field);
});
