import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { NODE_ERROR_KINDS, hostText, nodeErrorText } from './node-errors.ts';

const english = translationTo('en');

it.each(NODE_ERROR_KINDS)('says in sentences what happened and what to do: %s', (kind) => {
  const text = nodeErrorText(english, { kind, detail: 'ECONNREFUSED' }, 'http://localhost:1848/');
  expect(text.happened).toMatch(/^[A-Zl].*[^.]\.$/);
  expect(text.advice).toMatch(/^[A-Z].*\.$/);
  expect(text.happened).toContain('localhost:1848');
  expect(text.happened).not.toContain('http');
  expect(text.button).not.toBe('');
});

it('says something different for every kind', () => {
  const all = NODE_ERROR_KINDS.map(
    (kind) => nodeErrorText(english, { kind, detail: '' }, 'n').happened,
  );
  expect(new Set(all).size).toBe(14);
});

it('leads to the field that is at fault', () => {
  const fix = (kind: (typeof NODE_ERROR_KINDS)[number]): unknown =>
    nodeErrorText(english, { kind, detail: '' }, 'n').action;
  expect(fix('key-refused')).toEqual({ do: 'open-settings', field: 'publicKey' });
  expect(fix('tls-untrusted')).toEqual({ do: 'open-settings', field: 'useTls' });
  expect(fix('node-missing')).toEqual({ do: 'open-settings', field: 'node' });
});

it('writes host and port only', () => {
  expect(hostText('https://[::1]:1848/')).toBe('[::1]:1848');
});
