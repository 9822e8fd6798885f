import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import type { NodeError } from '../../../contract/screen-contract.ts';
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
    (kind) => nodeErrorText(english, { kind, detail: '', target: 'x' }, 'n').happened,
  );
  expect(new Set(all).size).toBe(NODE_ERROR_KINDS.length);
});

it('leads to the field that is at fault', () => {
  const fix = (kind: (typeof NODE_ERROR_KINDS)[number]): unknown =>
    nodeErrorText(english, { kind, detail: '' }, 'n').action;
  expect(fix('key-refused')).toEqual({ do: 'open-settings', field: 'publicKey' });
  expect(fix('tls-untrusted')).toEqual({ do: 'open-settings', field: 'useTls' });
  expect(fix('timeout')).toEqual({ do: 'open-settings', field: 'defaultHTTPTimeout' });
  expect(fix('connect-timeout')).toEqual({ do: 'open-settings', field: 'nodeConnectTimeout' });
  expect(fix('account-spelled-otherwise')).toEqual({ do: 'open-settings', field: 'account' });
  expect(fix('node-missing')).toEqual({ do: 'open-settings', field: 'node' });
});

it('says the facts of an error', () => {
  const say = (error: Omit<NodeError, 'detail'>): string => {
    const { happened, advice } = nodeErrorText(english, { detail: '', ...error }, 'n:1');
    return `${happened} ${advice}`;
  };
  expect(say({ kind: 'timeout', limitMs: 1_500 })).toContain('did not answer within 1.5\u00a0s.');
  expect(say({ kind: 'connect-timeout', limitMs: 5_000 })).toContain('within 5\u00a0s.');
  expect(say({ kind: 'proxy-failed', proxy: 'p:3128' })).toContain('the proxy p:3128');
  expect(say({ kind: 'redirected', target: 'https://x/y' })).toContain('redirects to https://x/y.');
  expect(say({ kind: 'redirected' })).toContain('an address that cannot be read');
  expect(say({ kind: 'other-server', status: 403, page: 'No' })).toContain('answered 403 (“No”)');
  expect(say({ kind: 'other-server', status: 403 })).toContain('answered 403, not the node');
  const key = 'ab'.repeat(32);
  expect(say({ kind: 'account-spelled-otherwise', paid: key })).toMatch(
    /bare key ababab….*MINER_ACCOUNT/,
  );
  expect(say({ kind: 'account-spelled-otherwise', paid: `k:${key}` })).toMatch(
    /account k:abab….*empty/,
  );
});

it('writes host and port only', () => {
  expect(hostText('https://[::1]:1848/')).toBe('[::1]:1848');
});
