import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import {
  readAccount,
  readBlockDelay,
  readFallbackNodes,
  readNode,
  readTimeout,
} from './read-settings.ts';

const english = translationTo('en');

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
  expect(readFallbackNodes(english, 'a:1\n\nb:2\n')).toEqual({
    ok: true,
    changes: { fallbackNodes: ['a:1', 'b:2'] },
  });
  expect(readFallbackNodes(english, 'a:1\nb')).toMatchObject({
    ok: false,
    fault: expect.stringContaining('Line 2'),
  });
  expect(readFallbackNodes(english, 'a:1\n'.repeat(17))).toMatchObject({ ok: false });
});

it('shows seconds where the configuration has microseconds', () => {
  expect(readTimeout('1.5')).toEqual({ ok: true, changes: { defaultHTTPTimeout: 1_500_000 } });
  expect(readTimeout('1,5')).toEqual({ ok: true, changes: { defaultHTTPTimeout: 1_500_000 } });
});

it.each(['', 'soon', '0', '-1', '3601'])('refuses a delay of "%s"', (text) => {
  expect(readBlockDelay(text).ok).toBe(false);
});

it('reads an empty account as the account of the key', () => {
  expect(readAccount('  ')).toEqual({ ok: true, changes: { account: null } });
  expect(readAccount('k:abc')).toEqual({ ok: true, changes: { account: 'k:abc' } });
  expect(readAccount('x'.repeat(257)).ok).toBe(false);
});
