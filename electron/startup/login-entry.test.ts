import { expect, it } from 'vitest';
import { isEntryOn, isOwnEntry, loginEntry } from './login-entry.ts';

it('is an entry of the desktop that starts the program with its arguments', () => {
  const entry = loginEntry(['/opt/My Apps/heddle', '--at-login', '--user-data-dir=/home/a b']);
  expect(entry).toContain('[Desktop Entry]\nType=Application\nName=Heddle\n');
  expect(entry).toContain(
    '\nExec="/opt/My Apps/heddle" "--at-login" "--user-data-dir=/home/a b"\n',
  );
  expect(isOwnEntry(entry)).toBe(true);
  expect(isEntryOn(entry)).toBe(true);
});

it('escapes what has a meaning there', () => {
  expect(loginEntry(['/a"b$c`d\\e%f'])).toContain('Exec="/a\\\\"b\\\\$c\\\\`d\\\\\\e%%f"\n');
});

it.each([
  ['Hidden=true', false],
  ['X-GNOME-Autostart-enabled=false', false],
  ['X-GNOME-Autostart-enabled = false ', false],
  ['Hidden=false', true],
  ['#Hidden=true', true],
])('with %s is followed by the desktop: %s', (line, isOn) => {
  expect(isEntryOn(`[Desktop Entry]\nType=Application\n${line}\n`)).toBe(isOn);
});

it('is not ours when another program wrote it', () => {
  expect(isOwnEntry('[Desktop Entry]\nName=Heddle\nExec=/usr/bin/other\n')).toBe(false);
});
