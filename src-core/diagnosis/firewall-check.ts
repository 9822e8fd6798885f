/** Whether a firewall may keep machines out. Its rules need an administrator, so this is a hint. */
import type { CheckOf } from './checks.ts';
import { skipped } from './checks.ts';
import { activeFirewalls } from './linux-firewalls.ts';

/** Looks for firewalls on Linux, below `root`. */
export function checkFirewall(
  port: number,
  platform: NodeJS.Platform,
  root = '/',
): CheckOf<'firewall'> {
  if (platform !== 'linux') return { kind: 'firewall', ...skipped('other-system', platform) };
  const active = activeFirewalls(root);
  return { kind: 'firewall', verdict: active.length === 0 ? 'ok' : 'warn', port, active };
}
