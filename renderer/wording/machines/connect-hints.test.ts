import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { connectHints } from './connect-hints.ts';

const english = translationTo('en');

it('names the port, and on Linux the command that opens it', () => {
  const [firewall] = connectHints(english, { platform: 'linux', port: 1917, hasVirtual: false });
  expect(firewall?.title).toBe('Let port 1917 through the firewall');
  expect(firewall?.command).toBe('sudo ufw allow 1917/tcp');
  const [other] = connectHints(english, { platform: 'win32', port: 1917, hasVirtual: false });
  expect(other?.text).toContain('Windows Security');
  expect(other?.command).toBeNull();
});

it('leaves the firewall out while the port is not known', () => {
  const [first] = connectHints(english, { platform: 'linux', port: null, hasVirtual: true });
  expect(first?.text).toContain('also has virtual networks');
});
