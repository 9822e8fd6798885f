import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../tests/loopback-server.ts';
import { failureOf } from './http-failure.ts';

it('names what the system said once', async () => {
  const port = await freePort();
  const refused = await new Promise<unknown>((resolve) => {
    connect({ host: '127.0.0.1', port }).once('error', resolve);
  });
  expect(failureOf(refused)).toEqual({
    ...{ kind: 'unreachable', code: 'ECONNREFUSED' },
    detail: `connect ECONNREFUSED 127.0.0.1:${port}`,
  });
});

it('names a code that the message does not have', () => {
  const cause = Object.assign(new Error('self-signed certificate'), { code: 'SELF_SIGNED_CERT' });
  expect(failureOf(cause)).toMatchObject({
    ...{ kind: 'tls-untrusted', detail: 'SELF_SIGNED_CERT: self-signed certificate' },
  });
  expect(failureOf({ code: 'ECONNRESET' })).toMatchObject({ detail: 'ECONNRESET' });
  expect(failureOf(new Error('odd'))).toEqual({ kind: 'unreachable', detail: 'odd' });
});
