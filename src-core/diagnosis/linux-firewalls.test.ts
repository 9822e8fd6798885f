import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { checkFirewall } from './firewall-check.ts';
import { activeFirewalls } from './linux-firewalls.ts';
import { dataFolder } from './tests/diagnosed-computer.ts';

const DROPS =
  'table inet filter {\n chain input {\n  type filter hook input priority 0; policy drop;\n } }';
const WANTED = 'etc/systemd/system/multi-user.target.wants';

/** The root folder of a system with these files. */
function system(files: Readonly<Record<string, string>>): string {
  const root = dataFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

it.each<[string, Record<string, string>, readonly string[]]>([
  ['none', {}, []],
  ['ufw that is on', { 'etc/ufw/ufw.conf': '# start\n ENABLED = Yes\nLOGLEVEL=low\n' }, ['ufw']],
  ['ufw that is off', { 'etc/ufw/ufw.conf': 'ENABLED=no\n#ENABLED=yes\n' }, []],
  ['ufw with another word', { 'etc/ufw/ufw.conf': 'ENABLED=yesterday\n' }, []],
  ['firewalld that runs', { 'run/firewalld/locked': '' }, ['firewalld']],
  ['firewalld at boot', { [`${WANTED}/firewalld.service`]: '' }, ['firewalld']],
  [
    'firewalld early at boot',
    { 'etc/systemd/system/sysinit.target.wants/firewalld.service': '' },
    ['firewalld'],
  ],
  ['another service', { [`${WANTED}/ssh.service`]: '', 'etc/nftables.conf': DROPS }, []],
  [
    'nftables that drops',
    { [`${WANTED}/nftables.service`]: '', 'etc/nftables.conf': DROPS },
    ['nftables'],
  ],
  [
    'nftables that accepts',
    { [`${WANTED}/nftables.service`]: '', 'etc/nftables.conf': DROPS.replace('drop', 'accept') },
    [],
  ],
  [
    'nftables that drops what it forwards alone',
    {
      [`${WANTED}/nftables.service`]: '',
      'etc/nftables.conf':
        'chain a { hook input priority 0; } chain b { hook forward; policy drop; }',
    },
    [],
  ],
  [
    'all of them',
    {
      'etc/ufw/ufw.conf': 'ENABLED=yes',
      'run/firewalld/locked': '',
      [`${WANTED}/nftables.service`]: '',
      'etc/nftables.conf': DROPS,
    },
    ['ufw', 'firewalld', 'nftables'],
  ],
])('finds %s', (_name, files, active) => {
  const root = system(files);
  expect(activeFirewalls(root)).toEqual(active);
  expect(checkFirewall(1917, 'linux', root)).toEqual({
    ...{ kind: 'firewall', verdict: active.length === 0 ? 'ok' : 'warn', port: 1917, active },
  });
});

it('does not know how to look on another system', () => {
  expect(checkFirewall(1917, 'darwin', system({ 'etc/ufw/ufw.conf': 'ENABLED=yes' }))).toEqual({
    ...{ kind: 'firewall', verdict: 'skipped', reason: 'other-system', detail: 'darwin' },
  });
});
