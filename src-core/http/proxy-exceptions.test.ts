import { expect, it } from 'vitest';
import { basicAuthorization } from './basic-authorization.ts';
import { isExcepted, isLoopback } from './proxy-exceptions.ts';

it.each([
  ['localhost', true],
  ['LocalHost.', true],
  ['a.localhost', true],
  ['127.9.9.9', true],
  ['[::1]', true],
  ['::', true],
  ['0.0.0.0', true],
  ['128.0.0.1', false],
  ['[::2]', false],
  ['notlocalhost', false],
  ['localhost.example', false],
])('knows %s as this computer: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});

it.each([
  ['a.example', '*', true],
  ['10.1.2.3', '*', true],
  ['a.example', '', false],
  ['a.example', ' x , ,a.EXAMPLE', true],
  ['a.example', 'b.example a.example', true],
  ['A.Example.', 'a.example', true],
  ['a.example', 'a.example.', true],
  ['a.example', '.example', true],
  ['b.a.example', 'a.example', true],
  ['ba.example', 'a.example', false],
  ['a.example', '.', false],
  ['a.example', 'b.a.example', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.4', false],
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.1.2.3', '10.0.0.0/0', true],
  ['10.1.2.3', '10.0.0.0/33', false],
  ['10.1.2.3', '10.1.2.3/32', true],
  ['10.1.2.3', '10.0.0.0/8/8', false],
  ['10.1.2.3', '10.0.0.0/x', false],
  ['10.1.2.3', '2.3', false],
  ['10.1.2.3', 'x/10.1.2.3', false],
  ['[fd00::1]', '[fd00::1]', true],
  ['[fd00::1]', 'fd00::/8', true],
  ['[fd00::1]', 'fd00::1/128', true],
  ['[fd00::1]', 'fd00::/129', false],
  ['[fd00::2]', 'fd00::1', false],
])('%s is excepted by %j: %s', (host, noProxy, is) => {
  expect(isExcepted(host, noProxy)).toBe(is);
});

it.each([
  ['http://h', null],
  ['http://me@h', 'me:'],
  ['http://:secret@h', ':secret'],
  ['http://m%40e:s%3Ae@h', 'm@e:s:e'],
  ['http://100%:x@h', '100%:x'],
])('logs in to %s with %j', (url, pair) => {
  const expected = pair === null ? null : `Basic ${Buffer.from(pair).toString('base64')}`;
  expect(basicAuthorization(new URL(url))).toBe(expected);
});
