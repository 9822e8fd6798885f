import { describe, expect, it } from 'vitest';
import type {
  AccessRefusal,
  LeaveReason,
  ShareRefusal,
} from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { accessRefusalText, leaveText, shareRefusalText } from './machine-refusals.ts';

const english = translationTo('en');
const german = translationTo('de');

describe('why a machine may not mine', () => {
  it.each<[AccessRefusal, string]>([
    [{ kind: 'rig-not-listed', rig: 'attic' }, 'The rig name “attic” is not on the list.'],
    [{ kind: 'wrong-password' }, 'The password is wrong.'],
    [
      { kind: 'too-many-passwords' },
      'Too many wrong passwords came from its address; it may try again later.',
    ],
    [{ kind: 'declined' }, 'You declined it.'],
    [{ kind: 'too-many-waiting', where: 'server' }, 'Too many machines wait for your answer.'],
    [
      { kind: 'too-many-waiting', where: 'address' },
      'Too many machines at its address wait for your answer.',
    ],
    [{ kind: 'check-failed' }, 'It could not be checked; the log has the details.'],
  ])('%j', (reason, text) => {
    expect(accessRefusalText(english, reason)).toBe(text);
    expect(accessRefusalText(german, reason)).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });
});

describe('why a machine left', () => {
  it.each<[LeaveReason, string]>([
    [{ kind: 'closed-by-machine' }, 'The machine closed the connection.'],
    [
      { kind: 'connection-lost', code: 'ECONNRESET' },
      'The connection broke off: power or network (ECONNRESET).',
    ],
    [{ kind: 'connection-lost', code: null }, 'The connection broke off: power or network.'],
    [{ kind: 'server-closing' }, 'The Stratum server closed.'],
    [{ kind: 'let-in' }, 'It was let in. It mines as soon as it reconnects.'],
    [{ kind: 'never-subscribed', ms: 30_000 }, 'It did not subscribe within 30 seconds.'],
    [
      { kind: 'not-reading', ms: 1_000 },
      'For more than 1 second it did not read what was sent to it.',
    ],
    [{ kind: 'silent', ms: 900_000 }, 'It sent nothing for more than 900 seconds.'],
    [{ kind: 'line-too-long', limitBytes: 8192 }, 'It sent a line of more than 8,192 bytes.'],
    [
      { kind: 'too-many-long-lines', longChars: 4096 },
      'It sent too many lines of over 4,096 characters.',
    ],
    [{ kind: 'too-many-invalid-lines' }, 'It sent too many invalid Stratum lines.'],
    [{ kind: 'too-many-changes' }, 'It asked for another name or difficulty too often.'],
    [{ kind: 'no-nonce-range' }, 'No nonce range was free; it may try again later.'],
    [{ kind: 'other-protocol', protocol: 'http' }, 'It speaks HTTP, not Stratum.'],
    [
      { kind: 'other-protocol', protocol: 'proxy' },
      'It is a proxy: its address must be in the setting stratumProxies.',
    ],
    [
      { kind: 'other-protocol', protocol: 'tls' },
      'It speaks TLS: its pool address must begin with stratum+tcp://.',
    ],
    [
      { kind: 'internal-error' },
      'An internal error ended the connection; the log has the details.',
    ],
  ])('%j', (reason, text) => {
    expect(leaveText(english, reason)).toBe(text);
    expect(leaveText(german, reason)).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });
});

describe('why a share was refused', () => {
  it.each<[ShareRefusal, string]>([
    [{ kind: 'not-subscribed' }, 'The machine sent it before it subscribed.'],
    [{ kind: 'not-authorized' }, 'The machine is not authorised.'],
    [{ kind: 'stale' }, 'Stale: the chain moved on after the job was sent.'],
    [
      { kind: 'unknown-job', jobId: '5d4' },
      'Unknown job “5d4”: it is too old or was never sent by this server.',
    ],
    [{ kind: 'duplicate' }, 'Duplicate: this nonce was already counted for this job.'],
    [
      { kind: 'low-difficulty', level: 41.26, wantedLevel: 44 },
      'Low difficulty: the share is of level 41.3, the job asks for 44.0.',
    ],
    [
      { kind: 'nonce2-too-long', nonce2: '0123456789abcd', limitBytes: 6 },
      'The nonce “0123456789abcd” is longer than 6 bytes.',
    ],
    [{ kind: 'nonce2-not-hex', nonce2: 'xyz' }, 'The nonce “xyz” is not a hexadecimal number.'],
  ])('%j', (refusal, text) => {
    expect(shareRefusalText(english, refusal)).toBe(text);
    expect(shareRefusalText(german, refusal)).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });
});
