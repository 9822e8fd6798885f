import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { interfaceReader, readFallbackNodes, readNode, readProxies } from './read-addresses.ts';
import { factsOf } from '../../../tests/setting-facts.ts';

const english = translationTo('en');
const readNodes = (text: string) => readFallbackNodes(english, text, factsOf('fallbackNodes'));

it('takes TLS from a typed https address and leaves it alone otherwise', () => {
  expect(readNode(english, 'https://n.example:443', factsOf('node'))).toEqual({
    ok: true,
    changes: { node: 'n.example:443', useTls: true },
  });
  expect(readNode(english, 'n.example:443', factsOf('node'))).toEqual({
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

it('reads addresses of proxies, each once, and leaves it to the core what an address is', () => {
  const read = (text: string) => readProxies(english, text, factsOf('stratumProxies'));
  expect(read(' 10.0.0.5\n\n2001:db8::5\n10.0.0.5')).toEqual({
    ok: true,
    changes: { stratumProxies: ['10.0.0.5', '2001:db8::5'] },
  });
  expect(read('')).toEqual({ ok: true, changes: { stratumProxies: [] } });
  expect(read('proxy.lan')).toEqual({ ok: true, changes: { stratumProxies: ['proxy.lan'] } });
  const many = Array.from({ length: 257 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join('\n');
  expect(read(many)).toEqual({ ok: false, fault: 'Too many lines: at most 256.' });
});

it('leaves it to the core where to listen', () => {
  for (const place of ['*', '!6', 'fe80::1%eth0', 'a b', '']) {
    expect(interfaceReader('stratumInterface')(english, ` ${place} `)).toEqual({
      ok: true,
      changes: { stratumInterface: place },
    });
  }
});
