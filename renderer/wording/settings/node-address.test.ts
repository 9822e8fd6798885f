import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { factsOf } from '../../tests/setting-facts.ts';
import { nodeAddressFaultText, readNodeAddress } from './node-address.ts';

const { address: form } = factsOf('node');

it.each([
  ['localhost:1848', 'localhost:1848', null],
  [' node.example.com:443 ', 'node.example.com:443', null],
  ['https://node.example.com:443/', 'node.example.com:443', true],
  ['http://10.0.0.5:1848', '10.0.0.5:1848', false],
  ['[::1]:1848', '[::1]:1848', null],
])('reads %s', (text, address, useTls) => {
  expect(readNodeAddress(text, form)).toEqual({ ok: true, address, useTls });
});

it.each([
  ['', 'Enter the node’s address'],
  ['localhost', 'The port is missing'],
  ['localhost:', 'The port is missing'],
  ['[::1]', 'The port is missing'],
  ['localhost:abc', 'The port must be a number'],
  ['localhost:0', 'between 1 and 65535'],
  ['localhost:70000', 'between 1 and 65535'],
  ['localhost:123456', 'between 1 and 65535'],
  ['my node:1848', 'contains a space'],
  ['my node:abc', 'contains a space'],
  ['::1:1848', 'This is not host:port'],
  ['localhost:1848/info', 'This is not host:port'],
  ['me@node:1848', 'This is not host:port'],
  ['ftp://x:1', 'not by ftp'],
])('refuses "%s": %s', (text, part) => {
  const typed = readNodeAddress(text, form);
  if (typed.ok) throw new Error('it was accepted');
  expect(nodeAddressFaultText(translationTo('en'), typed.fault)).toContain(part);
});
