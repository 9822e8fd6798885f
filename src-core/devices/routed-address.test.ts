import { expect, it } from 'vitest';
import { routedAddress } from './routed-address.ts';

it('is the address of this computer that faces a machine', async () => {
  expect(await routedAddress('127.0.0.9')).toMatch(/^127\.0\.0\.\d+$/);
});

it('is none where no way leads to it', async () => {
  expect(await routedAddress('255.255.255.255')).toBeNull();
});
