import { describe, expect, it } from 'vitest';
import type { AccessRefusal, ConnectionRefusal, LeaveReason, ShareRefusal } from './refusals.ts';
import {
  accessError,
  connectionRefusalText,
  faultOf,
  isBrokenOff,
  leaveText,
  shareError,
} from './stratum-errors.ts';

describe('a refused share', () => {
  it.each<[ShareRefusal, number, string, string]>([
    [{ kind: 'not-subscribed' }, 25, 'invalid', 'Not subscribed: send mining.subscribe'],
    [{ kind: 'not-authorized' }, 24, 'invalid', 'Not authorized: send mining.authorize'],
    [{ kind: 'stale' }, 21, 'stale', 'Stale share: the chain has moved on'],
    [{ kind: 'unknown-job', jobId: 'a"b' }, 21, 'stale', 'Unknown job "a\\"b": it is too old'],
    [{ kind: 'duplicate' }, 22, 'duplicate', 'Duplicate share: this nonce was already counted'],
    [
      { kind: 'low-difficulty', level: 41.96, wantedLevel: 43.04 },
      ...([
        23,
        'low',
        'Low difficulty: this share is of level 42.0, the job asks for 43.0',
      ] as const),
    ],
    [
      { kind: 'nonce2-too-long', nonce2: '123', limitBytes: 6 },
      ...([
        20,
        'invalid',
        'nonce2 "123" is too long: it has 6 bytes (12 hex digits) here',
      ] as const),
    ],
    [{ kind: 'nonce2-not-hex', nonce2: 'xy' }, 20, 'invalid', 'nonce2 "xy" is not a hexadecimal'],
  ])('has a code that pools agree on, a text and a fault: %j', (refusal, code, fault, text) => {
    const error = shareError(refusal);
    expect(error).toMatchObject({ code });
    expect(error.text.startsWith(text)).toBe(true);
    expect(faultOf(refusal)).toBe(fault);
  });
});

it.each<[AccessRefusal, string]>([
  [{ kind: 'rig-not-listed', rig: 'a"b' }, 'the rig name "a\\"b" is not on the list'],
  [{ kind: 'wrong-password' }, 'the password is wrong'],
  [{ kind: 'too-many-passwords' }, 'too many wrong passwords came from its address'],
  [{ kind: 'declined' }, 'it was declined on this computer'],
  [{ kind: 'too-many-waiting', where: 'server' }, 'too many machines wait for an answer'],
  [{ kind: 'too-many-waiting', where: 'address' }, 'too many machines of this address wait'],
  [{ kind: 'check-failed' }, 'the server could not decide'],
])('says with code 24 why a machine may not mine: %j', (refusal, text) => {
  const error = accessError(refusal);
  expect(error.code).toBe(24);
  expect(error.text.startsWith(`Not authorized: ${text}`)).toBe(true);
});

it.each<[LeaveReason, string]>([
  [{ kind: 'closed-by-machine' }, 'the machine closed the connection'],
  [{ kind: 'connection-lost', code: null }, 'connection lost'],
  [{ kind: 'connection-lost', code: 'ECONNRESET' }, 'connection lost (ECONNRESET)'],
  [{ kind: 'server-closing' }, 'the server is closing'],
  [{ kind: 'let-in' }, 'it was let in, and has to connect again'],
  [{ kind: 'no-node', ms: 61_400 }, 'no node has had work for 61 s'],
  [{ kind: 'never-subscribed', ms: 999 }, 'no mining.subscribe within 999 ms'],
  [{ kind: 'not-reading', ms: 1_000 }, 'it has not read what was sent to it for over 1 s'],
  [{ kind: 'silent', ms: 600_000 }, 'it was silent for over 600 s'],
  [{ kind: 'line-too-long', limitBytes: 8_192 }, 'line longer than 8192 bytes'],
  [{ kind: 'too-many-long-lines', longChars: 4_096 }, 'too many lines of over 4096 characters'],
  [{ kind: 'too-many-invalid-lines' }, 'too many invalid Stratum lines'],
  [{ kind: 'too-many-changes' }, 'too many requests for another name or difficulty'],
  [{ kind: 'no-nonce-range' }, 'no nonce range is free, try again later'],
  [{ kind: 'other-protocol', protocol: 'http' }, 'it speaks HTTP'],
  [{ kind: 'internal-error' }, 'internal error'],
])('says why a connection ended: %j', (reason, text) => {
  expect(leaveText(reason)).toBe(text);
  const isOwnEnd = ['closed-by-machine', 'connection-lost', 'server-closing'].includes(reason.kind);
  expect(isBrokenOff(reason)).toBe(!isOwnEnd);
});

it.each<[ConnectionRefusal, string]>([
  [{ kind: 'server-full', limit: 3 }, 'the server is full (3 sessions)'],
  [{ kind: 'address-full', limit: 2 }, 'too many sessions from this address (2)'],
  [{ kind: 'no-node' }, 'no node has work'],
  [{ kind: 'address-busy' }, 'too many new connections from this address, try again later'],
  [{ kind: 'address-blocked' }, 'too many invalid lines from this address'],
  [{ kind: 'no-proxy-header' }, 'it is a proxy of stratumProxies and sent no valid PROXY header'],
])('says why a connection became no session: %j', (refusal, text) => {
  expect(connectionRefusalText(refusal)).toBe(text);
});
