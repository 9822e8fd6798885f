import { describe, expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import { failureText } from './failures.ts';

const english = translationTo('en');
const german = translationTo('de');

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
