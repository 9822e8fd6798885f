import { describe, expect, it } from 'vitest';
import { isAmbiguous, isFinal, isUnanswered, nodeErrorOf, thrownNodeError } from './node-errors.ts';
import type { NodeError } from './node-errors.ts';

const error = (facts: Partial<NodeError>): NodeError => ({
  kind: 'node-missing',
  detail: '',
  ...facts,
});

describe('a block that was being submitted', () => {
  it.each([
    { code: 'ECONNREFUSED' },
    { code: 'EHOSTUNREACH' },
    { code: 'ENETUNREACH' },
    { code: 'ENOTFOUND', kind: 'wrong-address' },
    { code: 'EAI_AGAIN', kind: 'wrong-address' },
    { code: 'ERR_PROXY_TUNNEL', kind: 'proxy-failed' },
    { kind: 'tls-mismatch' },
    { kind: 'tls-untrusted' },
    { kind: 'connect-timeout' },
    { status: 400, kind: 'request-refused' },
    { status: 404, kind: 'mining-off' },
    { status: 499, kind: 'other-server' },
    { status: 302, kind: 'redirected' },
  ] as const)('has not arrived after %o', (facts) => {
    expect(isAmbiguous(error(facts))).toBe(false);
  });

  it.each([
    { code: 'ECONNRESET' },
    { code: 'EPIPE' },
    { kind: 'timeout' },
    { kind: 'wrong-address' },
    { kind: 'nonsense-answer' },
    { status: 500, kind: 'server-fault' },
    { status: 503, kind: 'overloaded' },
    { status: 200, kind: 'other-server' },
    // A later connection was refused, but the first request may have been taken.
    { code: 'ECONNREFUSED', sentTwice: true },
    { status: 400, kind: 'request-refused', sentTwice: true },
  ] as const)('may have arrived after %o', (facts) => {
    expect(isAmbiguous(error(facts))).toBe(true);
  });
});

describe('an error of a node', () => {
  it('is silence only where nothing at all has answered', () => {
    const silent = ['timeout', 'connect-timeout', 'node-missing'] as const;
    for (const kind of silent) {
      expect(isUnanswered(error({ kind }))).toBe(true);
      expect(isUnanswered(error({ kind, status: 200 }))).toBe(false);
    }
    for (const kind of ['tls-untrusted', 'wrong-address', 'overloaded'] as const) {
      expect(isUnanswered(error({ kind }))).toBe(false);
    }
  });

  it.each([400, 403, 404, 422, 499])('is its last word with status %d', (status) => {
    expect(isFinal(error({ kind: 'request-refused', status }))).toBe(true);
    // A proxy's is not.
    expect(isFinal(error({ kind: 'other-server', status }))).toBe(false);
    expect(isFinal(error({ kind: 'redirected', status }))).toBe(false);
  });

  it.each([200, 302, 399, 408, 425, 429, 500, 503, undefined])(
    'is not its last word with status %s',
    (status) => {
      const facts = status === undefined ? {} : { status };
      expect(isFinal(error({ kind: 'request-refused', ...facts }))).toBe(false);
    },
  );

  it('keeps the facts of a failed request, and names what is not there', () => {
    const facts = { detail: 'x', code: 'EHOSTUNREACH' };
    expect(nodeErrorOf({ kind: 'unreachable', ...facts })).toEqual({
      kind: 'node-missing',
      ...facts,
    });
    expect(nodeErrorOf({ kind: 'timeout', detail: 'x', limitMs: 5 })).toEqual({
      ...{ kind: 'timeout', detail: 'x', limitMs: 5 },
    });
    const thrown = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(thrownNodeError(thrown)).toEqual({
      kind: 'node-missing',
      detail: 'connect ECONNREFUSED',
      code: 'ECONNREFUSED',
    });
  });
});
