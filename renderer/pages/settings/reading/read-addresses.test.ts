import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { minerConfigSchema } from '../../../../src-core/index.ts';
import { interfaceReader, readFallbackNodes, readNode, readProxies } from './read-addresses.ts';
import { factsOf } from '../../../tests/setting-facts.ts';

const english = translationTo('en');
const readNodes = (text: string) => readFallbackNodes(english, text, factsOf('fallbackNodes'));

it('takes TLS from a typed https address and leaves it alone otherwise', () => {
  expect(readNode(english, 'https://n.example:443')).toEqual({
    ok: true,
    changes: { node: 'n.example:443', useTls: true },
  });
  expect(readNode(english, 'n.example:443')).toEqual({
    ok: true,
    changes: { node: 'n.example:443' },
  });
});

it('names the line of a wrong fallback node', () => {
  expect(readNodes('a:1\n\nb:2\n')).toEqual({
    ok: true,
    changes: { fallbackNodes: ['a:1', 'b:2'] },
  });
  expect(readNodes('a:1\n\nb')).toMatchObject({ fault: expect.stringContaining('Line 3') });
  expect(readNodes('a:1\n'.repeat(17))).toEqual({
    ok: false,
    fault: 'Too many lines: at most 16.',
  });
});

it('reads addresses of proxies, as the configuration takes them', () => {
  const read = (text: string) => readProxies(english, text, factsOf('stratumProxies'));
  const isTaken = (proxy: string): boolean =>
    minerConfigSchema.safeParse({ stratumProxies: [proxy] }).success;
  expect(read(' 10.0.0.5\n\n2001:db8::5\n10.0.0.5')).toEqual({
    ok: true,
    changes: { stratumProxies: ['10.0.0.5', '2001:db8::5'] },
  });
  expect(read('')).toEqual({ ok: true, changes: { stratumProxies: [] } });
  for (const proxy of ['127.0.0.1', '0.0.0.0', '255.255.255.255', '::1', '::ffff:10.0.0.5', '::']) {
    expect(read(proxy)).toEqual({ ok: true, changes: { stratumProxies: [proxy] } });
    expect(isTaken(proxy)).toBe(true);
  }
  const wrong = ['proxy.lan', '10.0.0', '10.0.0.256', '010.0.0.5', '10.0.0.5:80', 'fe80::1%eth0'];
  for (const proxy of [...wrong, '10.0.0.0/8', '[::1]', '1::2::3', ':', '1.2.3.4:']) {
    expect(read(`10.0.0.5\n${proxy}`)).toEqual({
      ok: false,
      fault: 'Line 2: Enter an IP address, for example 192.168.1.5.',
    });
    expect(isTaken(proxy)).toBe(false);
  }
  const many = Array.from({ length: 257 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join('\n');
  expect(read(many)).toEqual({ ok: false, fault: 'Too many lines: at most 256.' });
});

it('reads where to listen, as the configuration takes it', () => {
  const read = interfaceReader('stratumInterface');
  for (const place of ['*', '*4', '!6', '127.0.0.1', 'localhost', '[::1]', 'fe80::1%eth0']) {
    expect(read(english, ` ${place} `)).toEqual({ ok: true, changes: { stratumInterface: place } });
    expect(minerConfigSchema.parse({ stratumInterface: place }).stratumInterface).toBe(place);
  }
  for (const place of ['', '**', '!', 'a b']) {
    expect(read(english, place)).toMatchObject({ fault: expect.stringContaining('* for all') });
  }
});
