import { expect, it } from 'vitest';
import { countedAs, peerAddress } from './peer-address.ts';

it.each([
  ['::ffff:10.0.0.2', '10.0.0.2'],
  ['::FFFF:10.0.0.2', '10.0.0.2'],
  ['10.0.0.2', '10.0.0.2'],
  ['::ffff:a00:2', '::ffff:a00:2'],
  ['fe80::ffff:1', 'fe80::ffff:1'],
  ['1::ffff:10.0.0.2', '1::ffff:10.0.0.2'],
])('writes the address of a socket without the prefix of IPv4: %s', (given, address) => {
  expect(peerAddress(given, 4)).toEqual({ address, port: 4 });
});

it('counts no address that a proxy names as this computer', () => {
  expect(countedAs({ address: '127.0.0.1', port: 1 })).toBe('127.0.0.1');
  expect(countedAs({ address: '10.0.0.2', port: 1, isForwarded: true })).toBe('10.0.0.2');
  const forwarded = countedAs({ address: '127.0.0.1', port: 1, isForwarded: true });
  expect(forwarded).toBe('forwarded 127.0.0.1');
});
