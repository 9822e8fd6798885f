import { expect, it } from 'vitest';
import { NODE_ERROR_KINDS, hostText, nodeErrorWords } from './node-errors.ts';

it.each(NODE_ERROR_KINDS)('says in sentences what happened and what to do: %s', (kind) => {
  const words = nodeErrorWords({ kind, detail: 'ECONNREFUSED' }, 'http://localhost:1848/');
  expect(words.happened).toMatch(/^[A-Zl].*\.$/);
  expect(words.advice).toMatch(/^[A-Z].*\.$/);
  expect(words.happened).toContain('localhost:1848');
  expect(words.happened).not.toContain('http');
  expect(words.button).not.toBe('');
});

it('says something different for every kind', () => {
  const all = NODE_ERROR_KINDS.map((kind) => nodeErrorWords({ kind, detail: '' }, 'n').happened);
  expect(new Set(all).size).toBe(13);
});

it('leads to the field that is at fault', () => {
  const fix = (kind: (typeof NODE_ERROR_KINDS)[number]): unknown =>
    nodeErrorWords({ kind, detail: '' }, 'n').action;
  expect(fix('key-refused')).toEqual({ do: 'open-settings', field: 'publicKey' });
  expect(fix('tls-untrusted')).toEqual({ do: 'open-settings', field: 'useTls' });
  expect(fix('node-missing')).toEqual({ do: 'open-settings', field: 'node' });
});

it('writes host and port only', () => {
  expect(hostText('https://[::1]:1848/')).toBe('[::1]:1848');
});
