/** Which firewalls of a Linux system are on, from the files that an ordinary user can read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Firewall } from './checks.ts';

/** Looks below `root`, which is `/` but in tests. */
export function activeFirewalls(root: string): readonly Firewall[] {
  const active: Firewall[] = [];
  if (/^\s*ENABLED\s*=\s*yes\b/im.test(textIn(root, 'etc/ufw/ufw.conf'))) active.push('ufw');
  if (existsSync(join(root, 'run/firewalld')) || isWanted(root, 'firewalld.service')) {
    active.push('firewalld');
  }
  const rules = textIn(root, 'etc/nftables.conf');
  // A table that drops what no rule accepts, loaded at boot.
  if (/hook\s+input[^}]*policy\s+drop/s.test(rules) && isWanted(root, 'nftables.service')) {
    active.push('nftables');
  }
  return active;
}

/** Whether systemd starts the service by itself. */
function isWanted(root: string, service: string): boolean {
  const folder = join(root, 'etc/systemd/system');
  return ['multi-user.target.wants', 'sysinit.target.wants'].some((target) => {
    try {
      return readdirSync(join(folder, target)).includes(service);
    } catch {
      return false;
    }
  });
}

function textIn(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    // Not installed, or closed to this user.
    return '';
  }
}
