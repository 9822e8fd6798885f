import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../tests/loopback-server.ts';
import { FailureError, failureOf } from './http-failure.ts';

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

it.each([
  ['ENOTFOUND', 'wrong-address'],
  ['EAI_AGAIN', 'wrong-address'],
  ['EINVAL', 'wrong-address'],
  ['CERT_HAS_EXPIRED', 'tls-untrusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-untrusted'],
  ['ERR_NO_CERT_', 'unreachable'],
  ['EPROTO', 'tls-mismatch'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-mismatch'],
  ['Z_DATA_ERROR', 'nonsense-answer'],
  ['ERR__ERROR_FORMAT_PADDING_1', 'nonsense-answer'],
  ['ERR_BROTLI_INVALID_PARAM', 'nonsense-answer'],
  ['ERR_ZLIB_INITIALIZATION_FAILED', 'nonsense-answer'],
  ['HPE_INVALID_CONSTANT', 'wrong-address'],
  ['ERR_Z_', 'unreachable'],
  ['EPIPE', 'unreachable'],
])('%s is of the kind %s', (code, kind) => {
  expect(failureOf({ code, message: 'it broke' })).toEqual({
    ...{ kind, code, detail: `${code}: it broke` },
  });
});

it.each([
  [[0x15, 0x03], 'tls-mismatch'],
  [[0x16, 0x03], 'tls-mismatch'],
  [[0x53, 0x16], 'wrong-address'],
  [[], 'wrong-address'],
])('an answer of %j that is no HTTP is of the kind %s', (bytes, kind) => {
  const cause = { code: 'HPE_INVALID_CONSTANT', rawPacket: Buffer.from(bytes) };
  expect(failureOf(cause)).toMatchObject({ kind });
});

it('keeps a failure that has its name already, which says what happened', () => {
  const error = new FailureError({ kind: 'redirected', detail: 'to the moon' });
  expect(failureOf(error)).toBe(error.failure);
  expect(String(error)).toBe('Error: to the moon');
});
