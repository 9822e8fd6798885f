import { expect, it } from 'vitest';
import { readNodeAddress } from './node-address.ts';

it.each([
  ['localhost:1848', 'localhost:1848', null],
  [' node.example.com:443 ', 'node.example.com:443', null],
  ['https://node.example.com:443/', 'node.example.com:443', true],
  ['http://10.0.0.5:1848', '10.0.0.5:1848', false],
  ['[::1]:1848', '[::1]:1848', null],
])('reads %s', (text, address, useTls) => {
  expect(readNodeAddress(text)).toEqual({ ok: true, address, useTls });
});

it.each([
  ['', 'needed'],
  ['localhost', 'port is missing'],
  ['localhost:', 'port is missing'],
  ['localhost:0', 'within'],
  ['localhost:70000', 'within'],
  ['a b:1848', 'not host:port'],
  ['::1:1848', 'not host:port'],
  ['ftp://x:1', 'not by ftp'],
])('refuses "%s": %s', (text, fault) => {
  expect(readNodeAddress(text)).toMatchObject({
    ok: false,
    fault: expect.stringContaining(fault),
  });
});
