import { describe, expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import { failureSetting, failureText } from './failures.ts';

const english = translationTo('en');
const german = translationTo('de');

describe('the sentence of a failed start', () => {
  const error = {
    kind: 'listen',
    server: 'stratum',
    setting: 'stratumPort',
    reason: 'in-use',
    interfaceName: '*',
    port: 1917,
    detail: 'listen EADDRINUSE',
  } as const;

  it('names the port and the setting to open', () => {
    const failure = { kind: 'start', error } as const;
    expect(failureText(english, failure)).toBe(
      'Port 1917 is in use by another program. Close that program (another miner?) or choose another Stratum port.',
    );
    expect(failureText(german, failure)).toContain('einen anderen Stratum-Port');
    expect(failureSetting(failure)).toBe('stratumPort');
  });

  it('names the address that this computer lacks', () => {
    const lacking = { ...error, reason: 'no-such-address', interfaceName: '192.0.2.7' } as const;
    expect(failureText(english, { kind: 'start', error: lacking })).toContain('“192.0.2.7”');
  });
});

describe('what the core calls by a code', () => {
  it('is said in words: why graphics cards cannot be asked', () => {
    const fault = { kind: 'gpu-not-started', detail: 'spawn ENOENT', lastWords: null } as const;
    const failure = { kind: 'start', error: { kind: 'gpu', setting: 'worker', fault } } as const;
    expect(failureText(english, failure)).toMatch(
      /cannot be asked: the process that asks them does not start \(spawn ENOENT\)\. Update/,
    );
    expect(failureText(german, failure)).toContain('Der Prozess dafür startet nicht');
  });

  it('is said in words: the part that could not be opened or closed', () => {
    const closing = { kind: 'stop', part: 'outbox', detail: 'EIO' } as const;
    expect(failureText(english, closing)).toContain('(the outbox of solved blocks)');
    const error = { kind: 'unexpected', setting: null, step: 'loops', detail: 'EIO' } as const;
    expect(failureText(german, { kind: 'start', error })).toContain(
      '(betroffen: die Suche nach Blöcken): EIO',
    );
  });
});

describe('the sentence of a failure', () => {
  const full = {
    kind: 'file',
    operation: 'write',
    path: '/home/ada/heddle.yaml',
    code: 'ENOSPC',
    detail: 'ENOSPC: no space left on device, write',
  } as const;

  it('names the file and the reason in the language of the user', () => {
    expect(failureText(english, full)).toBe(
      '/home/ada/heddle.yaml could not be written: the disk is full',
    );
    expect(failureText(german, full)).toBe(
      '/home/ada/heddle.yaml konnte nicht geschrieben werden: Der Datenträger ist voll',
    );
  });

  it('shows the text of the system where its code is an unusual one', () => {
    const odd = {
      ...full,
      operation: 'read',
      code: 'EIO',
      detail: 'EIO: i/o error, read',
    } as const;
    expect(failureText(english, odd)).toBe(
      '/home/ada/heddle.yaml could not be read: EIO: i/o error, read',
    );
    expect(failureText(german, { ...odd, code: null })).toMatch(/gelesen werden: EIO/);
  });
});
