/** What the report of a diagnosis says about this computer, and what to do. */
import { expect, it } from 'vitest';
import type { Check, CheckOf } from '../../diagnosis/checks.ts';
import { diagnosisJson } from './diagnosis-report.ts';

const AT_MS = Date.UTC(2026, 10, 30, 6, 5);

/** Sentence and fix of one check. */
function sayingOf(check: object): unknown {
  const json = diagnosisJson({ atMs: AT_MS, checks: [check as Check] });
  const [{ says, fix } = {}] = (JSON.parse(json) as { checks: { says?: string; fix?: string }[] })
    .checks;
  return [says, fix];
}

const WELL = { kind: 'configuration', verdict: 'ok', error: null } as const;
const KEYS = { unknown: [], adapted: [], repeated: [] };

it.each([
  [{ ...WELL, ...KEYS }, 'It can be read, and every key is known.', null],
  [
    { ...WELL, unknown: ['a', 'b'], adapted: ['c'], repeated: ['d'] },
    'It can be read, but for a, b (not known, without effect); c (out of range, replaced); d (given twice).',
    'Correct these keys.',
  ],
  [
    { ...WELL, ...KEYS, adapted: ['c'] },
    'It can be read, but for c (out of range, replaced).',
    'Correct these keys.',
  ],
  [
    {
      ...{ ...WELL, ...KEYS },
      error: { kind: 'unreadable', location: 'a', fault: { kind: 'not-an-address' } },
    },
    'a cannot be read: it is not an address.',
    'Correct it, or leave it out.',
  ],
])('of the configuration %#', (check, says, fix) => {
  expect(sayingOf(check)).toEqual([says, fix]);
});

it('of the workers', () => {
  const workers = [{ kind: 'cpu', state: 'mining' }];
  const check = { kind: 'workers', verdict: 'ok', workers };
  expect(sayingOf(check)).toEqual(['Mines with cpu (mining).', null]);
  const failed = 'The log says why it failed. It is tried again by itself.';
  expect(sayingOf({ ...check, verdict: 'fail' })).toEqual(['Mines with cpu (mining).', failed]);
});

const PORT: CheckOf<'port'> = {
  ...{ kind: 'port', verdict: 'ok', port: 1917, interfaceName: 'eth7', state: 'free' },
  detail: 'EADDRNOTAVAIL',
  addresses: [
    { address: '10.0.0.5', interfaceName: 'eth0', answers: true },
    { address: '10.1.0.5', interfaceName: 'eth1', answers: false },
    { address: '10.2.0.5', interfaceName: 'eth2', answers: true },
  ],
};
const AT = 'It answers at 10.0.0.5, 10.2.0.5.';
const NOWHERE = 'It answers at no address that machines in the network can use.';
const CONNECT =
  'Set --stratum-interface to * and connect this computer to the network of the machines.';

it.each<[Partial<CheckOf<'port'>>, string, string | null]>([
  [{}, `Port 1917 is free. ${AT}`, null],
  [{ addresses: [] }, `Port 1917 is free. ${NOWHERE}`, CONNECT],
  [{ state: 'heddle' }, `The running Heddle serves port 1917. ${AT}`, null],
  [
    { state: 'heddle', addresses: PORT.addresses.slice(1, 2) },
    `The running Heddle serves port 1917. ${NOWHERE}`,
    CONNECT,
  ],
  [
    { state: 'stratum' },
    `A Stratum server has port 1917 already: a Heddle with another data folder, or another program. ${AT}`,
    'Close that program before this one mines, or choose another --stratum-port.',
  ],
  [
    { state: 'taken' },
    'Port 1917 is in use by another program.',
    'Close that program, or choose another --stratum-port.',
  ],
  [
    { state: 'refused' },
    'Port 1917 cannot be opened at eth7: EADDRNOTAVAIL.',
    'Set --stratum-interface to an address of this computer or *, and --stratum-port to 1024 or higher.',
  ],
])('of the Stratum port: %j', (found, says, fix) => {
  expect(sayingOf({ ...PORT, ...found })).toEqual([says, fix]);
});

