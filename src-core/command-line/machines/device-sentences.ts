/** What machines' own interfaces answer, in English sentences for the terminal. */
import type { DeviceComplaint } from '../../devices/device-complaint.ts';
import type { DeviceError } from '../../devices/device-error.ts';
import type { SetupFault, SetupObstacle, SetupStep } from '../../devices/device-setup.ts';
import type { FindError } from '../../devices/devices.ts';
import { accessRefusalText } from '../../stratum/stratum-errors.ts';

/** What happened, and what to do; one alone where the other goes without saying. */
function deviceErrorSentences(error: DeviceError): readonly [happened: string, advice?: string] {
  switch (error.kind) {
    case 'unreachable':
      return [
        `Nothing answers at its address (${error.detail}).`,
        'Check that it is switched on and in this network.',
      ];
    case 'timeout':
      return [
        `It did not answer within ${error.limitMs / 1000} s.`,
        'It may be restarting: try again in a minute.',
      ];
    case 'password-needed':
      return ['It needs its password:', 'set HEDDLE_MACHINE_PASSWORD, or type it when asked.'];
    case 'password-wrong':
      return [
        `It refused the password${quoted(error.answer)}.`,
        'It wants the one of its own web page, in HEDDLE_MACHINE_PASSWORD or typed when asked.',
      ];
    case 'refused':
      return [
        `It refused${error.status === null ? '' : ` with status ${error.status}`}${quoted(error.answer)}.`,
        'Restart it and try again. If it still refuses, use its own web page.',
      ];
    case 'nonsense':
      return [
        `Its answer cannot be read${quoted(error.answer)}.`,
        'Restart the machine and try again.',
      ];
    case 'another-machine':
      return [
        `Another machine has this address now (${error.model ?? 'unknown'}).`,
        'Search again with --find-machines.',
      ];
    case 'unsupported':
      return ['This model cannot do that.'];
    case 'not-kept':
      return [
        `It did not keep the new pools; it has ${list(error.urls)}.`,
        'Write them on its own web page.',
      ];
    case 'pools-too-long':
      return [
        'Its pools are longer than Heddle can keep to put them back, so nothing was written.',
        'Shorten them on its own web page.',
      ];
    case 'busy':
      return ['Its pools are being changed.', 'Try again when that is done.'];
    case 'cancelled':
      return ['It was cancelled.'];
  }
}

/** Why setting a machine up failed: the step, what happened and what to do. */
export function setupFaultSentence(step: SetupStep, fault: SetupFault): string {
  const failed = `${STEPS[step]} failed.`;
  switch (fault.kind) {
    case 'device':
      return [failed, ...deviceErrorSentences(fault.error)].join(' ');
    case 'did-not-connect':
      return `Its pools are right, but it did not connect within ${seconds(fault.waitedMs)}. Check that the firewall of this computer lets it in.`;
    case 'on-failover':
      return `Its pools are right, but after ${seconds(fault.waitedMs)} it still hashes for ${fault.url}. Restart it; if it does not come then, remove its other pools.`;
    case 'not-admitted':
      return `It connected, but may not mine: ${accessRefusalText(fault.refusal)}.`;
    case 'no-share':
      return `It is connected, but no share of it was accepted within ${seconds(fault.waitedMs)}. The log of the miner has the reasons.`;
    case 'name-taken':
      return `Nothing was written: another machine is named ${fault.worker}. Choose another --worker-name.`;
    case 'no-way':
      return `Nothing was written: ${NO_WAY[fault.obstacle]}`;
    case 'server-stopped':
      return `${failed} The Stratum server stopped. Start mining again and repeat this.`;
    case 'keeps-a-pool': {
      const [happened] = deviceErrorSentences(fault.error);
      return `It had no pool before, but does not take an empty list. ${happened} Enter the pool that it should have on its own web page.`;
    }
    case 'not-saved':
      return `Nothing was written: its present pools could not be stored (${fault.detail}). Free some space there, or name another folder with --data-dir.`;
  }
}

const NO_WAY = {
  'no-server': 'the Stratum server does not run. Start mining with machines (--worker stratum).',
  'not-listening-there':
    'the Stratum server does not listen where this machine could reach it. Set --stratum-interface to "*".',
} as const;

export const STEPS: Readonly<Record<SetupStep, string>> = {
  'reading-pools': 'Reading its pools',
  'writing-pools': 'Writing its pools',
  restarting: 'Restarting',
  'reading-back': 'Reading its pools back',
  'waiting-for-machine': 'Waiting for its connection',
  'waiting-for-share': 'Waiting for its first share',
};

/** Why a machine cannot be configured from here now. `url` is the pool it would get. */
export function obstacleSentence(obstacle: Exclude<SetupObstacle, 'by-hand'>, url: string): string {
  switch (obstacle) {
    case 'no-server':
      return `Nothing listens at ${url}. Start mining with machines first (--worker stratum).`;
    case 'not-listening-there':
      return `The Stratum server does not listen where this machine could reach it. Set --stratum-interface to "*".`;
    case 'busy':
      return 'This machine is being configured already.';
  }
}

/** Why no search began. */
export function findErrorSentence(error: FindError): string {
  if (error.kind === 'searching') return 'A search runs already.';
  const text = JSON.stringify(error.text);
  switch (error.reason) {
    case 'unreadable':
      return `${text} is no range of addresses. Expected 192.168.1.0/24, 192.168.1.10-20 or 192.168.1.10.`;
    case 'too-large':
      return `${text} has too many addresses: at most a /22 is searched.`;
    case 'too-many':
      return `Up to ${text} there are too many addresses: at most four /22 are searched at once.`;
    case 'not-private':
      return `${text} is not in a private network: only those are searched.`;
  }
}

/** A complaint as a phrase, for a table. */
export function complaintPhrase(complaint: DeviceComplaint): string {
  switch (complaint.kind) {
    case 'too-hot':
      return `${complaint.part} at ${Math.round(complaint.celsius)} °C`;
    case 'fan-stopped':
      return complaint.fans.length === 1
        ? `fan ${complaint.fans.join()} stands still`
        : `fans ${complaint.fans.join(', ')} stand still`;
    case 'board-missing':
      return complaint.missing.length === 0
        ? `${complaint.boards} of ${complaint.expected} boards hash`
        : `${complaint.boards} of ${complaint.expected} boards hash, not ${complaint.missing.join(', ')}`;
    case 'slow':
      return `slower than its label says`;
    case 'other-pool':
      return `hashes for ${complaint.url}`;
    case 'old-address':
      return `set up for ${complaint.url}, which Heddle has no more`;
    case 'hardware-errors':
      return `${(100 * complaint.share).toFixed(1)} % hardware errors`;
  }
}

function quoted(answer: string | null): string {
  return answer === null || answer === '' ? '' : ` (${JSON.stringify(answer)})`;
}

function list(urls: readonly string[]): string {
  return urls.length === 0 ? 'none' : urls.join(', ');
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
