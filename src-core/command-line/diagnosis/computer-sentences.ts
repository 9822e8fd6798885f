/** What was found out about this computer: sentences and fixes for the terminal. */
import type { CheckOf, Firewall, MachineSeen } from '../../diagnosis/checks.ts';
import { holderText } from '../../system/data-lock.ts';
import { describeConfigError } from '../texts/config-sentences.ts';
import { withoutSharesText } from '../texts/without-shares.ts';
import { durationText } from '../../logging/duration-text.ts';
import type { Saying } from './saying.ts';
import { skippedSaying } from './saying.ts';

/** Machines that are named in the report. */
const NAMED_MACHINES = 20;

/** Whether the configuration can be read, and which keys have no effect. */
export function configurationSaying(check: CheckOf<'configuration'>): Saying {
  const { error, unknown, adapted, repeated } = check;
  if (error !== null) {
    return { says: `${describeConfigError(error)}.`, fix: 'Correct it, or leave it out.' };
  }
  const parts = [
    listed(unknown, 'not known, without effect'),
    listed(adapted, 'out of range, replaced'),
    listed(repeated, 'given twice'),
  ].filter((part) => part !== '');
  if (parts.length === 0) return { says: 'It can be read, and every key is known.', fix: null };
  return { says: `It can be read, but for ${parts.join('; ')}.`, fix: 'Correct these keys.' };
}

function listed(keys: readonly string[], what: string): string {
  return keys.length === 0 ? '' : `${keys.join(', ')} (${what})`;
}

/** Which kinds of workers are set, and what each does. */
export function workersSaying(check: CheckOf<'workers'>): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const kinds = check.workers.map(({ kind, state }) =>
    state === null ? kind : `${kind} (${state})`,
  );
  const fix =
    check.verdict === 'ok' ? null : 'The log says why it failed. It is tried again by itself.';
  return { says: `Mines with ${kinds.join(', ')}.`, fix };
}

/** Whether the Stratum port is free or who has it, and at which addresses it answers. */
export function portSaying(check: CheckOf<'port'>): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const { port, state, detail, interfaceName, addresses } = check;
  const answering = addresses.filter(({ answers }) => answers).map(({ address }) => address);
  const where =
    answering.length === 0
      ? 'It answers at no address that machines in the network can use'
      : `It answers at ${answering.join(', ')}`;
  const noAddress = answering.length === 0 ? NO_ADDRESS : null;
  switch (state) {
    case 'free':
      return { says: `Port ${port} is free. ${where}.`, fix: noAddress };
    case 'heddle':
      return { says: `The running Heddle serves port ${port}. ${where}.`, fix: noAddress };
    case 'stratum':
      return {
        says: `A Stratum server has port ${port} already: a Heddle with another data folder, or another program. ${where}.`,
        fix: 'Close that program before this one mines, or choose another --stratum-port.',
      };
    case 'taken':
      return {
        says: `Port ${port} is in use by another program.`,
        fix: 'Close that program, or choose another --stratum-port.',
      };
    case 'refused':
      return {
        says: `Port ${port} cannot be opened at ${interfaceName}: ${detail ?? ''}.`,
        fix: 'Set --stratum-interface to an address of this computer or *, and --stratum-port to 1024 or higher.',
      };
  }
}

const NO_ADDRESS =
  'Set --stratum-interface to * and connect this computer to the network of the machines.';

/** Which firewalls are on, and the commands that let machines through. */
export function firewallSaying(check: CheckOf<'firewall'>): Saying {
  if (check.verdict === 'skipped') {
    const fix = HINTS[check.detail ?? ''] ?? null;
    return { ...skippedSaying({ reason: check.reason, detail: null }), fix };
  }
  const { active, port } = check;
  if (active.length === 0) return { says: 'No firewall was found on this computer.', fix: null };
  return {
    says: `${active.join(' and ')} ${active.length === 1 ? 'is' : 'are'} on, and may keep machines from port ${port}.`,
    fix: active.map((firewall) => ALLOW[firewall](port)).join(' '),
  };
}

const HINTS: Readonly<Record<string, string>> = {
  win32:
    'Windows Defender Firewall asks at the first start: allow Heddle in private networks, and set the network to private.',
  darwin: 'In System Settings, Network, Firewall: allow incoming connections for Heddle.',
};

const ALLOW: Readonly<Record<Firewall, (port: number) => string>> = {
  ufw: (port) => `If machines cannot connect: sudo ufw allow ${port}/tcp.`,
  firewalld: (port) =>
    `If machines cannot connect: sudo firewall-cmd --permanent --add-port=${port}/tcp, then sudo firewall-cmd --reload.`,
  nftables: (port) =>
    `If machines cannot connect: accept "tcp dport ${port}" in the input chain of /etc/nftables.conf.`,
};

/** How much room the data folder has, and whether it can be written. */
export function diskSaying({ folder, freeBytes, isWritable, verdict }: CheckOf<'disk'>): Saying {
  const room = freeBytes === null ? 'an unknown number of' : (freeBytes / 1e9).toFixed(1);
  const says = `${folder} has ${room} GB free${isWritable ? '' : ', and cannot be written'}.`;
  if (!isWritable) return { says, fix: 'Give a folder of your own with --data-dir.' };
  const fix =
    verdict === 'ok' || freeBytes === null ? null : 'Make room: without it, history stops.';
  return { says, fix };
}

/** When a share of each machine was last accepted, as of `atMs`; the first ones by name. */
export function machinesSaying(check: CheckOf<'machines'>, atMs: number): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const { machines, holder, verdict } = check;
  const running = holder === null ? '' : ` Mined for by ${holderText(holder)}.`;
  if (machines.length === 0) return { says: `No machines in the history.${running}`, fix: null };
  const named = machines.slice(0, NAMED_MACHINES).map((machine) => machineText(machine, atMs));
  const others = machines.length - named.length;
  const rest = others === 0 ? '' : `, and ${others} more`;
  const fix =
    verdict === 'warn'
      ? 'For those without shares: check power and network, and the pool that they are set to.'
      : null;
  return { says: `Last share accepted: ${named.join(', ')}${rest}.${running}`, fix };
}

function machineText({ key, lastShareAtMs }: MachineSeen, atMs: number): string {
  return lastShareAtMs === null
    ? `${key} none`
    : `${key} ${durationText(Math.max(0, atMs - lastShareAtMs))} ago`;
}

/** Whether notices of machines can come. */
export function noticesSaying(check: CheckOf<'notices'>): Saying {
  if (check.verdict === 'skipped') return skippedSaying(check);
  const topics = check.topicsWithoutShares;
  return topics.length === 0
    ? { says: 'Machines send the shares that notices need.', fix: null }
    : withoutSharesText(topics);
}

/** The versions of Heddle and of what it runs on. */
export function versionsSaying(check: CheckOf<'versions'>): Saying {
  const { heddle, node, electron, system } = check;
  const shell = electron === null ? '' : `, Electron ${electron}`;
  return { says: `Heddle ${heddle}, Node ${node}${shell}, ${system}.`, fix: null };
}