it.each([
  [[], 'No firewall was found on this computer.', null],
  [
    ['ufw'],
    'ufw is on, and may keep machines from port 1917.',
    'If machines cannot connect: sudo ufw allow 1917/tcp.',
  ],
  [
    ['firewalld', 'nftables'],
    'firewalld and nftables are on, and may keep machines from port 1917.',
    'If machines cannot connect: sudo firewall-cmd --permanent --add-port=1917/tcp, then sudo firewall-cmd --reload. ' +
      'If machines cannot connect: accept "tcp dport 1917" in the input chain of /etc/nftables.conf.',
  ],
])('of the firewalls %j', (active, says, fix) => {
  expect(sayingOf({ kind: 'firewall', verdict: 'warn', port: 1917, active })).toEqual([says, fix]);
});

it.each([
  [
    'win32',
    'Windows Defender Firewall asks at the first start: allow Heddle in private networks, and set the network to private.',
  ],
  ['darwin', 'In System Settings, Network, Firewall: allow incoming connections for Heddle.'],
  ['sunos', null],
  [null, null],
])('of the firewall of another system, %s', (detail, fix) => {
  const check = { kind: 'firewall', verdict: 'skipped', reason: 'other-system', detail };
  expect(sayingOf(check)).toEqual(['Not checked on this system.', fix]);
});

it.each<[Partial<CheckOf<'disk'>>, string, string | null]>([
  [{}, '~/h has 12.3 GB free.', null],
  [{ verdict: 'warn' }, '~/h has 12.3 GB free.', 'Make room: without it, history stops.'],
  [{ verdict: 'warn', freeBytes: null }, '~/h has an unknown number of GB free.', null],
  [
    { verdict: 'fail', isWritable: false },
    '~/h has 12.3 GB free, and cannot be written.',
    'Give a folder of your own with --data-dir.',
  ],
])('of the disk: %j', (found, says, fix) => {
  const disk = { kind: 'disk', verdict: 'ok', folder: '~/h', freeBytes: 12.34e9, isWritable: true };
  expect(sayingOf({ ...disk, ...found })).toEqual([says, fix]);
});

it('of the machines, and of the Heddle that mines for them', () => {
  const holder = { program: 'terminal', pid: 7, sinceMs: AT_MS } as const;
  const seen = { key: 'rig', lastShareAtMs: AT_MS + 5_000 };
  const check = { kind: 'machines', verdict: 'ok', machines: [seen], holder: null };
  expect(sayingOf(check)).toEqual(['Last share accepted: rig 0 s ago.', null]);
  const none = { ...check, machines: [] };
  expect(sayingOf(none)).toEqual(['No machines in the history.', null]);
  const warned = sayingOf({ ...check, verdict: 'warn', holder });
  expect(warned).toEqual([
    expect.stringMatching(/^Last share accepted: rig 0 s ago\. Mined for by .*\(process 7, since /),
    'For those without shares: check power and network, and the pool that they are set to.',
  ]);
});

it('of notices and versions', () => {
  const notices = { kind: 'notices', verdict: 'ok', topicsWithoutShares: [] };
  expect(sayingOf(notices)).toEqual(['Machines send the shares that notices need.', null]);
  const topicsWithoutShares = ['rate-low', 'rejects-high'];
  expect(sayingOf({ ...notices, verdict: 'warn', topicsWithoutShares })).toEqual([
    'Shares are whole blocks, so notices of these are rare or never come: rate-low, rejects-high.',
    'Set --stratum-difficulty period:10, for a share about every 10 s.',
  ]);
  const versions = { kind: 'versions', heddle: '1.2.3', node: '22.1.0', system: 'Linux 6' };
  const says = 'Heddle 1.2.3, Node 22.1.0, Linux 6.';
  expect(sayingOf({ ...versions, electron: null })).toEqual([says, null]);
  const inApp = 'Heddle 1.2.3, Node 22.1.0, Electron 40, Linux 6.';
  expect(sayingOf({ ...versions, electron: '40' })).toEqual([inApp, null]);
});

it.each(['workers', 'port', 'machines', 'notices', 'firewall'])(
  'why there is nothing to say of %s',
  (kind) => {
    const check = { kind, verdict: 'skipped', reason: 'no-stratum', detail: null };
    const says = 'Not needed: no machines connect with these workers.';
    expect(sayingOf(check)).toEqual([says, null]);
  },
);

it('why something cannot be read', () => {
  const check = { kind: 'machines', verdict: 'skipped', reason: 'unreadable', detail: 'EIO' };
  expect(sayingOf(check)).toEqual(['This cannot be read (EIO).', null]);
});
